package htg.testvm.qemu;

import htg.common.DataSize;
import htg.common.ExitCode;
import htg.common.HtgException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * An image to boot: a raw disk image in a regular file. It is only ever read.
 *
 * @param path absolute
 */
public record StickImage(Path path, DataSize size) {
    private static final int SECTOR = 512;
    private static final byte[] QCOW2 = {'Q', 'F', 'I', (byte) 0xfb};

    /**
     * Looks at the file.
     *
     * @throws HtgException {@link ExitCode#USAGE} when it cannot be an image
     */
    public static StickImage at(Path file) {
        Path path = file.toAbsolutePath().normalize();
        if (!Files.exists(path)) {
            throw unusable(path, "does not exist", "Build one with './htg build', or name another file.");
        }
        if (Files.isDirectory(path)) {
            throw unusable(path, "is a folder", "Name the image file in it.");
        }
        if (!Files.isRegularFile(path)) {
            throw unusable(path, "is a device, not an image file", "Copy the medium into a file first.");
        }
        if (!Files.isReadable(path)) {
            throw unusable(path, "may not be read", "Change its permissions, or run as its owner.");
        }
        return checked(path);
    }

    private static StickImage checked(Path path) {
        try (InputStream stream = Files.newInputStream(path)) {
            byte[] start = stream.readNBytes(SECTOR);
            if (start.length == 0) {
                throw unusable(path, "is empty", "Build it again with './htg build'.");
            }
            if (Arrays.equals(start, 0, Math.min(start.length, QCOW2.length), QCOW2, 0, QCOW2.length)) {
                throw unusable(path, "is a qcow2 file", "Convert it to raw with 'qemu-img convert -O raw'.");
            }
            if (start.length < SECTOR) {
                throw unusable(path, "is shorter than a disk's sector", "Name a disk image; './htg build' makes one.");
            }
            return new StickImage(path, new DataSize(Files.size(path)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static HtgException unusable(Path path, String why, String hint) {
        return new HtgException(ExitCode.USAGE, "Image " + path + " " + why, hint);
    }
}
