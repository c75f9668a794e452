package htg.common.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.HtgException;
import htg.common.io.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDigestTest {
    @TempDir
    Path folder = Path.of("");

    private final FileDigest digest = new FileDigest(new SystemCommandRunner(command -> {}));

    @Test
    void saysWhatJavaSays() throws IOException {
        Path file = Files.write(folder.resolve("a \\ b\nc"), new byte[123_457]);
        assertThat(digest.of(file)).isEqualTo(Digests.sha256(file));
    }

    @Test
    void refusesWhatIsNotThere() {
        assertThatExceptionOfType(HtgException.class).isThrownBy(() -> digest.of(folder.resolve("none")));
    }
}
