package htg.image.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.event.Event;
import htg.image.FakeRunner;
import htg.image.FakeRunner.Answer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MmdebstrapTest {
    private final List<Event> events = new ArrayList<>();

    @Test
    void passesOnHowFarTheStepIs() {
        run(0, "I: compiling ZFS 2.3.9 for kernel 6.12: 20 of about 300 files\nother\n");
        assertThat(events)
                .containsExactly(
                        new Event.StepProgress("zfs", "compiling ZFS 2.3.9 for kernel 6.12: 20 of about 300 files"));
    }

    @Test
    void aHooksOwnErrorIsToldInItsWordsWithWhatTheCompilerSaidBefore() {
        HtgException failure = fail("""
                I: compiling
                zfs.c:1:2: error: expected ';'
                make: *** [zfs.o] Error 1
                E: htg: ZFS 2.3.9 cannot be compiled for kernel 6.12
                E: run_chroot failed: E: no-one
                """);
        assertThat(failure.code()).isEqualTo(ExitCode.FAILED);
        assertThat(failure.getMessage())
                .startsWith("ZFS 2.3.9 cannot be compiled for kernel 6.12\n")
                .contains("\n  zfs.c:1:2: error: expected ';'\n  make: *** [zfs.o] Error 1");
        assertThat(failure.hint()).contains("To see it fail again, run: ", " mmdebstrap --mode=root");
    }

    @Test
    void aFullDiskIsNoFailureOfTheCompiler() {
        HtgException failure = fail("cc1: error: zfs.o: No space left on device\nE: htg: ZFS cannot be compiled\n");
        assertThat(failure.code()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(failure).hasMessageContaining("ran full");
    }

    @Test
    void anUnknownPackageIsTheSpecifications() {
        HtgException failure = fail("E: Unable to locate package htpo\n");
        assertThat(failure.code()).isEqualTo(ExitCode.USAGE);
        assertThat(failure).hasMessageContaining("no package 'htpo' in trixie");
    }

    private HtgException fail(String said) {
        HtgException failure = catchThrowableOfType(HtgException.class, () -> run(25, said));
        assertThat(failure).isNotNull();
        return failure;
    }

    private void run(int status, String said) {
        FakeRunner runner = new FakeRunner(command -> new Answer(status, "", said));
        AptSource source = new AptSource("http://mirror.test/debian", "trixie", List.of("main"));
        Instant date = Instant.parse("2026-01-02T03:04:05Z");
        PackageIndex index = new PackageIndex(List.of(new PackageIndex.Release(source, "a", date)), date);
        new Mmdebstrap(runner, events::add, command -> command)
                .run("zfs", Path.of("work"), index, List.of(), Mmdebstrap.command());
    }
}
