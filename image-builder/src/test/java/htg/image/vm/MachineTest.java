package htg.image.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.event.EventSink;
import htg.image.FakeRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void saysWhatQemuIsWantedForWhenThereIsNone() {
        FakeRunner runner = new FakeRunner(command -> new FakeRunner.Answer(127, "", "not found"));
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> new Machine(runner, EventSink.NONE).requireQemu("makes the pool"))
                .satisfies(error -> {
                    assertThat(error.code()).isEqualTo(ExitCode.ENVIRONMENT);
                    assertThat(error).hasMessageContaining("QEMU is missing, which makes the pool");
                    assertThat(error.hint()).contains("qemu-system-x86");
                });
    }

    @Test
    void triesKvmOnlyWithAProcessorAndADeviceForIt() throws IOException {
        Path able = Files.writeString(folder.resolve("able"), "model\t: x\nflags\t\t: fpu svm lm\n");
        Path unable = Files.writeString(folder.resolve("unable"), "flags\t\t: fpu lm\n");
        Path device = Files.writeString(folder.resolve("kvm"), "");
        assertThat(Accelerator.candidates(able, device)).containsExactly(Accelerator.KVM, Accelerator.TCG);
        assertThat(Accelerator.candidates(unable, device)).containsExactly(Accelerator.TCG);
        assertThat(Accelerator.candidates(able, folder.resolve("none"))).containsExactly(Accelerator.TCG);
    }
}
