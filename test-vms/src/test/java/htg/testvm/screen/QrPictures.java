package htg.testvm.screen;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.awt.image.BufferedImage;

/** QR codes as pictures and as text. */
final class QrPictures {
    private static final int QUIET_ZONE = 4;

    private QrPictures() {}

    /** A code in a screen of 640x480, {@code scale} pixels a module. */
    static BufferedImage picture(String text, int scale, boolean inverted) {
        ByteMatrix code = encode(text);
        BufferedImage picture = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                boolean dark = isDark(code, Math.floorDiv(x - 40, scale), Math.floorDiv(y - 30, scale));
                picture.setRGB(x, y, dark == inverted ? 0xffffff : 0);
            }
        }
        return picture;
    }

    /** A code drawn with half characters, bright on a dark screen: two modules high each, the quiet zone is bright. */
    static String blocks(String text) {
        ByteMatrix code = encode(text);
        StringBuilder blocks = new StringBuilder();
        for (int y = -QUIET_ZONE; y < code.getHeight() + QUIET_ZONE; y += 2) {
            for (int x = -QUIET_ZONE; x < code.getWidth() + QUIET_ZONE; x++) {
                int upper = isDark(code, x, y) ? 0 : 1;
                int lower = isDark(code, x, y + 1) ? 0 : 2;
                blocks.append(" ▀▄█".charAt(upper + lower));
            }
            blocks.append('\n');
        }
        return blocks.toString();
    }

    private static boolean isDark(ByteMatrix code, int x, int y) {
        return x >= 0 && y >= 0 && x < code.getWidth() && y < code.getHeight() && code.get(x, y) == 1;
    }

    private static ByteMatrix encode(String text) {
        try {
            return Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
        } catch (WriterException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
