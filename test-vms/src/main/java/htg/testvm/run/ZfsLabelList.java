package htg.testvm.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * The list of names and values in a label of a ZFS device, with all the room it has there: "ZFS On-Disk Specification", chapter
 * 1, and {@code nvpair.c} of OpenZFS 2.3 for how such lists are packed in XDR. Immutable.
 */
final class ZfsLabelList {
    /** The size of a label. */
    static final int LABEL = 256 << 10;

    /** Where the list begins in a label. */
    static final int START = 16 << 10;

    /** Its room, the last 40 bytes of which are a magic number and the checksum. */
    static final int SIZE = 112 << 10;

    /** In {@code data_type_t}. */
    static final int NUMBER = 8;

    private static final int CHECKSUM = 32;
    private static final long CHECKSUM_MAGIC = 0x0210DA7AB10C7A11L;

    private final byte[] bytes;

    private ZfsLabelList(byte[] bytes) {
        this.bytes = Arrays.copyOf(bytes, SIZE);
    }

    /** A packed list, with or without what is behind it. */
    static ZfsLabelList of(byte[] packed) {
        if (packed.length > SIZE) {
            throw new IllegalArgumentException("a list of " + packed.length + " bytes, of " + SIZE);
        }
        return new ZfsLabelList(packed);
    }

    /** Where the four labels of a device of so many bytes begin. */
    static List<Long> labels(long device) {
        long end = device / LABEL * LABEL;
        return List.of(0L, (long) LABEL, end - 2 * LABEL, end - LABEL);
    }

    /** Length, characters, and zeros up to a multiple of four. */
    static byte[] packed(String text) {
        byte[] characters = text.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer packed = ByteBuffer.allocate(Integer.BYTES + (characters.length + 3 & ~3));
        return packed.putInt(characters.length).put(characters).array();
    }

    /**
     * The same with other numbers of this name, in the lists in it as well.
     *
     * @throws IOException when it has none
     */
    ZfsLabelList withNumbers(String name, LongUnaryOperator change) throws IOException {
        byte[] packed = packed(name);
        byte[] head = ByteBuffer.allocate(packed.length + 2 * Integer.BYTES)
                .put(packed)
                .putInt(NUMBER)
                .putInt(1)
                .array();
        ByteBuffer changed = ByteBuffer.wrap(bytes.clone());
        int found = 0;
        for (int at = 0; at < SIZE - CHECKSUM - head.length; at += Integer.BYTES) {
            if (Arrays.equals(bytes, at, at + head.length, head, 0, head.length)) {
                int value = at + head.length;
                changed.putLong(value, change.applyAsLong(changed.getLong(value)));
                found++;
            }
        }
        if (found == 0) {
            throw new IOException("a label of its ZFS pool has no " + name);
        }
        return new ZfsLabelList(changed.array());
    }

    /** The bytes, with a checksum that is right {@code position} bytes behind the start of the device. */
    byte[] sealed(long position) {
        ByteBuffer sum = ByteBuffer.wrap(bytes.clone()).order(ByteOrder.LITTLE_ENDIAN);
        int place = SIZE - CHECKSUM;
        sum.putLong(place - Long.BYTES, CHECKSUM_MAGIC).putLong(place, position);
        for (int i = Long.BYTES; i < CHECKSUM; i += Long.BYTES) {
            sum.putLong(place + i, 0);
        }
        ByteBuffer digest = ByteBuffer.wrap(sha256(sum.array()));
        for (int i = 0; i < CHECKSUM; i += Long.BYTES) {
            sum.putLong(place + i, digest.getLong(i));
        }
        return sum.array();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
