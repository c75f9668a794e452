package htg.testvm.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoldenScreenTest {
    private static final int GREY = 0x808080;

    @TempDir
    Path folder = Path.of("");

    private final BufferedImage golden = grey(100, 50);
    private Path file = Path.of("");

    @BeforeEach
    void writePicture() throws IOException {
        file = Files.write(folder.resolve("golden.png"), Pictures.encode(golden));
    }

    @Test
    void theSamePictureMatches() {
        Comparison comparison = GoldenScreen.parse(file.toString()).compare(grey(100, 50));
        assertThat(comparison.matches()).isTrue();
        assertThat(comparison.sentence()).isEqualTo("0.0 % of the pixels in 0,0 100x50 differ, 0.0 % allowed");
    }

    @Test
    void onePixelIsADifference() {
        BufferedImage seen = grey(100, 50);
        seen.setRGB(3, 4, 0x808089);
        Comparison comparison = GoldenScreen.parse(file.toString()).compare(seen);
        assertThat(comparison.matches()).isFalse();
        assertThat(comparison.sentence()).startsWith("0.0200 % of the pixels in 0,0 100x50 differ");
    }

    @Test
    void coloursNobodyCanTellApartAreTheSame() {
        BufferedImage seen = grey(100, 50);
        seen.setRGB(3, 4, 0x888078);
        assertThat(GoldenScreen.parse(file.toString()).compare(seen).matches()).isTrue();
    }

    @Test
    void toleranceIsAShareOfTheRegion() {
        BufferedImage seen = grey(100, 50);
        for (int x = 0; x < 42; x++) {
            seen.setRGB(x, 0, 0);
        }
        String region = file + "[0,0,100,10;tolerance=";
        Comparison comparison = GoldenScreen.parse(region + "1.5%]").compare(seen);
        assertThat(comparison.matches()).isFalse();
        assertThat(comparison.sentence()).isEqualTo("4.2 % of the pixels in 0,0 100x10 differ, 1.5 % allowed");
        assertThat(GoldenScreen.parse(region + "4.2%]").compare(seen).matches()).isTrue();
        assertThat(GoldenScreen.parse(file + "[0,1,100,49]").compare(seen).matches())
                .isTrue();
    }

    @Test
    void paintsTheDifferenceRed() throws IOException {
        BufferedImage seen = grey(100, 50);
        seen.setRGB(3, 4, 0);
        seen.setRGB(60, 4, 0);
        byte[] png =
                GoldenScreen.parse(file + "[0,0,50,50]").compare(seen).png().orElseThrow();
        BufferedImage difference = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(difference.getRGB(3, 4) & 0xffffff).isEqualTo(0xff0000);
        assertThat(difference.getRGB(4, 4) & 0xffffff).isEqualTo(GREY);
        assertThat(difference.getRGB(60, 4) & 0xffffff).isZero();
        assertThat(difference.getRGB(61, 4) & 0xff).isBetween(1, 0x7f);
    }

    @Test
    void anotherSizeIsAnotherScreen() {
        Comparison comparison = GoldenScreen.parse(file.toString()).compare(grey(80, 50));
        assertThat(comparison.matches()).isFalse();
        assertThat(comparison.sentence()).isEqualTo("the screen is 80x50, the picture 100x50");
        assertThat(comparison.png()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[0,0,101,50]                 | The region 0,0 101x50 is not within the picture",
                "[100,0,1,1]                  | which is 100x50",
                "[0,0,0,5]                    | '0,0,0,5' is neither a region nor a tolerance",
                "[colour=red]                 | 'colour=red' is neither a region nor a tolerance",
                "[tolerance=101%]             | 'tolerance=101%' is neither a region nor a tolerance",
                "[]                           | '' is neither a region nor a tolerance",
                "[tolerance=1%;tolerance=2%]  | 'tolerance=2%' is said twice",
                "x                            | golden.pngx: no such file or folder"
            })
    void saysWhatIsWrong(String rest, String message) {
        assertRefused(file + rest, message);
    }

    @Test
    void takesOnlyPng() throws IOException {
        assertRefused(
                Files.writeString(folder.resolve("text.png"), "no").toString(), "text.png is not a PNG, or is damaged");
        Path torn = Files.write(folder.resolve("torn.png"), java.util.Arrays.copyOf(Files.readAllBytes(file), 40));
        assertRefused(torn.toString(), "torn.png is not a PNG, or is damaged");
        assertRefused("", "names no picture");
    }

    @Test
    void isToldAsItWasWritten() {
        assertThat(GoldenScreen.parse(file + "[1,2,3,4]")).hasToString(file + "[1,2,3,4]");
    }

    private static void assertRefused(String written, String message) {
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> GoldenScreen.parse(written))
                .withMessageContaining(message)
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ExitCode.USAGE));
    }

    private static BufferedImage grey(int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int at = 0; at < width * height; at++) {
            picture.setRGB(at % width, at / width, GREY);
        }
        return picture;
    }
}
