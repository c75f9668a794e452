package htg.fsimage.boot.kernel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Files that have the headers of kernels and nothing behind them. */
public final class KernelFiles {
    private KernelFiles() {}

    /** A 64-bit bzImage of protocol 2.15 that EFI starts as well, with a payload that is no known compression. */
    public static byte[] bzImage(String release) {
        return bzImage(release, new byte[32]);
    }

    public static byte[] bzImage(String release, byte[] payload) {
        ByteBuffer image = ByteBuffer.allocate(0x2000 + payload.length).order(ByteOrder.LITTLE_ENDIAN);
        image.put(0, (byte) 'M').put(1, (byte) 'Z').put(0x1F1, (byte) 7).putShort(0x1FE, (short) 0xAA55);
        image.put(0x202, "HdrS".getBytes(StandardCharsets.US_ASCII)).putShort(0x206, (short) 0x20F);
        image.putShort(0x20E, (short) 0x400).putShort(0x236, (short) 0x3F);
        image.putInt(0x248, 0x1000).putInt(0x24C, payload.length);
        image.put(0x600, (release + " (builder@host) #1 SMP").getBytes(StandardCharsets.US_ASCII));
        return image.put(0x2000, payload).array();
    }

    /** An ELF file for x86-64 with the notes of a kernel that can start under Xen in both ways. */
    public static byte[] elf(String release) {
        return elf(release, 0x200, 1, 2, 18);
    }

    /** An ELF file for x86-64 with notes of Xen's of some types at a place that is a multiple of 0x200. */
    public static byte[] elf(String release, int place, int... types) {
        ByteBuffer file = ByteBuffer.allocate(place + 0x1000).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {0x7F, 'E', 'L', 'F', 2, 1, 1}).putShort(18, (short) 62);
        file.putLong(32, 64).putShort(54, (short) 56).putShort(56, (short) 1);
        file.putInt(64, 4).putLong(64 + 8, place).putLong(64 + 32, 20L * types.length);
        int at = place;
        for (int type : types) {
            file.putInt(at, 4).putInt(at + 4, 4).putInt(at + 8, type).putInt(at + 12, 0x006E6558);
            at += 20;
        }
        return file.put(0x800, ("Linux version " + release + " (gcc)\n").getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    public static byte[] arm64(String release) {
        ByteBuffer file = ByteBuffer.allocate(600_000).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(56, 0x644D5241);
        return file.put(500_000, ("Linux version " + release + " x").getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    public static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(packed)) {
            stream.write(content);
        }
        return packed.toByteArray();
    }

    /** An EFI program with sections. */
    public static byte[] program(Map<String, byte[]> sections) {
        int size = sections.values().stream().mapToInt(bytes -> bytes.length).sum();
        ByteBuffer file = ByteBuffer.allocate(0x1000 + size).order(ByteOrder.LITTLE_ENDIAN);
        file.put(0, (byte) 'M').put(1, (byte) 'Z').putInt(0x3C, 0x80).putInt(0x80, 0x4550);
        file.putShort(0x84, (short) 0x8664)
                .putShort(0x86, (short) sections.size())
                .putShort(0x94, (short) 0xF0);
        int row = 0x80 + 24 + 0xF0;
        int at = 0x1000;
        for (Map.Entry<String, byte[]> section : sections.entrySet()) {
            int length = section.getValue().length;
            file.put(row, section.getKey().getBytes(StandardCharsets.US_ASCII));
            file.putInt(row + 8, length).putInt(row + 16, length).putInt(row + 20, at);
            file.put(at, section.getValue());
            row += 40;
            at += length;
        }
        return file.array();
    }

    /** A unified kernel image. */
    public static byte[] unified(String release, String commandLine, String system) {
        Map<String, byte[]> sections = new java.util.LinkedHashMap<>();
        sections.put(".text", new byte[16]);
        sections.put(".osrel", system.getBytes(StandardCharsets.UTF_8));
        sections.put(".uname", release.getBytes(StandardCharsets.UTF_8));
        sections.put(".cmdline", (commandLine + "\n\0").getBytes(StandardCharsets.UTF_8));
        sections.put(".ucode", "microcode".getBytes(StandardCharsets.UTF_8));
        sections.put(".initrd", "ramdisk of the image".getBytes(StandardCharsets.UTF_8));
        sections.put(".linux", bzImage(release));
        return program(sections);
    }
}
