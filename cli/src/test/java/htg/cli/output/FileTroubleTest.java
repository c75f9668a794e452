package htg.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FileTroubleTest {
    @Test
    void namesTheFileOfAFileSystemError() {
        assertThat(wording(new UncheckedIOException(new NoSuchFileException("/a/spec.yaml"))))
                .isEqualTo("/a/spec.yaml: no such file or folder");
        assertThat(wording(new UncheckedIOException(new AccessDeniedException("/root"))))
                .isEqualTo("/root: permission denied");
    }

    @Test
    void keepsTheContextThatAnOuterErrorGives() {
        IOException full = new IOException("No space left on device");
        assertThat(wording(new UncheckedIOException("Cannot write out/htg.img", full)))
                .isEqualTo("Cannot write out/htg.img: No space left on device");
        assertThat(wording(new UncheckedIOException(full))).isEqualTo("No space left on device");
    }

    @Test
    void leavesOtherErrorsAlone() {
        assertThat(FileTrouble.in(new IllegalStateException("no"))).isEmpty();
    }

    @Test
    void endsOnCausesThatFormARing() {
        IllegalStateException first = new IllegalStateException("first");
        first.initCause(new IllegalStateException("second", first));
        assertThat(FileTrouble.in(first)).isEmpty();
    }

    private static String wording(Exception failure) {
        return FileTrouble.in(failure).orElseThrow().message();
    }
}
