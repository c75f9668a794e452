package htg.testvm.screen;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A picture that a screen should look like, written
 *
 * <pre>{@code FILE[X,Y,WIDTH,HEIGHT;tolerance=PERCENT%]}</pre>
 *
 * where the brackets, the region (pixels; the whole picture when left out) and the tolerance (0 when left out) may be
 * missing: {@code login.png}, {@code login.png[0,0,640,100]}, {@code login.png[tolerance=1.5%]}. The tolerance is how many
 * of the region's pixels may differ; a pixel differs when one of its colours does by more than
 * {@value Comparison#SAME_COLOUR} of 255. FILE is a PNG.
 */
public final class GoldenScreen {
    private static final Pattern WRITTEN = Pattern.compile("(?<file>.+?)(?:\\[(?<words>[^\\[\\]]*)\\])?");
    private static final Pattern TOLERANCE = Pattern.compile("tolerance=(\\d{1,3}(?:\\.\\d{1,4})?)%");
    private static final double ALL = 100;
    private static final String GRAMMAR =
            "Write FILE.png[X,Y,WIDTH,HEIGHT;tolerance=PERCENT%], with or without each part" + " in the brackets.";

    private final String written;
    private final BufferedImage picture;
    private final Region region;
    private final double tolerance;

    private GoldenScreen(String written, BufferedImage picture, Region region, double tolerance) {
        this.written = written;
        this.picture = picture;
        this.region = region;
        this.tolerance = tolerance;
    }

    /**
     * Reads what a user wrote, and the picture.
     *
     * @throws HtgException {@link ExitCode#USAGE} for words that mean nothing, a file that is missing or not a PNG, and a
     *     region that is not in the picture
     */
    public static GoldenScreen parse(String written) {
        Matcher matcher = WRITTEN.matcher(written);
        if (!matcher.matches()) {
            throw refused("'" + written + "' names no picture", GRAMMAR);
        }
        Words words = Words.parse(Optional.ofNullable(matcher.group("words")));
        BufferedImage picture = load(Path.of(matcher.group("file")));
        Region whole = new Region(0, 0, picture.getWidth(), picture.getHeight());
        Region region = words.region().orElse(whole);
        if (!region.isWithin(picture.getWidth(), picture.getHeight())) {
            throw refused(
                    "The region " + region + " is not within the picture " + matcher.group("file") + ", which is "
                            + Pictures.size(picture),
                    "Choose a region of the picture.");
        }
        return new GoldenScreen(written, picture, region, words.tolerance().orElse(0.0));
    }

    /** Compares a screenshot with it. A screen of another size is another screen. */
    public Comparison compare(BufferedImage screenshot) {
        return Comparison.of(picture, screenshot, region, tolerance);
    }

    /** As the user wrote it. */
    @Override
    public String toString() {
        return written;
    }

    /** What stands in the brackets. */
    private record Words(Optional<Region> region, Optional<Double> tolerance) {
        static Words parse(Optional<String> text) {
            Words words = new Words(Optional.empty(), Optional.empty());
            if (text.isEmpty()) {
                return words;
            }
            for (String word : text.get().split(";", -1)) {
                words = words.with(word.strip());
            }
            return words;
        }

        private Words with(String word) {
            Optional<Region> newRegion = Region.parse(word);
            Optional<Double> newTolerance = percent(word);
            if (newRegion.isEmpty() && newTolerance.isEmpty()) {
                throw refused("'" + word + "' is neither a region nor a tolerance", GRAMMAR);
            }
            boolean secondRegion = newRegion.isPresent() && region.isPresent();
            boolean secondTolerance = newTolerance.isPresent() && tolerance.isPresent();
            if (secondRegion || secondTolerance) {
                throw refused("'" + word + "' is said twice", GRAMMAR);
            }
            return new Words(region.or(() -> newRegion), tolerance.or(() -> newTolerance));
        }

        private static Optional<Double> percent(String word) {
            Matcher matcher = TOLERANCE.matcher(word);
            return matcher.matches()
                    ? Optional.of(Double.valueOf(matcher.group(1))).filter(value -> value <= ALL)
                    : Optional.empty();
        }
    }

    private static BufferedImage load(Path file) {
        try {
            return Pictures.decode(file)
                    .orElseThrow(() -> refused(
                            file + " is not a PNG, or is damaged",
                            "Name a PNG file, such as a screenshot of an earlier test."));
        } catch (IOException failure) {
            throw new HtgException(
                    ExitCode.USAGE,
                    "Cannot read the picture " + file + ": " + HtgException.reason(failure),
                    "Name a PNG file, such as a screenshot of an earlier test.",
                    failure);
        }
    }

    private static HtgException refused(String message, String hint) {
        return new HtgException(ExitCode.USAGE, message, hint);
    }
}
