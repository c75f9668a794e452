package htg.testvm.screen;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** PNG files and their pixels. */
final class Pictures {
    private static final String FORMAT = "png";
    private static final byte[] SIGNATURE = HexFormat.of().parseHex("89504e470d0a1a0a");

    private Pictures() {}

    /** The picture in a file that QEMU wrote. */
    static BufferedImage read(Path file) {
        try {
            return decode(file)
                    .orElseThrow(() -> new HtgException(
                            ExitCode.FAILED, file + " is not a whole PNG", "See whether QEMU can write PNG files."));
        } catch (IOException failure) {
            throw new HtgException(
                    ExitCode.FAILED,
                    "Cannot read the screenshot " + file + ": " + HtgException.reason(failure),
                    "",
                    failure);
        }
    }

    /** The picture in {@code file}; empty when it is not a whole PNG. */
    static Optional<BufferedImage> decode(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        if (!Arrays.equals(SIGNATURE, 0, SIGNATURE.length, content, 0, Math.min(SIGNATURE.length, content.length))) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(
                    ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(content))));
        } catch (IOException torn) {
            return Optional.empty();
        }
    }

    static byte[] encode(BufferedImage picture) {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            ImageIO.write(picture, FORMAT, bytes);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** All pixels, row by row, as 0xAARRGGBB. */
    static int[] pixels(BufferedImage picture) {
        return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }

    /** How bright a pixel looks, 0 to 255: green most, blue least. */
    static int brightness(int pixel) {
        return ((pixel >> 16 & 0xff) * 3 + (pixel >> 8 & 0xff) * 6 + (pixel & 0xff)) / 10;
    }

    static String size(BufferedImage picture) {
        return picture.getWidth() + "x" + picture.getHeight();
    }
}
