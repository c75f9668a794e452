package htg.testvm.stick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.testvm.qemu.StickImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StickPartsTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void saysWhyAnImageIsNoStick() throws IOException {
        assertForeign(image(1 << 20), "has no partition table that can be read");
        assertForeign(image(512), "has no partition table that can be read");
    }

    private void assertForeign(Path image, String why) {
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> StickParts.of(StickImage.at(image)))
                .withMessageContaining(image + " is no stick of htg: it " + why)
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ExitCode.USAGE));
        assertThat(PoolType.of(StickImage.at(image))).isEmpty();
    }

    private Path image(int size) throws IOException {
        Path image = Files.createTempFile(folder, "foreign", ".img");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(size);
        }
        return image;
    }
}
