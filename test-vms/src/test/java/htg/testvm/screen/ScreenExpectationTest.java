package htg.testvm.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScreenExpectationTest {
    private static final BufferedImage BLACK = new BufferedImage(80, 50, BufferedImage.TYPE_INT_RGB);

    private final Snapshot login =
            new Snapshot(BLACK, new ScreenText(10, List.of("Debian 12 ", "          ", "host login", ":         ")));

    @Test
    void textMayBeWrapped() {
        assertThat(ScreenExpectation.text("host login:").check(login)).isEmpty();
        assertThat(ScreenExpectation.text("/^Debian \\d+$/").check(login)).isEmpty();
    }

    @Test
    void saysWhatIsThereInstead() {
        assertThat(ScreenExpectation.text("/panic|Panic/").check(login))
                .contains("the screen does not show '/panic|Panic/'; it ends with 'Debian 12 / host login / :'");
        assertThat(ScreenExpectation.text("x").check(new Snapshot(BLACK, ScreenText.NONE)))
                .contains("the screen does not show 'x'; there is no text on it that can be read");
    }

    @Test
    void readsQrCodes() {
        Snapshot seen = new Snapshot(QrPictures.picture("htg:ready", 2, true), ScreenText.NONE);
        assertThat(ScreenExpectation.qr("htg:ready").check(seen)).isEmpty();
        assertThat(ScreenExpectation.qr("/^htg:/").check(seen)).isEmpty();
        assertThat(ScreenExpectation.qr("other").check(seen))
                .contains("the QR code on the screen says 'htg:ready', not 'other'");
        assertThat(ScreenExpectation.qr("htg:ready").check(login)).contains("the screen shows no QR code");
    }

    @Test
    void comparesPictures(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("golden.png"), Pictures.encode(BLACK));
        BufferedImage white = new BufferedImage(80, 50, BufferedImage.TYPE_INT_RGB);
        white.createGraphics().fillRect(0, 0, 80, 50);
        ScreenExpectation expectation = ScreenExpectation.picture(file + "[tolerance=1%]");
        assertThat(expectation.check(login)).isEmpty();
        assertThat(expectation.check(new Snapshot(white, ScreenText.NONE)))
                .contains("100.0 % of the pixels in 0,0 80x50 differ, 1.0 % allowed");
        assertThat(expectation).hasToString(file + "[tolerance=1%]");
    }
}
