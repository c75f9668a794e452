package htg.grub.secureboot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes programs for UEFI that have what signatures are about, and no code. Not thread-safe. */
final class MadeProgram {
    /** Where the parts lie, for tests that damage them. */
    static final int PE = 128;

    static final int OPTIONAL = PE + 24;
    static final int DIRECTORY = OPTIONAL + 144;
    static final int SECTIONS = OPTIONAL + 240;
    static final int HEADERS = 1024;
    private static final int SYMBOL = 18;

    private final Map<String, byte[]> sections = new LinkedHashMap<>();
    private final List<byte[]> signatures = new ArrayList<>();

    MadeProgram with(String section, byte[] content) {
        sections.put(section, content);
        return this;
    }

    MadeProgram with(String section, String content) {
        return with(section, content.getBytes(StandardCharsets.US_ASCII));
    }

    /** Signs what there is so far; a program can have several signatures. */
    MadeProgram signed(MadeKey key, java.security.cert.X509Certificate... certificates) throws Exception {
        signatures.add(key.authenticode(
                PeImage.read("unsigned", image()).digest(java.security.MessageDigest.getInstance("SHA-256")),
                certificates));
        return this;
    }

    byte[] bytes() {
        byte[] image = image();
        byte[] table = table();
        byte[] whole = Arrays.copyOf(image, image.length + table.length);
        System.arraycopy(table, 0, whole, image.length, table.length);
        if (table.length > 0) {
            little(whole).putInt(DIRECTORY, image.length).putInt(DIRECTORY + 4, table.length);
        }
        return whole;
    }

    private byte[] table() {
        byte[] table = new byte[0];
        for (byte[] signature : signatures) {
            int length = 8 + signature.length;
            ByteBuffer entry = little(new byte[length + 7 & ~7]);
            entry.putInt(0, length).putShort(4, (short) 0x200).putShort(6, (short) 2);
            entry.put(8, signature);
            table = DerBytes.joined(table, content(entry));
        }
        return table;
    }

    /** Headers, one symbol and the strings behind it in them, sections of whole 64 bytes. */
    private byte[] image() {
        int size = HEADERS
                + sections.values().stream().mapToInt(MadeProgram::padded).sum();
        ByteBuffer image = little(new byte[size]);
        image.putShort(0, (short) 0x5A4D).putInt(0x3C, PE).putInt(PE, 0x4550);
        image.putShort(PE + 6, (short) sections.size()).putShort(PE + 20, (short) 240);
        image.putShort(OPTIONAL, (short) 0x20B).putInt(OPTIONAL + 60, HEADERS).putInt(OPTIONAL + 108, 16);
        int symbols = SECTIONS + 40 * sections.size();
        image.putInt(PE + 12, symbols).putInt(PE + 16, 1);
        int strings = symbols + SYMBOL;
        int string = 4;
        int header = SECTIONS;
        int offset = HEADERS;
        for (Map.Entry<String, byte[]> section : sections.entrySet()) {
            byte[] name = section.getKey().getBytes(StandardCharsets.US_ASCII);
            if (name.length > 8) {
                image.put(strings + string, name);
                name = ("/" + string).getBytes(StandardCharsets.US_ASCII);
                string += section.getKey().length() + 1;
            }
            byte[] content = section.getValue();
            image.put(header, name).putInt(header + 8, content.length).putInt(header + 16, padded(content));
            image.putInt(header + 20, offset).put(offset, content);
            header += 40;
            offset += padded(content);
        }
        return content(image);
    }

    private static int padded(byte[] content) {
        return content.length + 63 & ~63;
    }

    static byte[] content(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.capacity()];
        buffer.get(0, bytes);
        return bytes;
    }

    static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
