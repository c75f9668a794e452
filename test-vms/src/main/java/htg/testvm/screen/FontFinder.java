package htg.testvm.screen;

import htg.testvm.qemu.GuestAccess;
import java.util.LinkedHashSet;
import java.util.OptionalInt;
import java.util.Set;

/** Looks through a guest's memory for the fonts it draws its text with. */
final class FontFinder {
    private static final int PIECE = 32 << 20;

    /** Enough for a table that begins at the end of a piece. */
    private static final int OVERLAP = EfiFont.TABLE;

    /** Where QEMU's PCs may go on above 4 GiB instead; firmware, boot loaders and kernels lie below. */
    private static final long END = 2L << 30;

    private FontFinder() {}

    /** All fonts in the guest's memory below 2 GiB. Takes a second or two for each GiB. */
    static Set<GlyphFont> in(GuestAccess guest) {
        Set<GlyphFont> fonts = new LinkedHashSet<>();
        long end = Math.min(guest.memorySize(), END);
        for (long start = 0; start < end; start += PIECE) {
            int length = (int) Math.min(PIECE + OVERLAP, end - start);
            fonts.addAll(in(guest.memory(start, length)));
        }
        return fonts;
    }

    /** All fonts in {@code memory}. */
    static Set<GlyphFont> in(byte[] memory) {
        Set<GlyphFont> fonts = new LinkedHashSet<>();
        for (OptionalInt at = PcFont.find(memory, 0); at.isPresent(); at = PcFont.find(memory, at.getAsInt() + 1)) {
            fonts.add(PcFont.read(memory, at.getAsInt()));
        }
        for (OptionalInt at = EfiFont.find(memory, 0); at.isPresent(); at = EfiFont.find(memory, at.getAsInt() + 1)) {
            fonts.add(EfiFont.read(memory, at.getAsInt()));
        }
        return fonts;
    }
}
