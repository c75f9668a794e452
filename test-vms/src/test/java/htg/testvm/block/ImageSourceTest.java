package htg.testvm.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import htg.common.DataSize;
import htg.common.HtgException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSourceTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void readsAnyBytesOfTheImage() throws IOException {
        try (ImageSource source = ImageSource.open(image(5000))) {
            assertThat(source.size()).isEqualTo(new DataSize(5000));
            assertThat(Sources.content(source)).isEqualTo(MemorySource.pattern(5000));
            assertThat(Sources.read(source, 4999, 1)).containsExactly(MemorySource.pattern(5000)[4999]);
        }
    }

    @Test
    void isZeroesBehindTheImage() throws IOException {
        try (ImageSource source = ImageSource.open(image(1000), new DataSize(200_000))) {
            assertThat(source.size()).isEqualTo(new DataSize(200_000));
            assertThat(Sources.read(source, 999, 3)).containsExactly(MemorySource.pattern(1000)[999], 0, 0);
            assertThat(Sources.read(source, 1001, 198_999)).containsOnly(0);
        }
    }

    @Test
    void isNeverSmallerThanItsImage() throws IOException {
        try (ImageSource source = ImageSource.open(image(1000), new DataSize(10))) {
            assertThat(source.size()).isEqualTo(new DataSize(1000));
        }
    }

    @Test
    void refusesChanges() throws IOException {
        try (ImageSource source = ImageSource.open(image(1000))) {
            assertThat(source.isReadOnly()).isTrue();
            assertThatExceptionOfType(NonWritableChannelException.class)
                    .isThrownBy(() -> source.write(0, ByteBuffer.allocate(1)));
            assertThatExceptionOfType(NonWritableChannelException.class).isThrownBy(() -> source.discard(0, 1));
        }
    }

    @Test
    void refusesWhatIsOutside() throws IOException {
        try (ImageSource source = ImageSource.open(image(1000))) {
            assertThatIllegalArgumentException().isThrownBy(() -> Sources.read(source, 1000, 1));
            assertThatIllegalArgumentException().isThrownBy(() -> Sources.read(source, -1, 1));
            assertThatIllegalArgumentException().isThrownBy(() -> source.check(Long.MAX_VALUE, 1));
        }
    }

    @Test
    void namesAnImageThatIsNotThere() {
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> ImageSource.open(folder.resolve("none")))
                .withMessageContaining("none: no such file or folder");
    }

    private Path image(int size) throws IOException {
        return Files.write(folder.resolve("image"), MemorySource.pattern(size));
    }
}
