package htg.fsimage.compress;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.testkit.Subjects;
import htg.fsimage.testkit.Watch;
import htg.fsimage.volume.ImageFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Data of different natures, always the same, and what all decompressors have to bear. */
enum Samples {
    EMPTY(0),
    BYTE(1),
    ZEROS(3_000_000),
    RANDOM(300_001),
    TEXT(700_003),
    BINARY(400_000),
    PERIODS(300_000),
    SKEWED(200_000);

    private static final String[] WORDS = {
        "superblock ", "extent ", "the ", "of ", "inode ", "block group ", "and ", "journal\n", "{ ", "}\n", "is ", "0x"
    };

    private final int size;

    Samples(int size) {
        this.size = size;
    }

    byte[] bytes() {
        Random random = new Random(size);
        byte[] bytes = new byte[size];
        ByteBuffer into = ByteBuffer.wrap(bytes);
        while (into.hasRemaining()) {
            byte[] piece = piece(random, into.position());
            into.put(piece, 0, Math.min(piece.length, into.remaining()));
        }
        return bytes;
    }

    private byte[] piece(Random random, int at) {
        return switch (this) {
            case EMPTY, BYTE, ZEROS -> new byte[size];
            case RANDOM -> random(random, 4096);
            case TEXT -> text(random);
            case BINARY ->
                ByteBuffer.allocate(16)
                        .putInt(at)
                        .putShort((short) random.nextInt(300))
                        .putLong(6, random.nextInt(9) == 0 ? random.nextLong() : 0)
                        .array();
            case PERIODS -> period(random);
            case SKEWED -> new byte[] {(byte) Math.round(random.nextGaussian() * 12)};
        };
    }

    private static byte[] random(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] text(Random random) {
        String word = WORDS[random.nextInt(WORDS.length)];
        return (random.nextInt(5) == 0 ? word + Integer.toString(random.nextInt(1 << 20), 36) : word)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Something short, over and over. */
    private static byte[] period(Random random) {
        byte[] pattern = random(random, 1 + random.nextInt(20));
        byte[] bytes = new byte[pattern.length * (1 + random.nextInt(60))];
        for (int at = 0; at < bytes.length; at += pattern.length) {
            System.arraycopy(pattern, 0, bytes, at, pattern.length);
        }
        return bytes;
    }

    /** Unpacks what is somewhere within an array to somewhere within another, of which no other byte may change. */
    static byte[] unpack(Decompressor decompressor, byte[] packed, int most) throws ImageFormatException {
        byte[] input = new byte[packed.length + 20];
        Arrays.fill(input, (byte) 0xA5);
        System.arraycopy(packed, 0, input, 7, packed.length);
        byte[] output = new byte[most + 40];
        Arrays.fill(output, (byte) 0x5A);
        int count = decompressor.unpack(input, 7, packed.length, output, 21, most);
        for (int at = 0; at < output.length; at++) {
            if (at < 21 || at >= 21 + most) {
                assertThat(output[at]).isEqualTo((byte) 0x5A);
            }
        }
        return Arrays.copyOfRange(output, 21, 21 + count);
    }

    /** Reads copies with one to four changed bytes or an early end. */
    static void surviveDamage(Decompressor decompressor, byte[] packed, int most, int rounds) throws IOException {
        if (Subjects.take(() -> PackedSamples.subject(decompressor, packed, most))) {
            return;
        }
        Random random = new Random(packed.length);
        byte[] output = new byte[most];
        try (Watch watch = new Watch()) {
            for (int round = 0; round < rounds; round++) {
                byte[] copy = packed.clone();
                int length = random.nextInt(4) == 0 ? random.nextInt(copy.length + 1) : copy.length;
                for (int i = random.nextInt(4); i >= 0; i--) {
                    copy[random.nextInt(random.nextBoolean() ? copy.length : Math.min(40, copy.length))] =
                            (byte) random.nextInt();
                }
                watch.run(() -> unpackOrTell(decompressor, copy, length, output));
            }
        }
    }

    private static void unpackOrTell(Decompressor decompressor, byte[] copy, int length, byte[] output)
            throws IOException {
        try {
            assertThat(decompressor.unpack(copy, 0, length, output, 0, output.length))
                    .isBetween(0, output.length);
        } catch (ImageFormatException told) {
            assertThat(told.getMessage()).isNotBlank();
        }
    }
}
