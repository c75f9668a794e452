package htg.testvm.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class LoopbackPortTest {
    @Test
    void saysWhichPortIsTaken() throws Exception {
        int port;
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = other.getLocalPort();
            assertThatExceptionOfType(HtgException.class)
                    .isThrownBy(() -> LoopbackPort.requireFree(other.getLocalPort()))
                    .withMessageStartingWith("Port " + port + " of 127.0.0.1 cannot be used")
                    .satisfies(failure -> assertThat(failure.code()).isEqualTo(ExitCode.ENVIRONMENT));
        }
        assertThatCode(() -> LoopbackPort.requireFree(port)).doesNotThrowAnyException();
    }
}
