package htg.image.inspect;

import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.LittleEndian;
import htg.grub.secureboot.Certificates;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The certificates built into a kernel, whose modules it loads: they lie one behind the other in the kernel proper, which is
 * packed inside the program that GRUB starts (Documentation/arch/x86/boot.rst, {@code payload_offset}).
 */
final class KernelKeys {
    private static final int SETUP_SECTORS = 0x1F1;
    private static final int MAGIC = 0x202;
    private static final long HEADER = 0x53726448L;
    private static final int PAYLOAD_OFFSET = 0x248;
    private static final int PAYLOAD_LENGTH = 0x24C;
    private static final int SECTOR = 512;

    private static final byte[] VERSION_3 = {(byte) 0xA0, 3, 2, 1, 2};
    private static final int START = 8 + VERSION_3.length;
    private static final int LARGEST = 8 << 10;
    /** A kernel has less than ten; what only looks like one is rare. */
    private static final int MOST_TRIES = 1000;

    private static final int BLOCK = 1 << 20;

    private KernelKeys() {}

    /**
     * Finds them.
     *
     * @throws IOException when the kernel cannot be unpacked
     */
    static List<X509Certificate> in(byte[] kernel, Unpacker unpacker) throws IOException {
        if (kernel.length < PAYLOAD_LENGTH + 4 || LittleEndian.of(kernel).u32(MAGIC) != HEADER) {
            throw new ImageFormatException("it has no header of a Linux kernel");
        }
        LittleEndian fields = LittleEndian.of(kernel);
        long offset = (fields.u8(SETUP_SECTORS) + 1L) * SECTOR + fields.u32(PAYLOAD_OFFSET);
        // Its last four bytes are its size when it is unpacked.
        long length = fields.u32(PAYLOAD_LENGTH) - 4;
        if (length <= 0 || length > kernel.length || offset > kernel.length - length) {
            throw new ImageFormatException("what is packed in it leaves it");
        }
        try (InputStream unpacked = unpacker.open(new ByteArrayInputStream(kernel, (int) offset, (int) length))) {
            return search(unpacked);
        }
    }

    /** Looks at every place where a certificate could begin, in blocks that overlap by the largest certificate. */
    private static List<X509Certificate> search(InputStream kernel) throws IOException {
        List<X509Certificate> found = new ArrayList<>();
        byte[] block = new byte[BLOCK + LARGEST];
        int tries = 0;
        int kept = 0;
        int count;
        do {
            count = kernel.readNBytes(block, kept, block.length - kept);
            int end = kept + count;
            int limit = count == 0 ? end : Math.max(0, end - LARGEST);
            for (int at = 0; at < limit && tries < MOST_TRIES; at++) {
                if (isStart(block, at, end)) {
                    tries++;
                    read(block, at, end).ifPresent(found::add);
                }
            }
            System.arraycopy(block, limit, block, 0, end - limit);
            kept = end - limit;
        } while (count > 0);
        return List.copyOf(found);
    }

    /** A sequence with a length of two bytes, in it another with one of one or two, and in that the number of version 3. */
    private static boolean isStart(byte[] block, int at, int end) {
        if (at + START > end || block[at] != 0x30 || block[at + 1] != (byte) 0x82 || block[at + 4] != 0x30) {
            return false;
        }
        int version = block[at + 5] == (byte) 0x81 ? at + 7 : at + 8;
        boolean longLength = block[at + 5] == (byte) 0x81 || block[at + 5] == (byte) 0x82;
        return longLength && Arrays.equals(block, version, version + VERSION_3.length, VERSION_3, 0, VERSION_3.length);
    }

    private static Optional<X509Certificate> read(byte[] block, int at, int end) {
        int length = 4 + (Byte.toUnsignedInt(block[at + 2]) << 8 | Byte.toUnsignedInt(block[at + 3]));
        return length > Math.min(LARGEST, end - at)
                ? Optional.empty()
                : Certificates.read(Arrays.copyOfRange(block, at, at + length));
    }
}
