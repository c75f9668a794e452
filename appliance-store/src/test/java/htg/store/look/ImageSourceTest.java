package htg.store.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.common.HtgException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSourceTest {
    @TempDir
    private Path folder;

    @Test
    void thePartsOfADiskAreGivenWithIt() throws IOException {
        Path image = Files.writeString(folder.resolve("disk.vmdk"), "x");
        Path part = Files.writeString(folder.resolve("disk-s001.VMDK"), "x");
        Files.writeString(folder.resolve("other.txt"), "x");
        assertThat(ImageSource.of(image).files()).containsExactlyInAnyOrder(image, part);
    }

    /** In the confined process a file that a link led to would look like any other. */
    @Test
    void aLinkIsNoPartOfADisk() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "a secret");
        Path image = Files.writeString(folder.resolve("disk.vmdk"), "x");
        Files.createSymbolicLink(folder.resolve("disk-flat.vmdk"), secret);
        assertThat(ImageSource.of(image).files()).containsExactly(image);
    }

    @Test
    void whatCannotBeReadAtAnyPlaceIsNoImage() {
        assertThatThrownBy(() -> ImageSource.of(Path.of("/dev/null")))
                .isInstanceOf(HtgException.class)
                .hasMessageContaining("no file and no disk");
    }
}
