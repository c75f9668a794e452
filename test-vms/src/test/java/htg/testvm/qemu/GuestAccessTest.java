package htg.testvm.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.HtgException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuestAccessTest {
    private static final String OK = "{\"return\": {}, \"id\": ID}";

    @TempDir
    Path folder = Path.of("");

    @Test
    void lookingStopsTheGuestAndLetsItGoOn() throws Exception {
        try (FakeMonitor monitor = monitor(true, "");
                QmpClient client = connect()) {
            assertThat(guest(client).<Integer>frozen(() -> 7)).isEqualTo(7);
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> guest(client).frozen(() -> {
                        throw new IllegalStateException("broken look");
                    }));
            assertThat(monitor.received())
                    .containsExactly(
                            "qmp_capabilities", "query-status", "stop", "cont", "query-status", "stop", "cont");
        }
    }

    @Test
    void aGuestThatStandsStillStaysSo() throws Exception {
        try (FakeMonitor monitor = monitor(false, "");
                QmpClient client = connect()) {
            assertThat(guest(client).<Integer>frozen(() -> 7)).isEqualTo(7);
            assertThat(monitor.received()).containsExactly("qmp_capabilities", "query-status");
        }
    }

    @Test
    void readsARegisterAndPutsItsIndexBack() throws Exception {
        try (FakeMonitor monitor = monitor(true, "portb[0x03d5] = 0x4f\\r\\n");
                QmpClient client = connect()) {
            assertThat(guest(client).indexedRegister(0x3d4, 1)).isEqualTo(0x4f);
            assertThat(monitor.received()).hasSize(1 + 4);
        }
    }

    @Test
    void saysWhatQemuAnswersInsteadOfAPort() throws Exception {
        try (FakeMonitor monitor = monitor(true, "unknown command");
                QmpClient client = connect()) {
            assertThatExceptionOfType(HtgException.class)
                    .isThrownBy(() -> guest(client).indexedRegister(0x3d4, 1))
                    .withMessageContaining("no port 0x3d4: unknown command");
            assertThat(monitor.received()).hasSize(2);
        }
    }

    private FakeMonitor monitor(boolean running, String human) throws Exception {
        return new FakeMonitor(
                socket(),
                command -> List.of(
                        switch (command) {
                            case "query-status" -> "{\"return\": {\"running\": " + running + "}, \"id\": ID}";
                            case "human-monitor-command" -> "{\"return\": \"" + human + "\", \"id\": ID}";
                            default -> OK;
                        }));
    }

    private GuestAccess guest(QmpClient client) {
        return new GuestAccess(client, folder.resolve("memory"));
    }

    private QmpClient connect() throws Exception {
        return QmpClient.connect(socket(), event -> {});
    }

    private Path socket() {
        return folder.resolve("qmp");
    }
}
