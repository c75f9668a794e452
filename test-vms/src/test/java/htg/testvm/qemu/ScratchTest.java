package htg.testvm.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {
    @TempDir
    Path parent = Path.of("");

    @Test
    void isGoneWhenClosed() throws Exception {
        Path path;
        try (Scratch scratch = Scratch.openIn(parent)) {
            path = scratch.path();
            Files.writeString(scratch.resolve("stick.qcow2"), "overlay");
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void removesWhatAKilledProcessLeft() throws Exception {
        Path abandoned = Files.createDirectory(parent.resolve(Scratch.PREFIX + "123"));
        Files.writeString(abandoned.resolve("lock"), "");
        Files.writeString(abandoned.resolve("stick.qcow2"), "overlay");
        try (Scratch scratch = Scratch.openIn(parent)) {
            assertThat(abandoned).doesNotExist();
            assertThat(scratch.path()).exists();
        }
    }

    @Test
    void leavesWhatIsInUseAndWhatIsNotOurs() throws Exception {
        Path stranger = Files.createDirectory(parent.resolve("stranger"));
        Path fresh = Files.createDirectory(parent.resolve(Scratch.PREFIX + "fresh"));
        try (Scratch one = Scratch.openIn(parent);
                Scratch other = Scratch.openIn(parent)) {
            assertThat(one.path()).exists().isNotEqualTo(other.path());
            assertThat(stranger).exists();
            assertThat(fresh).exists();
        }
    }
}
