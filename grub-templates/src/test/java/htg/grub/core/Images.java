package htg.grub.core;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

/** Stand-ins for GRUB's images that have what matters at the right places. */
final class Images {
    private Images() {}

    static byte[] boot() {
        byte[] bytes = random(512, 1);
        ByteBuffer image = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        image.put(0, (byte) 0xEB).put(1, (byte) 0x63);
        image.putLong(0x5C, 1).put(0x64, (byte) 0xFF).put(0x66, (byte) 0xEB).put(0x67, (byte) 5);
        image.putShort(510, (short) 0xAA55);
        return bytes;
    }

    static byte[] core(int size) {
        byte[] bytes = random(size, 2);
        ByteBuffer image = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        image.putLong(500 - 12, 0).putInt(500 - 4, 0);
        return image.putLong(500, 2)
                .putShort(508, (short) 7)
                .putShort(510, (short) 0x820)
                .array();
    }

    private static byte[] random(int size, int seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
