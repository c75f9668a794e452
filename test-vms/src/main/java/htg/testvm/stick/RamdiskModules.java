package htg.testvm.stick;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.io.AsideFile;
import htg.common.io.TemporaryFolder;
import htg.common.process.Command;
import htg.common.process.CommandRunner;
import htg.testvm.qemu.Programs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** The kernel modules in the ramdisks that a stick's default menu entry starts with; each can be taken out of a copy. */
public final class RamdiskModules {
    private static final Pattern MODULE = Pattern.compile("(?:.*/)?([^/]+)\\.ko(?:\\.(?:xz|gz|zst))?");
    private static final int ZSTD = 0x28B52FFD;
    private static final int GZIP = 0x1F8B;

    private final List<CpioArchive> archives;

    private RamdiskModules(List<CpioArchive> archives) {
        this.archives = archives;
    }

    /**
     * Unpacks the stick's ramdisks.
     *
     * @throws HtgException {@link ExitCode#FAILED} when they cannot be unpacked, {@link ExitCode#ENVIRONMENT} without zstd
     */
    public static RamdiskModules of(CommandRunner runner, StickParts stick) {
        List<byte[]> ramdisks =
                stick.defaultEntry().ramdisks().stream().map(stick::file).toList();
        try {
            return of(runner, ramdisks);
        } catch (IOException failure) {
            throw new HtgException(
                    ExitCode.FAILED,
                    "Cannot look for modules in the ramdisk of " + stick.image().path() + ": "
                            + HtgException.reason(failure),
                    "Leave out the cells without a module; htg reads ramdisks that are packed with zstd or gzip.",
                    failure);
        }
    }

    /** As {@link #of(CommandRunner, StickParts)}, from the ramdisks as they are on the stick. */
    static RamdiskModules of(CommandRunner runner, List<byte[]> ramdisks) throws IOException {
        List<CpioArchive> archives = new ArrayList<>();
        for (byte[] ramdisk : ramdisks) {
            archives.add(CpioArchive.read(unpacked(runner, ramdisk)));
        }
        return new RamdiskModules(archives);
    }

    /**
     * Insists that there is such a module, without which nothing would be missing.
     *
     * @throws HtgException {@link ExitCode#USAGE} with the names that there are
     */
    public void require(String module) {
        if (archives.stream().flatMap(archive -> archive.names().stream()).noneMatch(path -> isFileOf(module, path))) {
            throw new HtgException(
                    ExitCode.USAGE,
                    "The stick's ramdisk has no kernel module '" + module + "' that could be missing",
                    "There are: " + String.join(", ", names()) + ".");
        }
    }

    private List<String> names() {
        return archives.stream()
                .flatMap(archive -> archive.names().stream())
                .map(MODULE::matcher)
                .filter(Matcher::matches)
                .map(file -> file.group(1))
                .sorted()
                .distinct()
                .toList();
    }

    /** Writes the ramdisks as one, unpacked, without the module's file; what the list of modules says of it stays. */
    public void writeWithout(String module, Path target) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        archives.forEach(archive -> {
            joined.writeBytes(archive.without(path -> isFileOf(module, path)));
            joined.writeBytes(new byte[Math.floorMod(-joined.size(), BootFiles.ALIGNMENT)]);
        });
        AsideFile.write(target, joined.toByteArray());
    }

    /** To the kernel, the two dashes are the same. */
    private static boolean isFileOf(String module, String path) {
        Matcher file = MODULE.matcher(path);
        return file.matches() && file.group(1).replace('_', '-').equals(module.replace('_', '-'));
    }

    private static byte[] unpacked(CommandRunner runner, byte[] content) throws IOException {
        int magic =
                content.length < Integer.BYTES ? 0 : ByteBuffer.wrap(content).getInt();
        if (CpioArchive.starts(content)) {
            return content;
        } else if (magic == ZSTD) {
            return withoutZstd(runner, content);
        } else if (magic >>> 16 == GZIP) {
            return new GZIPInputStream(new ByteArrayInputStream(content)).readAllBytes();
        }
        throw new IOException("it is packed in an unknown way");
    }

    private static byte[] withoutZstd(CommandRunner runner, byte[] content) throws IOException {
        try (TemporaryFolder work = TemporaryFolder.create(null, "htg-ramdisk-")) {
            Path packed = Files.write(work.resolve("packed"), content);
            Path plain = work.resolve("plain");
            runner.check(Command.of(
                    Programs.locate(Programs.ZSTD).toString(), "-dqf", "-o", plain.toString(), packed.toString()));
            return Files.readAllBytes(plain);
        }
    }
}
