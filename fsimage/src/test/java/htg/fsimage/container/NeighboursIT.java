package htg.fsimage.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.Tools;
import htg.fsimage.volume.UnsupportedFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images that need other files, which are opened only where that is allowed. */
class NeighboursIT {
    @TempDir
    private Path folder;

    @BeforeEach
    void requireTools() {
        Tools.require("qemu-img");
    }

    @ParameterizedTest
    @CsvSource({"qcow2", "raw", "vpc"})
    void readsABackingFileOnlyIfItsPathIsAllowed(String format) throws IOException {
        Path base = SampleDisk.convert(folder, format, "base");
        Path image = folder.resolve("overlay.qcow2");
        Tools.run("qemu-img", "create", "-q", "-f", "qcow2", "-F", format, "-b", "base", image);
        Tools.run("qemu-img", "bench", "-w", "-c", "3", "-s", "70000", "-S", "1000000", "--pattern=9", image);
        assertThatThrownBy(() -> Containers.open(image, ContainerOptions.STANDARD))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessage("the image needs its backing file \"base\", which was not allowed for it");
        assertThatThrownBy(() -> Containers.open(
                        image,
                        ContainerOptions.STANDARD.allow(folder.resolve("sub").resolve("base"))))
                .isInstanceOf(UnsupportedFormatException.class);
        try (Container container = Containers.open(image, ContainerOptions.STANDARD.allow(base))) {
            assertQemuReadsTheSame(container, image);
        }
    }

    @Test
    void readsADiskThatIsLongerThanItsBackingFile() throws IOException {
        Path base = SampleDisk.convert(folder, "qcow2", "base");
        Path image = folder.resolve("overlay.qcow2");
        Tools.run(
                "qemu-img",
                "create",
                "-q",
                "-f",
                "qcow2",
                "-o",
                "extended_l2=on",
                "-F",
                "qcow2",
                "-b",
                "base",
                image,
                "12M");
        Tools.run("qemu-img", "bench", "-w", "-c", "5", "-s", "5000", "-S", "900000", "--pattern=9", image);
        try (Container container = Containers.open(image, ContainerOptions.STANDARD.allow(base))) {
            assertQemuReadsTheSame(container, image);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            /etc/passwd ; not allowed
            json:{"driver":"raw","file":{"driver":"file","filename":"/etc/passwd"}} ; never followed
            nbd://host/export ; never followed
            ../../../etc/passwd ; not allowed
            """)
    void followsNoHeaderToOtherFiles(String name, String reason) {
        Path image = folder.resolve("overlay.qcow2");
        Tools.run("qemu-img", "create", "-q", "-u", "-f", "qcow2", "-F", "raw", "-b", name, image, "1M");
        assertThatThrownBy(() -> Containers.open(image, ContainerOptions.STANDARD.allow(folder.resolve("passwd"))))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void comesToAnEndWhenAnImageIsItsOwnBackingFile() {
        Path image = folder.resolve("image.qcow2");
        Tools.run("qemu-img", "create", "-q", "-u", "-f", "qcow2", "-F", "qcow2", "-b", "image.qcow2", image, "1M");
        assertThatThrownBy(() -> Containers.open(image, ContainerOptions.STANDARD.allow(image)))
                .isInstanceOf(UnsupportedFormatException.class);
    }

    @Test
    void readsABackingFileByItsWholePathOnlyIfThatIsAllowed() throws IOException {
        Path base = SampleDisk.convert(folder, "qcow2", "base");
        Path image = folder.resolve("overlay.qcow2");
        Tools.run("qemu-img", "create", "-q", "-f", "qcow2", "-F", "qcow2", "-b", base, image);
        assertThatThrownBy(() -> Containers.open(image, ContainerOptions.STANDARD.allow(folder.resolve("other"))))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessage("the image needs its backing file \"" + base + "\", which was not allowed for it");
        try (Container container = Containers.open(image, ContainerOptions.STANDARD.allow(base))) {
            SampleDisk.assertIsIn(container);
        }
    }

    @ParameterizedTest
    @CsvSource({"monolithicSparse", "streamOptimized"})
    void readsWhatAVmdkHasNotChangedFromItsParentOnlyIfThatIsAllowed(String subformat) throws IOException {
        Path base = SampleDisk.convert(folder, "vmdk", "base.vmdk", "-o", "subformat=" + subformat);
        Path image = folder.resolve("image.vmdk");
        Tools.run("qemu-img", "create", "-q", "-f", "vmdk", "-F", "vmdk", "-b", "base.vmdk", image);
        Tools.run(
                "qemu-img",
                "bench",
                "-w",
                "-f",
                "vmdk",
                "-c",
                "3",
                "-s",
                "65536",
                "-S",
                "1048576",
                "--pattern=9",
                image);
        assertThatThrownBy(() -> Containers.open(image, ContainerOptions.STANDARD))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining("which was not allowed");
        try (Container container = Containers.open(image, ContainerOptions.STANDARD.allow(base))) {
            assertThat(container.problems()).isEmpty();
            assertQemuReadsTheSame(container, image);
        }
    }

    /** qemu-img stores its whole path. */
    @ParameterizedTest
    @CsvSource({"on", "off"})
    void readsAnExternalDataFileOnlyIfItsPathIsAllowed(String rawData) throws IOException {
        Path image = folder.resolve("image.qcow2");
        Path data = folder.resolve("data.raw");
        Tools.run(
                "qemu-img",
                "convert",
                "-f",
                "raw",
                "-O",
                "qcow2",
                "-o",
                "data_file=" + data + ",data_file_raw=" + rawData,
                SampleDisk.raw(folder),
                image);
        assertThatThrownBy(() -> Containers.open(image, ContainerOptions.STANDARD))
                .hasMessageContaining("data.raw\", which was not allowed");
        try (Container container = Containers.open(image, ContainerOptions.STANDARD.allow(data))) {
            SampleDisk.assertIsIn(container);
        }
    }

    @Test
    void opensPartsOfAVmdkOnlyInItsFolderAndNoLinks() throws IOException {
        Path image = SampleDisk.convert(folder, "vmdk", "image.vmdk", "-o", "subformat=monolithicFlat");
        Path part = folder.resolve("image-flat.vmdk");
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere")).resolve("image-flat.vmdk");
        Files.move(part, elsewhere);
        Files.createSymbolicLink(part, elsewhere);
        assertThatThrownBy(() -> Containers.open(image, ContainerOptions.STANDARD))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining("is not a file in its folder");
        Files.writeString(image, Files.readString(image).replace("image-flat.vmdk", "elsewhere/image-flat.vmdk"));
        assertThatThrownBy(() -> Containers.open(image, ContainerOptions.STANDARD))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining("not the name of a file in its folder");
    }

    private void assertQemuReadsTheSame(Container container, Path image) throws IOException {
        Path ours =
                Files.write(folder.resolve("ours"), container.disk().read(0, Math.toIntExact(container.virtualSize())));
        assertThat(Tools.run("qemu-img", "compare", "-f", "raw", "-F", container.format(), ours, image))
                .contains("identical");
    }
}
