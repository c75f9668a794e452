package htg.fsimage.btrfs;

import htg.fsimage.compress.Xxh64;
import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.UnsupportedFormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32C;

/** Checksum algorithms of btrfs, in the order of their numbers. */
public enum ChecksumType {
    CRC32C(4),
    XXHASH(8),
    SHA256(32),
    BLAKE2(32);

    private final int size;

    ChecksumType(int size) {
        this.size = size;
    }

    static ChecksumType of(int number) throws ImageFormatException {
        if (number >= values().length) {
            throw new UnsupportedFormatException("btrfs checksum type " + number + " cannot be verified");
        }
        return values()[number];
    }

    /** Bytes that a checksum takes. */
    int size() {
        return size;
    }

    /** The checksum as stored: numbers little-endian, digests as they are. */
    byte[] of(byte[] bytes, int offset, int length) {
        return switch (this) {
            case CRC32C -> crc32c(bytes, offset, length);
            case XXHASH -> littleEndian(Xxh64.of(bytes, offset, length), size);
            case SHA256 -> sha256(bytes, offset, length);
            case BLAKE2 -> Blake2b.of(bytes, offset, length);
        };
    }

    private static byte[] crc32c(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return littleEndian(crc.getValue(), 4);
    }

    private static byte[] littleEndian(long value, int length) {
        byte[] all = new byte[8];
        ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).putLong(value);
        return java.util.Arrays.copyOf(all, length);
    }

    private static byte[] sha256(byte[] bytes, int offset, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, offset, length);
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
