package htg.testvm.screen;

import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.NotFoundException;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds QR codes in screenshots: dark on bright or reversed, with modules of one pixel and more, square or of a text
 * screen's half characters.
 */
final class QrCodes {
    /** ZXing wants about three pixels a module. */
    private static final int[] SCALES = {1, 3, 2, 4};

    private static final Map<DecodeHintType, Object> HINTS = Map.of(DecodeHintType.TRY_HARDER, true);

    private QrCodes() {}

    /** What the codes in {@code picture} say; lazily, as each further look takes longer. May repeat itself. */
    static Stream<String> in(BufferedImage picture) {
        return Arrays.stream(SCALES).mapToObj(scale -> scaled(picture, scale)).flatMap(QrCodes::in);
    }

    private static Stream<String> in(LuminanceSource source) {
        return Stream.<Function<LuminanceSource, Binarizer>>of(HybridBinarizer::new, GlobalHistogramBinarizer::new)
                .flatMap(binarizer -> Stream.of(source, source.invert())
                        .map(binarizer)
                        .map(BinaryBitmap::new)
                        .flatMap(QrCodes::in));
    }

    private static Stream<String> in(BinaryBitmap bitmap) {
        try {
            return Arrays.stream(new QRCodeMultiReader().decodeMultiple(bitmap, HINTS))
                    .map(Result::getText);
        } catch (NotFoundException none) {
            return Stream.empty();
        }
    }

    /** A picture as brightness only, a byte a pixel: enlarged, its colours would not fit in a small heap. */
    private static LuminanceSource scaled(BufferedImage picture, int scale) {
        int width = picture.getWidth() * scale;
        int height = picture.getHeight() * scale;
        int[] pixels = Pictures.pixels(picture);
        byte[] brightness = new byte[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int pixel = pixels[y / scale * picture.getWidth() + x / scale];
                brightness[y * width + x] = (byte) Pictures.brightness(pixel);
            }
        }
        return new PlanarYUVLuminanceSource(brightness, width, height, 0, 0, width, height, false);
    }
}
