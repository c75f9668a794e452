package htg.testvm.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.DataSize;
import htg.common.ExitCode;
import htg.common.HtgException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StickImageTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void acceptsARawImage() throws Exception {
        Path file = Files.write(folder.resolve("stick.img"), new byte[1024]);
        assertThat(StickImage.at(file)).isEqualTo(new StickImage(file, new DataSize(1024)));
    }

    @Test
    void refusesWhatIsNoImageInOneSentence() throws Exception {
        refuses(folder.resolve("none.img"), "does not exist");
        refuses(folder, "is a folder");
        refuses(Path.of("/dev/null"), "is a device, not an image file");
        refuses(Files.createFile(folder.resolve("empty.img")), "is empty");
        refuses(Files.writeString(folder.resolve("stick.yaml"), "name: htg\n"), "is shorter than a disk's sector");
        refuses(Files.write(folder.resolve("a.qcow2"), new byte[] {'Q', 'F', 'I', (byte) 0xfb, 0}), "is a qcow2 file");
    }

    private static void refuses(Path path, String why) {
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> StickImage.at(path))
                .withMessage("Image " + path + " " + why)
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ExitCode.USAGE))
                .satisfies(failure -> assertThat(failure.hint()).isNotEmpty());
    }
}
