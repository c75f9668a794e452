package htg.fsimage.testkit;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** SHA-256 of a file's size and of those of its blocks that are not all zeros, with their places: 5 GiB of holes take no time. */
public final class BlockDigest {
    static final int BLOCK = 64 << 10;
    private static final byte[] ZEROS = new byte[BLOCK];

    private final MessageDigest digest;

    public BlockDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Takes the next block, which is whole unless it is the file's last. */
    void add(long offset, byte[] block, int length) {
        if (Arrays.mismatch(block, 0, length, ZEROS, 0, length) >= 0) {
            digest.update(ByteBuffer.allocate(8).putLong(0, offset));
            digest.update(block, 0, length);
        }
    }

    String finish(long size) {
        digest.update(ByteBuffer.allocate(8).putLong(0, size));
        return HexFormat.of().formatHex(digest.digest());
    }
}
