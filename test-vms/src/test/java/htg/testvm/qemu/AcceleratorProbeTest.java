package htg.testvm.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.event.Event;
import htg.testvm.machine.Accelerator;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcceleratorProbeTest {
    private static final int ANSWERED = 85;

    @TempDir
    Path folder = Path.of("");

    private final List<Event> events = new ArrayList<>();

    @Test
    void takesKvmWhenTheProbeGuestAnswers() throws Exception {
        RecordingRunner runner = new RecordingRunner(ANSWERED, false);
        assertThat(probe(runner, "fpu svm sse2", "kvm").choose(AcceleratorChoice.AUTO, events::add))
                .isEqualTo(Accelerator.KVM);
        assertThat(runner.commands())
                .singleElement()
                .satisfies(command -> assertThat(command.arguments()).containsSubsequence("-accel", "kvm"));
    }

    @Test
    void translatesWhenTheProcessorHasNoHelp() throws Exception {
        RecordingRunner runner = new RecordingRunner(ANSWERED, false);
        assertThat(probe(runner, "fpu sse2 nosvmx", "kvm").choose(AcceleratorChoice.AUTO, events::add))
                .isEqualTo(Accelerator.TCG);
        assertThat(runner.commands()).isEmpty();
        assertThat(events.toString()).contains("neither vmx nor svm");
    }

    @Test
    void translatesWhenThereIsNoDevice() throws Exception {
        AcceleratorProbe probe = probe(new RecordingRunner(ANSWERED, false), "fpu vmx", "missing");
        assertThat(probe.choose(AcceleratorChoice.AUTO, events::add)).isEqualTo(Accelerator.TCG);
        assertThat(events.toString()).contains("does not exist");
    }

    /** Whoever asks for permissions only would take it: it can be read and written, yet not opened. */
    @Test
    void translatesWhenTheDeviceIsThereButDoesNotOpen() throws Exception {
        RecordingRunner runner = new RecordingRunner(ANSWERED, false);
        Path device = folder.resolve("dead");
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(device));
            assertThat(device).isReadable().isWritable();
            assertThat(probe(runner, "fpu vmx", "dead").choose(AcceleratorChoice.AUTO, events::add))
                    .isEqualTo(Accelerator.TCG);
            assertThat(runner.commands()).isEmpty();
            assertThat(events.toString()).contains(device + " cannot be opened: No such device");
            assertThatExceptionOfType(HtgException.class)
                    .isThrownBy(() -> probe(runner, "fpu vmx", "dead").choose(AcceleratorChoice.KVM, events::add))
                    .withMessageContaining(device + " cannot be opened");
        }
    }

    @Test
    void translatesWhenTheGuestHangsThoughTheDeviceOpens() throws Exception {
        AcceleratorProbe probe = probe(new RecordingRunner(137, true), "fpu vmx", "kvm");
        assertThat(probe.choose(AcceleratorChoice.AUTO, events::add)).isEqualTo(Accelerator.TCG);
        assertThat(events.toString()).contains("did not answer within 5 s");
    }

    @Test
    void takesAPersonsWordForKvmUnlessItCannotBeOpened() throws Exception {
        RecordingRunner runner = new RecordingRunner(1, false);
        assertThat(probe(runner, "fpu", "kvm").choose(AcceleratorChoice.KVM, events::add))
                .isEqualTo(Accelerator.KVM);
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> probe(runner, "fpu", "missing").choose(AcceleratorChoice.KVM, events::add))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ExitCode.ENVIRONMENT));
    }

    private AcceleratorProbe probe(RecordingRunner runner, String flags, String device) throws Exception {
        Path cpuinfo = Files.writeString(folder.resolve("cpuinfo"), "processor\t: 0\nflags\t\t: " + flags + "\n");
        Files.writeString(folder.resolve("kvm"), "");
        return new AcceleratorProbe(runner, cpuinfo, folder.resolve(device));
    }
}
