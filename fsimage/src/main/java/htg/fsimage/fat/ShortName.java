package htg.fsimage.fat;

/** The 11 bytes of a short name. */
final class ShortName {
    private static final int LOWER_BASE = 0x08;
    private static final int LOWER_EXTENSION = 0x10;
    /** The upper half of code page 850, in which mkfs.fat and mtools write and show names without a long one. */
    private static final String UPPER_HALF = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐"
            + "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0";

    private ShortName() {}

    /**
     * The name as people see it.
     *
     * @param caseFlags the byte at offset 12, by which Windows NT and Linux keep all-lower-case names short
     */
    static String of(byte[] raw, int caseFlags) {
        String written = part(raw, 0, 8, (caseFlags & LOWER_BASE) != 0);
        // No name begins with a space; one that did could come out empty, or as "..".
        String base = written.isBlank() ? "_" : written;
        String extension = part(raw, 8, 11, (caseFlags & LOWER_EXTENSION) != 0);
        return extension.isEmpty() ? base : base + "." + extension;
    }

    /** A volume label: the same bytes up to a NUL, with no dot, in which spaces are allowed. */
    static String label(byte[] raw) {
        int end = 0;
        while (end < 11 && raw[end] != 0) {
            end++;
        }
        return text(raw, 0, end).stripTrailing();
    }

    /** What ties a long name to this short one (FAT specification, section 7.2). */
    static int checksum(byte[] raw) {
        int sum = 0;
        for (byte each : raw) {
            sum = (sum >> 1) + ((sum & 1) << 7) + Byte.toUnsignedInt(each) & 0xFF;
        }
        return sum;
    }

    private static String part(byte[] raw, int from, int to, boolean lower) {
        String text = text(raw, from, to).stripTrailing();
        return lower ? text.toLowerCase(java.util.Locale.ROOT) : text;
    }

    private static String text(byte[] raw, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            // 05 stands for E5, which as a first byte would mean "deleted".
            int value = i == 0 && raw[i] == 5 ? 0xE5 : Byte.toUnsignedInt(raw[i]);
            text.append(character(value));
        }
        return text.toString();
    }

    /** What no name may hold becomes an underscore, so that a name is never a path. */
    private static char character(int value) {
        if (value >= 0x80) {
            return UPPER_HALF.charAt(value - 0x80);
        }
        return value < ' ' || value == 0x7F || "/\\:*?\"<>|".indexOf(value) >= 0 ? '_' : (char) value;
    }
}
