package htg.grub.template;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** GRUB's environment block, {@code /grub/grubenv}: 1024 bytes that {@code save_env} overwrites in place. */
public final class GrubEnvironment {
    /** GRUB refuses a block of any other size. */
    public static final int SIZE = 1024;

    private static final byte[] HEADER = "# GRUB Environment Block\n".getBytes(StandardCharsets.US_ASCII);

    private GrubEnvironment() {}

    /** A block with no variables, as {@code grub-editenv create} makes it. */
    public static byte[] empty() {
        byte[] block = Arrays.copyOf(HEADER, SIZE);
        Arrays.fill(block, HEADER.length, SIZE, (byte) '#');
        return block;
    }
}
