package htg.grub.core;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

    /** A PE program with GRUB's modules in it, each an ELF file with nothing but a name. */
    static byte[] signedGrub(String prefix, List<String> modules) {
        ByteArrayOutputStream pieces = new ByteArrayOutputStream();
        modules.forEach(module -> pieces.writeBytes(piece(0, elf(module))));
        pieces.writeBytes(piece(3, (prefix + "\0\0\0").getBytes(StandardCharsets.US_ASCII)));
        ByteBuffer program = allocate(512 + 24 + pieces.size());
        program.putShort(0, (short) 0x5A4D).putInt(0x3C, 64).putInt(64, 0x4550).putShort(64 + 6, (short) 2);
        program.putShort(64 + 20, (short) 16);
        section(program, 64 + 24 + 16, ".text", 0, 512);
        section(program, 64 + 24 + 16 + 40, "mods", 512, 24 + pieces.size());
        program.putInt(512, 0x676D696D).putLong(512 + 8, 24).putLong(512 + 16, 24 + pieces.size());
        return content(program.put(512 + 24, pieces.toByteArray()));
    }

    private static void section(ByteBuffer program, int at, String name, int offset, int size) {
        program.put(at, name.getBytes(StandardCharsets.US_ASCII))
                .putInt(at + 16, size)
                .putInt(at + 20, offset);
    }

    private static byte[] piece(int type, byte[] content) {
        return content(allocate(8 + content.length)
                .putInt(0, type)
                .putInt(4, 8 + content.length)
                .put(8, content));
    }

    private static byte[] elf(String module) {
        byte[] names = "\0.modname\0.shstrtab\0".getBytes(StandardCharsets.US_ASCII);
        byte[] name = (module + "\0").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer elf = allocate(256 + 3 * 64);
        elf.put(64, names).put(128, name);
        elf.putLong(0x28, 256)
                .putShort(0x3A, (short) 64)
                .putShort(0x3C, (short) 3)
                .putShort(0x3E, (short) 2);
        elf.putInt(256 + 64, 1).putLong(256 + 64 + 0x18, 128).putLong(256 + 64 + 0x20, name.length);
        elf.putInt(256 + 128, 10).putLong(256 + 128 + 0x18, 64).putLong(256 + 128 + 0x20, names.length);
        return content(elf);
    }

    private static byte[] content(ByteBuffer buffer) {
        byte[] content = new byte[buffer.capacity()];
        buffer.get(0, content);
        return content;
    }

    private static ByteBuffer allocate(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
