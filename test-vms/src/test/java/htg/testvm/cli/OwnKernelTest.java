package htg.testvm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.common.HtgException;
import htg.testvm.machine.Bus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnKernelTest {
    @ParameterizedTest
    @CsvSource({
        "root=/dev/vda1 ro, console=tty0 console=ttyS0",
        "'', console=tty0 console=ttyS0",
        "root=x netconsole=4444@10.0.0.1/eth0, console=tty0 console=ttyS0",
        "root=x console=tty0 quiet, console=ttyS0",
        "root=x console=tty1 console=ttyS1, console=ttyS0",
        "'root=x -- console=ttyS0', console=tty0 console=ttyS0",
        "'root=x console=ttyS0,115200n8', ''",
        "'root=x console=ttyS0 -- --flag', ''"
    })
    void aKernelThatIsToldOfNoSerialConsoleIsToldOfThisTerminal(String commandLine, String more) {
        assertThat(OwnKernel.consoles(commandLine)).isEqualTo(more);
    }

    @Test
    void aKernelForAnotherArchitectureIsNotStarted() {
        for (String architecture : List.of("", "i686", "x86_64")) {
            assertThatCode(() -> OwnKernel.requireX86(architecture)).doesNotThrowAnyException();
        }
        assertThatThrownBy(() -> OwnKernel.requireX86("aarch64"))
                .isInstanceOf(HtgException.class)
                .hasMessageContaining("aarch64");
    }

    @Test
    void aDiskThatHasAnotherNameHereIsToldOf() {
        assertThat(OwnKernel.warnings("", "ro root=/dev/sda1", Bus.VIRTIO_BLK))
                .singleElement()
                .asString()
                .contains("On the bus virtio-blk", "root=/dev/sda1", "--bus ahci");
        assertThat(OwnKernel.warnings("", "ro root=/dev/sda1", Bus.AHCI)).isEmpty();
        assertThat(OwnKernel.warnings("", "ro root=UUID=1", Bus.VIRTIO_BLK)).isEmpty();
    }

    @Test
    void linuxWithoutItsXenIsToldOf() {
        assertThat(OwnKernel.warnings("1:/boot/xen.gz", "ro", Bus.VIRTIO_BLK))
                .singleElement()
                .asString()
                .contains("1:/boot/xen.gz");
    }
}
