package htg.testvm.screen;

import htg.testvm.qemu.RunningMachine;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads one machine's screen, again and again. Not thread-safe.
 *
 * <p>What is recognised as text:
 *
 * <ul>
 *   <li>VGA text modes, exactly, from the video memory: BIOS, GRUB and Linux without a framebuffer.
 *   <li>In graphics modes, text in fonts that lie in the guest's own memory as a table, drawn pixel by pixel: 8x16 in the
 *       order of code page 437 (Linux's framebuffer console until user space loads another font, programs that draw text
 *       themselves) and 8x19 of UEFI (its shell and menus, and boot loaders on its console).
 * </ul>
 *
 * <p>Not recognised, so {@link ScreenText#UNKNOWN} or no text at all: fonts of other sizes and scaled ones, console fonts
 * in another order ({@code setfont}), GRUB's {@code gfxterm} and other fonts in files (PF2, TrueType), smoothed text, text
 * on a background picture, letters under a cursor, desktops, and screens with fewer than three letters or digits. Expect a
 * picture there.
 */
public final class ScreenReader {
    /**
     * A search takes seconds; each one in vain doubles the pause before the next. The guest's clocks stand still meanwhile,
     * or else a kernel that measures them just then would mistrust them.
     */
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(3);

    private final RunningMachine machine;
    private final GlyphReader glyphs = new GlyphReader();
    private Duration pause = FIRST_PAUSE;
    private Optional<Search> lastSearch = Optional.empty();

    public ScreenReader(RunningMachine machine) {
        this.machine = machine;
    }

    /** A search for fonts: the picture it was made for, and when ({@link System#nanoTime}). */
    private record Search(int picture, long time) {}

    private record Look(BufferedImage picture, Optional<ScreenText> text) {}

    /**
     * Looks at the screen. The guest stands still meanwhile, so that text and picture are of one moment.
     *
     * @param file receives the picture as PNG
     * @throws htg.common.HtgException when QEMU does not answer, or gives no picture
     */
    public Snapshot look(Path file) {
        Look look = machine.guest().frozen(() -> {
            machine.screenshot(file);
            BufferedImage picture = Pictures.read(file);
            return new Look(picture, VgaText.of(machine.guest(), picture).map(mode -> mode.read(machine.guest())));
        });
        return new Snapshot(look.picture(), look.text().orElseGet(() -> drawnText(look.picture())));
    }

    private ScreenText drawnText(BufferedImage picture) {
        Optional<ScreenText> known = glyphs.read(picture);
        if (known.filter(GlyphReader::isClear).isPresent() || !isWorthASearch(picture)) {
            return known.orElse(ScreenText.NONE);
        }
        boolean found = glyphs.learn(machine.guest().frozen(() -> FontFinder.in(machine.guest())));
        pause = found ? FIRST_PAUSE : pause.multipliedBy(2);
        return (found ? glyphs.read(picture) : known).orElse(ScreenText.NONE);
    }

    private boolean isWorthASearch(BufferedImage picture) {
        int[] pixels = Pictures.pixels(picture);
        Search search = new Search(Arrays.hashCode(pixels), System.nanoTime());
        boolean blank = Arrays.stream(pixels).allMatch(pixel -> pixel == pixels[0]);
        boolean worth = !blank && lastSearch.map(last -> isDue(last, search)).orElse(true);
        if (worth) {
            lastSearch = Optional.of(search);
        }
        return worth;
    }

    private boolean isDue(Search last, Search next) {
        return last.picture() != next.picture() && next.time() - last.time() > pause.toNanos();
    }
}
