package htg.fsimage.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.UnsupportedFormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GzipTest {
    private static final byte[] PLAIN = PackedSamples.mixed(2000, 1);
    /** Of the header that the JDK writes. */
    private static final int HEADER = 10;

    private final ByteArrayOutputStream packed = new ByteArrayOutputStream();

    private static byte[] member(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        return packed.toByteArray();
    }

    private static byte[] unpack(byte[] packed) throws IOException {
        try (var stream = new GzipInputStream(new ByteArrayInputStream(packed))) {
            return stream.readAllBytes();
        }
    }

    @ParameterizedTest
    @EnumSource(Samples.class)
    void unpacksMembersOneBehindTheOther(Samples sample) throws IOException {
        byte[] plain = sample.bytes();
        packed.write(member(plain));
        packed.write(member(new byte[0]));
        packed.write(new byte[700]);
        packed.write(member(plain));
        packed.write(new byte[3]);
        byte[] unpacked = unpack(packed.toByteArray());
        assertThat(unpacked).hasSize(2 * plain.length);
        assertThat(Arrays.copyOf(unpacked, plain.length)).isEqualTo(plain);
        assertThat(Arrays.copyOfRange(unpacked, plain.length, unpacked.length)).isEqualTo(plain);
    }

    /** With all that a header may have. */
    @Test
    void passesOverWhatAHeaderSaysBesides() throws IOException {
        byte[] plain = member(PLAIN);
        byte[] header = Arrays.copyOf(plain, HEADER);
        header[3] = 0x1F;
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(header);
        all.write(new byte[] {3, 0, 1, 2, 3});
        all.write("a name\0a comment\0".getBytes(StandardCharsets.ISO_8859_1));
        CRC32 sum = new CRC32();
        sum.update(all.toByteArray());
        all.write((int) sum.getValue());
        all.write((int) sum.getValue() >>> 8);
        all.write(plain, HEADER, plain.length - HEADER);
        assertThat(unpack(all.toByteArray())).isEqualTo(PLAIN);
        byte[] wrong = all.toByteArray();
        wrong[4]++;
        assertThatThrownBy(() -> unpack(wrong)).hasMessage("gzip stream: the header of a member fails its checksum");
    }

    @Test
    void noticesEveryBitThatFlippedInTheDataOfAnyMember() throws IOException {
        byte[] one = member(PLAIN);
        packed.write(one);
        packed.write(one);
        byte[] sound = packed.toByteArray();
        for (int at = 0; at < sound.length; at++) {
            byte[] damaged = sound.clone();
            damaged[at] ^= 1;
            int inMember = at % one.length;
            // Without its first byte a second one is no member, and the rest of a header has no checksum.
            if (inMember < 3 ? inMember > 0 : inMember >= HEADER) {
                assertThatThrownBy(() -> unpack(damaged)).as("byte %d", at).isInstanceOf(ImageFormatException.class);
            }
        }
    }

    @Test
    void tellsWhatIsCutOff() throws IOException {
        byte[] one = member(PLAIN);
        for (int length = 0; length < one.length; length++) {
            byte[] cut = Arrays.copyOf(one, length);
            assertThatThrownBy(() -> unpack(cut)).isInstanceOf(CorruptFileSystemException.class);
        }
    }

    @Test
    void saysWhetherSomethingElseFollows() throws IOException {
        packed.write(member(PLAIN));
        assertThat(followed()).isFalse();
        packed.write(new byte[512]);
        assertThat(followed()).isFalse();
        packed.write("signature".getBytes(StandardCharsets.US_ASCII));
        assertThat(followed()).isTrue();
    }

    private boolean followed() throws IOException {
        try (var stream = new GzipInputStream(new ByteArrayInputStream(packed.toByteArray()))) {
            assertThat(stream.readAllBytes()).isEqualTo(PLAIN);
            return stream.followed();
        }
    }

    @Test
    void refusesWhatItDoesNotKnow() throws IOException {
        byte[] one = member(PLAIN);
        one[3] = 0x20;
        assertThatThrownBy(() -> unpack(one))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining("method 8 with the flags 20");
    }
}
