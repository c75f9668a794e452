package htg.testvm.stick;

import htg.common.io.TemporaryFolder;
import htg.common.process.Command;
import htg.common.process.CommandRunner;
import htg.common.process.SystemCommandRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveInputStream;
import org.apache.commons.compress.archivers.cpio.CpioArchiveOutputStream;

/** Takes a stick's ramdisk apart and puts it together again, changed. */
final class Ramdisk {
    static final String INIT = "init";

    private static final CommandRunner RUNNER = new SystemCommandRunner(command -> {});

    private Ramdisk() {}

    /** Path of the ramdisk on the boot partition. */
    static String path(StickParts stick) {
        return stick.defaultEntry().ramdisks().get(0);
    }

    /**
     * Writes the ramdisk anew.
     *
     * @param keep which entries stay, and may change their modes
     * @param init changes the text of {@code /init}
     */
    static void rewrite(StickCopy copy, Predicate<CpioArchiveEntry> keep, UnaryOperator<String> init) {
        rewrite(copy, keep, INIT, init);
    }

    /** Changes the text of one file. */
    static void edit(StickCopy copy, String file, UnaryOperator<String> change) {
        rewrite(copy, entry -> true, file, change);
    }

    private static void rewrite(
            StickCopy copy, Predicate<CpioArchiveEntry> keep, String file, UnaryOperator<String> change) {
        String path = path(copy.parts());
        try (TemporaryFolder work = TemporaryFolder.create(null, "htg-ramdisk-")) {
            Path old = Files.write(work.resolve("old.zst"), copy.parts().file(path));
            zstd("-d", old, work.resolve("old.cpio"));
            filter(work.resolve("old.cpio"), work.resolve("new.cpio"), keep, file, change);
            zstd("-9", work.resolve("new.cpio"), work.resolve("new.zst"));
            copy.write(path, Files.readAllBytes(work.resolve("new.zst")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void zstd(String mode, Path from, Path to) {
        RUNNER.check(Command.of("zstd", mode, "--no-check", "-q", "-o", to.toString(), from.toString()));
    }

    private static void filter(
            Path from, Path to, Predicate<CpioArchiveEntry> keep, String file, UnaryOperator<String> change)
            throws IOException {
        try (CpioArchiveInputStream old = new CpioArchiveInputStream(Files.newInputStream(from));
                CpioArchiveOutputStream now = new CpioArchiveOutputStream(Files.newOutputStream(to))) {
            for (CpioArchiveEntry entry = old.getNextEntry(); entry != null; entry = old.getNextEntry()) {
                if (keep.test(entry)) {
                    byte[] content = old.readAllBytes();
                    if (entry.getName().equals(file)) {
                        String text = change.apply(new String(content, StandardCharsets.UTF_8));
                        content = text.getBytes(StandardCharsets.UTF_8);
                        entry.setSize(content.length);
                    }
                    now.putArchiveEntry(entry);
                    now.write(content);
                    now.closeArchiveEntry();
                }
            }
        }
    }

    /** Takes the right to execute from {@code /init}. */
    static boolean withoutExecutableInit(CpioArchiveEntry entry) {
        if (entry.getName().equals(INIT)) {
            entry.setMode(entry.getMode() & ~0111);
        }
        return true;
    }
}
