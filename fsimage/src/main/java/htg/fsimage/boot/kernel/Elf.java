package htg.fsimage.boot.kernel;

import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * What the header of an ELF file says (System V ABI, chapter 4).
 *
 * @param machine its number, such as 62 for x86-64
 * @param bits 32 or 64
 * @param order of its numbers
 * @param programs where the program headers are, in bytes from its start, as it says: that may be anything, negative as well
 * @param programSize of each of them
 * @param programCount how many there are
 */
public record Elf(int machine, int bits, ByteOrder order, long programs, int programSize, int programCount) {
    private static final int HEADER = 64;

    /** Reads the header, of the first 64 bytes or more; empty when it is no ELF file. */
    public static Optional<Elf> of(byte[] start) throws IOException {
        return read(Structure.of("ELF header", 0, start, ByteOrder.LITTLE_ENDIAN));
    }

    static Optional<Elf> read(Structure start) throws IOException {
        if (start.length() < HEADER || !start.has(0, (byte) 0x7F, (byte) 'E', (byte) 'L', (byte) 'F')) {
            return Optional.empty();
        }
        boolean wide = start.u8(4) == 2;
        ByteOrder order = start.u8(5) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        Structure header = Structure.of("ELF header", start.place(), start.bytes(), order);
        return Optional.of(new Elf(
                header.u16(18),
                wide ? 64 : 32,
                order,
                wide ? header.bits64(32) : header.u32(28),
                header.u16(wide ? 54 : 42),
                header.u16(wide ? 56 : 44)));
    }

    /** The architecture as {@code uname -m} names it. */
    public String architecture() {
        return switch (machine) {
            case 3 -> "i686";
            case 62 -> "x86_64";
            case 183 -> "aarch64";
            case 40 -> "arm";
            case 243 -> bits == 64 ? "riscv64" : "riscv32";
            case 21 -> order == ByteOrder.LITTLE_ENDIAN ? "ppc64le" : "ppc64";
            case 20 -> "ppc";
            case 22 -> "s390x";
            case 8 -> bits == 64 ? "mips64" : "mips";
            case 2, 18, 43 -> "sparc";
            case 258 -> "loongarch64";
            default -> "ELF machine " + machine;
        };
    }
}
