package htg.grub.core;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a signed GRUB for UEFI has built in, read from the program itself: section {@code mods} of the PE file holds a
 * header (include/grub/kernel.h, {@code grub_module_info64}) and then typed pieces, among them each module as an ELF file
 * that carries its name in section {@code .modname}.
 *
 * @param prefix where it looks for {@code grub.cfg}, such as {@code /EFI/debian}
 * @param modules names of the modules
 */
public record SignedGrub(String prefix, NavigableSet<String> modules) {
    private static final int SECTION_HEADER = 40;
    private static final int MODULE_INFO_MAGIC = 0x676D696D;
    private static final int PIECE_ELF = 0;
    private static final int PIECE_PREFIX = 3;

    public SignedGrub {
        modules = Collections.unmodifiableNavigableSet(new TreeSet<>(modules));
    }

    /**
     * Reads a GRUB program's file.
     *
     * @throws HtgException {@link ExitCode#ENVIRONMENT} when it cannot be read or is not one
     */
    public static SignedGrub read(Path file) {
        try {
            return read(Files.readAllBytes(file));
        } catch (IOException failure) {
            throw notGrub("cannot read " + file + ": " + HtgException.reason(failure), failure);
        }
    }

    /**
     * Reads a GRUB program.
     *
     * @throws HtgException {@link ExitCode#ENVIRONMENT} when it is not one
     */
    public static SignedGrub read(byte[] program) {
        try {
            return parse(program);
        } catch (IndexOutOfBoundsException | ArithmeticException truncated) {
            throw notGrub("it is truncated or damaged", truncated);
        }
    }

    /**
     * Insists that everything the menu needs is built in.
     *
     * @throws HtgException {@link ExitCode#ENVIRONMENT} with the names of what is missing
     */
    public void requireMenuWorks() {
        List<String> missing = new ArrayList<>(GrubModules.NEEDED_IN_SIGNED_GRUB);
        missing.removeAll(modules);
        if (!missing.isEmpty()) {
            throw new HtgException(
                    ExitCode.ENVIRONMENT,
                    "This signed GRUB has no " + String.join(", ", missing)
                            + " built in, and under Secure Boot it can load nothing",
                    "Build with a Debian release whose signed GRUB has it; trixie's has.");
        }
    }

    private static SignedGrub parse(byte[] program) {
        ByteBuffer mods = section(program, "mods");
        if (mods.getInt(0) != MODULE_INFO_MAGIC) {
            throw notGrub("its modules have no header", null);
        }
        NavigableSet<String> modules = new TreeSet<>();
        String prefix = "";
        long end = mods.getLong(16);
        for (long at = mods.getLong(8); at < end; ) {
            int type = mods.getInt(Math.toIntExact(at));
            int size = mods.getInt(Math.toIntExact(at + 4));
            if (size < 8) {
                throw notGrub("a piece of it has " + size + " bytes", null);
            }
            ByteBuffer piece = slice(mods, at + 8, size - 8L);
            if (type == PIECE_ELF) {
                elfSection(piece, ".modname").map(name -> text(name, 0)).ifPresent(modules::add);
            } else if (type == PIECE_PREFIX) {
                prefix = text(piece, 0);
            }
            at += size;
        }
        return new SignedGrub(prefix, modules);
    }

    /** A section of a PE file (Microsoft PE format, sections 2 to 4). */
    private static ByteBuffer section(byte[] program, String wanted) {
        ByteBuffer pe = ByteBuffer.wrap(program).order(ByteOrder.LITTLE_ENDIAN);
        int header = pe.getInt(0x3C);
        if (pe.getShort(0) != 0x5A4D || pe.getInt(header) != 0x4550) {
            throw notGrub("it is no PE program", null);
        }
        int count = Short.toUnsignedInt(pe.getShort(header + 6));
        int table = header + 24 + Short.toUnsignedInt(pe.getShort(header + 20));
        for (int i = 0; i < count; i++) {
            int at = table + i * SECTION_HEADER;
            if (text(slice(pe, at, 8), 0).equals(wanted)) {
                return slice(
                        pe, Integer.toUnsignedLong(pe.getInt(at + 20)), Integer.toUnsignedLong(pe.getInt(at + 16)));
            }
        }
        throw notGrub("it has no section " + wanted, null);
    }

    /** A section of a 64-bit little-endian ELF file. */
    private static Optional<ByteBuffer> elfSection(ByteBuffer elf, String wanted) {
        long table = elf.getLong(0x28);
        int entry = Short.toUnsignedInt(elf.getShort(0x3A));
        int count = Short.toUnsignedInt(elf.getShort(0x3C));
        ByteBuffer names = elfSectionAt(elf, table + (long) entry * Short.toUnsignedInt(elf.getShort(0x3E)));
        for (int i = 0; i < count; i++) {
            long at = table + (long) entry * i;
            if (text(names, elf.getInt(Math.toIntExact(at))).equals(wanted)) {
                return Optional.of(elfSectionAt(elf, at));
            }
        }
        return Optional.empty();
    }

    private static ByteBuffer elfSectionAt(ByteBuffer elf, long header) {
        int at = Math.toIntExact(header);
        return slice(elf, elf.getLong(at + 0x18), elf.getLong(at + 0x20));
    }

    private static ByteBuffer slice(ByteBuffer whole, long offset, long length) {
        if (offset < 0 || length < 0 || length > whole.limit() || offset > whole.limit() - length) {
            throw new IndexOutOfBoundsException("a part lies outside the whole");
        }
        return whole.slice((int) offset, (int) length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String text(ByteBuffer bytes, int offset) {
        byte[] all = new byte[bytes.limit() - java.util.Objects.checkIndex(offset, bytes.limit() + 1)];
        bytes.get(offset, all);
        int end = 0;
        while (end < all.length && all[end] != 0) {
            end++;
        }
        return new String(all, 0, end, StandardCharsets.US_ASCII);
    }

    private static HtgException notGrub(String why, @org.jspecify.annotations.Nullable Throwable cause) {
        return new HtgException(
                ExitCode.ENVIRONMENT,
                "This is not a signed GRUB that htg can read: " + why,
                "The tool root may be damaged; remove it from the cache to have it made anew.",
                cause);
    }
}
