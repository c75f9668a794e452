package htg.testvm.screen;

import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.Optional;

/**
 * How far a screenshot is from what it should look like.
 *
 * @param matches whether it is near enough
 * @param sentence what was found, such as {@code 4.2 % of the pixels in 0,0 640x100 differ, 1.5 % allowed}
 * @param difference the screenshot in grey, darker outside of the region, with what differs in red; none when the sizes
 *     differ
 */
public record Comparison(boolean matches, String sentence, Optional<BufferedImage> difference) {
    /** By how much a colour may differ, of 255: less than anyone sees. */
    public static final int SAME_COLOUR = 8;

    private static final int RED = 0xff0000;

    /** The picture of the difference as the bytes of a PNG file. */
    public Optional<byte[]> png() {
        return difference.map(Pictures::encode);
    }

    static Comparison of(BufferedImage golden, BufferedImage screenshot, Region region, double tolerance) {
        if (golden.getWidth() != screenshot.getWidth() || golden.getHeight() != screenshot.getHeight()) {
            String sentence = "the screen is " + Pictures.size(screenshot) + ", the picture " + Pictures.size(golden);
            return new Comparison(false, sentence, Optional.empty());
        }
        BufferedImage difference = new BufferedImage(golden.getWidth(), golden.getHeight(), BufferedImage.TYPE_INT_RGB);
        long differing = 0;
        for (int y = 0; y < golden.getHeight(); y++) {
            for (int x = 0; x < golden.getWidth(); x++) {
                int pixel = screenshot.getRGB(x, y);
                boolean inside = region.contains(x, y);
                boolean differs = inside && differ(golden.getRGB(x, y), pixel);
                difference.setRGB(x, y, differs ? RED : grey(pixel, inside));
                differing += differs ? 1 : 0;
            }
        }
        return of(differing, region, tolerance, difference);
    }

    private static Comparison of(long differing, Region region, double tolerance, BufferedImage difference) {
        double percent = 100.0 * differing / region.pixels();
        String sentence =
                number(percent) + " % of the pixels in " + region + " differ, " + number(tolerance) + " % allowed";
        return new Comparison(percent <= tolerance, sentence, Optional.of(difference));
    }

    private static boolean differ(int one, int other) {
        return Math.abs(channel(one, 16) - channel(other, 16)) > SAME_COLOUR
                || Math.abs(channel(one, 8) - channel(other, 8)) > SAME_COLOUR
                || Math.abs(channel(one, 0) - channel(other, 0)) > SAME_COLOUR;
    }

    private static int grey(int pixel, boolean bright) {
        int sum = channel(pixel, 16) + channel(pixel, 8) + channel(pixel, 0);
        int value = bright ? sum / 3 : sum / 9;
        return value << 16 | value << 8 | value;
    }

    private static int channel(int pixel, int shift) {
        return pixel >> shift & 0xff;
    }

    /** One decimal for people; more where one would show a difference as none. */
    private static String number(double percent) {
        String format = percent > 0 && percent < 0.05 ? "%.4f" : "%.1f";
        return String.format(Locale.ROOT, format, percent);
    }
}
