package htg.fsimage.container;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.Tools;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A disk with data of several kinds and with holes, for qemu-img to put into containers. */
final class SampleDisk {
    /** Not a multiple of any cluster. */
    static final int SIZE = (9 << 20) + 3 * 512;

    static final byte[] BYTES = bytes();

    private static final int BLOCK = 4096;

    private SampleDisk() {}

    /** Into each MiB some, every third time such that nothing compresses it. */
    private static byte[] bytes() {
        byte[] disk = new byte[SIZE];
        Random random = new Random(1);
        for (int at = 0; at < SIZE; at += 1 << 20) {
            byte[] some = new byte[Math.min(300_000 + (at >> 4), SIZE - at)];
            random.nextBytes(some);
            for (int i = 0; i < some.length && (at >> 20) % 3 != 0; i++) {
                some[i] = (byte) (some[i] & 3);
            }
            System.arraycopy(some, 0, disk, at, some.length);
        }
        disk[SIZE - 1] = 7;
        return disk;
    }

    /** The disk as a raw file with holes. */
    static Path raw(Path folder) throws IOException {
        Path raw = folder.resolve("sample.raw");
        if (Files.notExists(raw)) {
            byte[] zeros = new byte[BLOCK];
            try (RandomAccessFile file = new RandomAccessFile(raw.toFile(), "rw")) {
                file.setLength(SIZE);
                for (int at = 0; at < SIZE; at += BLOCK) {
                    int length = Math.min(BLOCK, SIZE - at);
                    if (!Arrays.equals(BYTES, at, at + length, zeros, 0, length)) {
                        file.seek(at);
                        file.write(BYTES, at, length);
                    }
                }
            }
        }
        return raw;
    }

    /** The disk in a container. */
    static Path convert(Path folder, String format, String name, String... options) throws IOException {
        Path image = folder.resolve(name);
        List<Object> words = new ArrayList<>(List.of("convert", "-f", "raw", "-O", format));
        words.addAll(List.of(options));
        words.addAll(List.of(raw(folder), image));
        Tools.run("qemu-img", words.toArray());
        return image;
    }

    /** Fails unless a container holds the disk, with nothing but zeros behind it. */
    static void assertIsIn(Container container) throws IOException {
        byte[] read = container.disk().read(0, Math.toIntExact(container.virtualSize()));
        assertThat(Arrays.mismatch(read, Arrays.copyOf(BYTES, read.length))).isEqualTo(-1);
    }
}
