package htg.fsimage.btrfs;

import htg.fsimage.volume.ImageFormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32C;

/** Checksum algorithms of btrfs that can be verified here; xxhash and BLAKE2 are not in the JDK. */
public enum ChecksumType {
    CRC32C,
    SHA256;

    static ChecksumType of(int number) throws ImageFormatException {
        return switch (number) {
            case 0 -> CRC32C;
            case 2 -> SHA256;
            default -> throw new ImageFormatException("btrfs checksum type " + number + " cannot be verified");
        };
    }

    /** The checksum as stored: CRC32C little-endian in 4 bytes, SHA-256 in 32. */
    byte[] of(byte[] bytes, int offset, int length) {
        return switch (this) {
            case CRC32C -> crc32c(bytes, offset, length);
            case SHA256 -> sha256(bytes, offset, length);
        };
    }

    private static byte[] crc32c(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) crc.getValue())
                .array();
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
