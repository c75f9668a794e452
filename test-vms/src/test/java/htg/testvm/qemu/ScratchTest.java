package htg.testvm.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.HtgException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    void refusesAPlaceInWhichNoSocketCanBeMade() {
        Path deep = parent.resolve("x".repeat(100));
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> Scratch.openIn(deep))
                .withMessageContaining(deep.toString())
                .satisfies(failure -> assertThat(failure.hint()).contains("TMPDIR"));
        assertThat(deep).doesNotExist();
    }

    /** Folders come in no order, so there are several of each kind. */
    @Test
    void goesOnBehindAFolderThatItCannotRemove() throws Exception {
        List<Path> abandoned = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            // A folder in the lock's place cannot be opened, whoever tries; nor can what belongs to another user.
            Path stuck = Files.createDirectory(parent.resolve(Scratch.PREFIX + "stuck" + i));
            Files.createDirectory(stuck.resolve("lock"));
            Path left = Files.createDirectory(parent.resolve(Scratch.PREFIX + "left" + i));
            Files.writeString(left.resolve("lock"), "");
            abandoned.add(left);
        }
        try (Scratch scratch = Scratch.openIn(parent)) {
            assertThat(abandoned).allSatisfy(left -> assertThat(left).doesNotExist());
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
