package htg.fsimage.btrfs;

/** The hash by which folders find names: CRC-32C that starts with -2, and without the usual inversions. */
final class NameHash {
    private static final int POLYNOMIAL = 0x82F63B78;
    private static final int[] TABLE = table();

    private NameHash() {}

    private static int[] table() {
        int[] table = new int[256];
        for (int i = 0; i < table.length; i++) {
            int value = i;
            for (int bit = 0; bit < 8; bit++) {
                value = (value >>> 1) ^ ((value & 1) == 0 ? 0 : POLYNOMIAL);
            }
            table[i] = value;
        }
        return table;
    }

    static long of(byte[] name) {
        int hash = ~1;
        for (byte one : name) {
            hash = (hash >>> 8) ^ TABLE[(hash ^ one) & 0xFF];
        }
        return Integer.toUnsignedLong(hash);
    }
}
