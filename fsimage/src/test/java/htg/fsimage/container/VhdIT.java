package htg.fsimage.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.Tools;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.UnsupportedFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** VHDs of which qemu-img writes no kind, made from those that it writes. */
class VhdIT {
    private static final int SIZE = 4 << 20;
    private static final int FIRST_BITMAP = 2048;

    @TempDir
    private Path folder;

    private Path parent = Path.of("");
    private byte[] dynamic = new byte[0];

    @BeforeEach
    void makeDisk() throws IOException {
        Tools.require("qemu-img");
        byte[] content = new byte[SIZE];
        Arrays.fill(content, (byte) 'p');
        Path raw = Files.write(folder.resolve("raw"), content);
        parent = folder.resolve("parent.vhd");
        Tools.run("qemu-img", "convert", "-f", "raw", "-O", "vpc", "-o", "force_size=on", raw, parent);
        dynamic = Files.readAllBytes(parent);
    }

    private Path write(byte[] image) throws IOException {
        return Files.write(folder.resolve("image.vhd"), image);
    }

    private static void sealFooter(byte[] image) {
        int end = image.length - 512;
        ContainerMutantsIT.seal(image, end, 512, 64);
        System.arraycopy(image, end, image, 0, 512);
    }

    /** Of the first block, the sectors with even numbers are its own, all others the parent's. */
    private byte[] differencing() {
        byte[] image = dynamic.clone();
        int end = image.length - 512;
        ByteBuffer bytes = ByteBuffer.wrap(image);
        byte[] identifier = Arrays.copyOfRange(image, end + 68, end + 84);
        bytes.putInt(end + 60, 4).put(end + 68, (byte) ~identifier[0]);
        bytes.put(512 + 40, identifier).put(512 + 64, "parent.vhd".getBytes(StandardCharsets.UTF_16BE));
        int bitmap = bytes.getInt(1536) * 512;
        assertThat(bitmap).isEqualTo(FIRST_BITMAP);
        Arrays.fill(image, bitmap, bitmap + 512, (byte) 0xAA);
        Arrays.fill(image, bitmap + 512, bitmap + 512 + (2 << 20), (byte) 'c');
        bytes.putInt(1536 + 4, -1);
        ContainerMutantsIT.seal(image, 512, 1024, 36);
        sealFooter(image);
        return image;
    }

    @Test
    void readsADifferencingDiskOnlyWithItsVeryParent() throws IOException {
        Path image = write(differencing());
        assertThatThrownBy(() -> Containers.open(image, ContainerOptions.STANDARD))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining("needs its parent \"parent.vhd\", which was not allowed");
        try (Container container = Containers.open(image, ContainerOptions.STANDARD.allow(parent))) {
            byte[] read = container.disk().read(0, SIZE);
            for (int sector = 0; sector < SIZE / 512; sector++) {
                char expected = sector < (2 << 20) / 512 && sector % 2 == 0 ? 'c' : 'p';
                assertThat((char) read[sector * 512 + 100])
                        .as("sector %d", sector)
                        .isEqualTo(expected);
            }
        }
        byte[] other = dynamic.clone();
        other[other.length - 512 + 70] ^= 1;
        sealFooter(other);
        Files.write(parent, other);
        assertThatThrownBy(() -> Containers.open(image, ContainerOptions.STANDARD.allow(parent)))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining("the file that was allowed for it is");
    }

    @Test
    void usesTheCopyOfADamagedFooterAndSaysSo() throws IOException {
        byte[] image = dynamic.clone();
        image[image.length - 100] ^= 1;
        try (Container container = Containers.open(write(image), ContainerOptions.STANDARD)) {
            assertThat(container.problems()).singleElement().asString().contains("its checksum is wrong");
            assertThat(container.disk().read(SIZE - 1, 1)).containsExactly('p');
        }
        image[100] ^= 1;
        assertThatThrownBy(() -> Containers.open(write(image), ContainerOptions.STANDARD))
                .isInstanceOf(CorruptFileSystemException.class);
    }

    @Test
    void refusesAHeaderWithAWrongChecksum() throws IOException {
        byte[] image = dynamic.clone();
        image[600] ^= 1;
        assertThatThrownBy(() -> Containers.open(write(image), ContainerOptions.STANDARD))
                .isInstanceOf(CorruptFileSystemException.class)
                .hasMessage("VHD header at byte 512: its checksum is wrong");
    }
}
