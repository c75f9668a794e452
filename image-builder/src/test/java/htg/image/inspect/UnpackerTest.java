package htg.image.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.process.Command;
import htg.common.process.SystemCommandRunner;
import htg.fsimage.volume.ImageFormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.Test;

class UnpackerTest {
    private static final byte[] CONTENT = "what is packed".getBytes(StandardCharsets.US_ASCII);

    private final Unpacker unpacker = new Unpacker(new SystemCommandRunner(command -> {}), Command.of("zstd"));

    private byte[] unpacked(byte[] packed) throws IOException {
        try (InputStream content = unpacker.open(new ByteArrayInputStream(packed))) {
            return content.readAllBytes();
        }
    }

    @Test
    void unpacksWhatIsPackedAndLeavesTheRest() throws IOException {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(gzip)) {
            out.write(CONTENT);
        }
        ByteArrayOutputStream xz = new ByteArrayOutputStream();
        try (OutputStream out = new XZCompressorOutputStream(xz)) {
            out.write(CONTENT);
        }
        assertThat(unpacked(gzip.toByteArray())).isEqualTo(CONTENT);
        assertThat(unpacked(xz.toByteArray())).isEqualTo(CONTENT);
        assertThat(unpacked(CONTENT)).isEqualTo(CONTENT);
        assertThat(unpacked(new byte[] {1, 2})).containsExactly(1, 2);
    }

    @Test
    void refusesMoreThanAStickMayHave() throws IOException {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                return length;
            }
        };
        byte[] buffer = new byte[1 << 20];
        try (InputStream content = unpacker.open(endless)) {
            assertThatExceptionOfType(ImageFormatException.class)
                    .isThrownBy(() -> {
                        while (content.read(buffer) >= 0) {
                            // Read on.
                        }
                    })
                    .withMessageContaining("more packed in it");
        }
    }
}
