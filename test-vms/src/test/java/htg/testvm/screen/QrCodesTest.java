package htg.testvm.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrCodesTest {
    private static final String TEXT = "htg:ready;address=192.0.2.7";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void readsModulesOfEachSizeOnBothBackgrounds(int pixels) {
        assertThat(QrCodes.in(QrPictures.picture(TEXT, pixels, false)).findFirst())
                .contains(TEXT);
        assertThat(QrCodes.in(QrPictures.picture(TEXT, pixels, true)).findFirst())
                .contains(TEXT);
    }

    @Test
    void findsTheSecondCodeAsWell() {
        BufferedImage both = QrPictures.picture(TEXT, 3, false);
        BufferedImage other = QrPictures.picture("another", 5, false);
        for (int y = 0; y < 200; y++) {
            for (int x = 0; x < 250; x++) {
                both.setRGB(x + 320, y + 200, other.getRGB(x, y));
            }
        }
        assertThat(QrCodes.in(both)).contains(TEXT, "another");
    }

    @Test
    void anEmptyScreenHasNone() {
        assertThat(QrCodes.in(new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB)))
                .isEmpty();
    }
}
