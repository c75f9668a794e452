package htg.fsimage.compress;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.testkit.Mutants;
import htg.fsimage.testkit.SparseBytes;
import htg.fsimage.testkit.Subject;
import htg.fsimage.testkit.Subjects;
import htg.fsimage.testkit.Watch;
import htg.fsimage.volume.ImageFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Data of all kinds to pack, and damage to what is packed. */
final class PackedSamples {
    private PackedSamples() {}

    /** Text, noise, runs and programs' branches in turns. */
    static byte[] mixed(int size, long seed) {
        Random random = new Random(seed);
        byte[] bytes = new byte[size];
        int at = 0;
        while (at < size) {
            int end = (int) Math.min(size, at + 1L + random.nextInt(1 + size / 4));
            int kind = random.nextInt(4);
            while (at < end) {
                at = piece(bytes, at, end, kind, random);
            }
        }
        return bytes;
    }

    private static int piece(byte[] bytes, int from, int end, int kind, Random random) {
        int count = Math.min(end - from, 1 + random.nextInt(300));
        for (int at = from; at < from + count; at++) {
            bytes[at] = switch (kind) {
                case 0 -> (byte) ('a' + random.nextInt(4) * random.nextInt(6));
                case 1 -> (byte) random.nextInt();
                case 2 -> (byte) count;
                default -> at < 5000 ? (byte) random.nextInt(20) : bytes[at - 1 - count * 3 % 4999];
            };
        }
        return from + count;
    }

    /** Bytes that are full of what branch filters look for. */
    static byte[] branches(int size, long seed) {
        int[] words = {0xE8, 0xE9, 0xEB, 0xF0, 0xF8, 0x48, 0x40, 0x7F, 0x94, 0x90, 0, 0xFF, 1, 0xC0, 0x10, 0x16, 0x0A};
        Random random = new Random(seed);
        byte[] bytes = new byte[size];
        for (int at = 0; at < size; at++) {
            bytes[at] = (byte) (random.nextInt(4) == 0 ? random.nextInt() : words[random.nextInt(words.length)]);
        }
        return bytes;
    }

    /** Damages something packed in many ways: what comes of it is data or a typed error, within its bounds. */
    static void survive(Decompressor decompressor, byte[] packed, int size, int rounds) throws IOException {
        if (Subjects.take(() -> subject(decompressor, packed, size))) {
            return;
        }
        Random random = new Random(rounds);
        byte[] output = new byte[size + 64];
        try (Watch watch = new Watch()) {
            for (int round = 0; round < rounds; round++) {
                byte[] damaged = damaged(packed, random);
                Arrays.fill(output, (byte) 0x55);
                watch.run(() -> unpackOrTell(decompressor, damaged, output, size));
                assertThat(output).startsWith(untouched()).endsWith(untouched());
            }
        }
    }

    private static byte[] damaged(byte[] packed, Random random) {
        byte[] damaged =
                Arrays.copyOf(packed, random.nextInt(3) == 0 ? random.nextInt(packed.length + 1) : packed.length);
        for (int i = random.nextInt(4); i >= 0 && damaged.length > 0; i--) {
            int among = random.nextBoolean() ? Math.min(64, damaged.length) : damaged.length;
            damaged[random.nextInt(among)] = (byte) random.nextInt();
        }
        return damaged;
    }

    private static void unpackOrTell(Decompressor decompressor, byte[] damaged, byte[] output, int size)
            throws IOException {
        try {
            assertThat(decompressor.unpack(damaged, 0, damaged.length, output, 32, size))
                    .isBetween(0, size);
        } catch (ImageFormatException told) {
            assertThat(told.getMessage()).isNotBlank();
        }
    }

    /** What is packed, for others to damage it. */
    static Subject subject(Decompressor decompressor, byte[] packed, int size) {
        Subject.Reader reader =
                damaged -> assertThat(decompressor.unpack(damaged, 0, damaged.length, new byte[size], 0, size))
                        .isBetween(0, size);
        return new Subject(new SparseBytes(packed), List.of(), Mutants.Seal.none(), reader);
    }

    private static byte[] untouched() {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) 0x55);
        return bytes;
    }

    static Path write(Path folder, String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }
}
