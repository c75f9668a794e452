package htg.miniroot;

import htg.common.DataSize;
import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.io.AsideFile;
import htg.common.io.TemporaryFolder;
import htg.common.process.Command;
import htg.common.process.CommandRunner;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Writes planned ramdisks. The same plan, time and zstd give the same bytes. Thread-safe. */
public final class MinirootAssembler {
    /** 19 MB take some 8 s; much more on a machine that does a lot besides. */
    private static final Duration COMPRESSION_LIMIT = Duration.ofMinutes(10);

    private final CommandRunner runner;
    private final List<String> zstd;

    /**
     * Prepares an assembler.
     *
     * @param zstd the words that start zstd: its path, or a loader with its arguments in front of it
     */
    public MinirootAssembler(CommandRunner runner, List<String> zstd) {
        this.runner = runner;
        this.zstd = List.copyOf(zstd);
    }

    /**
     * Writes the ramdisk, complete or not at all.
     *
     * @param time the modification time of everything in it, whole seconds; see SOURCE_DATE_EPOCH
     * @return its size
     */
    public DataSize assemble(MinirootPlan plan, Instant time, Path target) {
        try (TemporaryFolder work = TemporaryFolder.create(null, "htg-miniroot-");
                AsideFile file = AsideFile.beside(target)) {
            Path archive = work.resolve("miniroot.cpio");
            try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(archive), 1 << 16)) {
                new CpioWriter(time).write(plan.entries(), stream);
            }
            runner.check(compression(archive, file.path()));
            DataSize size = new DataSize(Files.size(file.path()));
            file.commit();
            return size;
        } catch (IOException failure) {
            throw new HtgException(
                    ExitCode.ENVIRONMENT,
                    "Cannot write the ramdisk " + target + ": " + HtgException.reason(failure),
                    "Free some space there and in the folder for temporary files.",
                    failure);
        }
    }

    /** One thread, for the number of threads changes zstd's output; no checksum, for the kernel does not look at it. */
    private Command compression(Path archive, Path target) {
        return Command.of(zstd)
                .with("-19", "--single-thread", "--no-check", "-q", "-f", "-o", target.toString(), archive.toString())
                .within(COMPRESSION_LIMIT);
    }
}
