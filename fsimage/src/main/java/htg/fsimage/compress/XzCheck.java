package htg.fsimage.compress;

import htg.fsimage.volume.UnsupportedFormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32;
import java.util.zip.Checksum;

/** The check that a .xz stream has for each of its blocks (.xz file format, section 2.1.1.2). */
abstract class XzCheck {
    abstract void update(byte[] bytes, int offset, int length);

    /** The sum as it is stored. */
    abstract byte[] value();

    /**
     * A new sum of a kind.
     *
     * @param id its number in the stream's header
     */
    static XzCheck of(int id) throws UnsupportedFormatException {
        return switch (id) {
            case 0 -> new Sum(null, 0);
            case 1 -> new Sum(new CRC32(), 4);
            case 4 -> new Sum(new Crc64(), 8);
            case 10 -> new Digest();
            default -> throw new UnsupportedFormatException("xz streams with the check " + id + " are not read");
        };
    }

    private static final class Sum extends XzCheck {
        private final @org.jspecify.annotations.Nullable Checksum sum;
        private final int width;

        Sum(@org.jspecify.annotations.Nullable Checksum sum, int width) {
            this.sum = sum;
            this.width = width;
        }

        @Override
        void update(byte[] bytes, int offset, int length) {
            if (sum != null) {
                sum.update(bytes, offset, length);
            }
        }

        @Override
        byte[] value() {
            byte[] value = new byte[width];
            if (sum != null) {
                ByteBuffer all =
                        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, sum.getValue());
                all.get(value);
            }
            return value;
        }
    }

    private static final class Digest extends XzCheck {
        private final MessageDigest digest;

        Digest() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        void update(byte[] bytes, int offset, int length) {
            digest.update(bytes, offset, length);
        }

        @Override
        byte[] value() {
            return digest.digest();
        }
    }
}
