package htg.testvm.screen;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A rectangle of a screen in pixels, counted from the upper left corner. */
public record Region(int x, int y, int width, int height) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,5}),(\\d{1,5}),(\\d{1,5}),(\\d{1,5})");

    /** Reads {@code x,y,width,height}; empty when it is something else, or has no pixel. */
    static Optional<Region> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Region region = new Region(number(matcher, 1), number(matcher, 2), number(matcher, 3), number(matcher, 4));
        return region.pixels() > 0 ? Optional.of(region) : Optional.empty();
    }

    boolean isWithin(int pictureWidth, int pictureHeight) {
        return x + width <= pictureWidth && y + height <= pictureHeight;
    }

    boolean contains(int pixelX, int pixelY) {
        return pixelX >= x && pixelX < x + width && pixelY >= y && pixelY < y + height;
    }

    long pixels() {
        return (long) width * height;
    }

    /** {@code 0,0 640x100}. */
    @Override
    public String toString() {
        return x + "," + y + " " + width + "x" + height;
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
