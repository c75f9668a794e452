package htg.testvm.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.HtgException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QmpClientTest {
    private static final String OK = "{\"return\": {}, \"id\": ID}";

    @TempDir
    Path folder = Path.of("");

    private final List<QmpEvent> events = new CopyOnWriteArrayList<>();

    @Test
    void leavesTheNegotiationModeFirst() throws Exception {
        try (FakeMonitor monitor = new FakeMonitor(socket(), command -> List.of(OK));
                QmpClient client = connect()) {
            client.execute("cont", Map.of());
            assertThat(monitor.received()).containsExactly("qmp_capabilities", "cont");
        }
    }

    @Test
    void findsItsReplyAmongEventsAndStrangersReplies() throws Exception {
        List<String> crowd = List.of(
                "{\"timestamp\": {\"seconds\": 1}, \"event\": \"RESUME\"}",
                "{\"return\": {\"status\": \"wrong\"}, \"id\": \"htg-999\"}",
                "{\"event\": \"SHUTDOWN\", \"data\": {\"guest\": true, \"reason\": \"guest-reset\"}}",
                "{\"return\": {\"status\": \"running\"}, \"id\": ID}");
        try (FakeMonitor monitor =
                        new FakeMonitor(socket(), command -> command.equals("query-status") ? crowd : List.of(OK));
                QmpClient client = connect()) {
            assertThat(client.execute("query-status", Map.of()).path("status").asString(""))
                    .isEqualTo("running");
            assertThat(events)
                    .containsExactly(new QmpEvent("RESUME", "", ""), new QmpEvent("SHUTDOWN", "guest-reset", ""));
            assertThat(monitor.received()).hasSize(2);
        }
    }

    @Test
    void repeatsWhatQemuObjectsTo() throws Exception {
        String refusal = "{\"error\": {\"class\": \"GenericError\", \"desc\": \"Could not open file\"}, \"id\": ID}";
        try (FakeMonitor monitor =
                        new FakeMonitor(socket(), command -> List.of(command.equals("screendump") ? refusal : OK));
                QmpClient client = connect()) {
            assertThatExceptionOfType(HtgException.class)
                    .isThrownBy(() -> client.execute("screendump", Map.of("filename", "/nowhere")))
                    .withMessage("QEMU's monitor: screendump: Could not open file");
            assertThat(monitor.received()).contains("screendump");
        }
    }

    @Test
    void doesNotWaitForAQemuThatHasEnded() throws Exception {
        try (FakeMonitor monitor =
                        new FakeMonitor(socket(), command -> List.of(command.equals("cont") ? "HANG UP" : OK));
                QmpClient client = connect()) {
            assertThat(client.hasEnded()).isFalse();
            assertThatExceptionOfType(HtgException.class)
                    .isThrownBy(() -> client.execute("cont", Map.of()))
                    .withMessageContaining("cont");
            assertThat(client.awaitEnd(Duration.ofSeconds(20))).isTrue();
            assertThat(client.hasEnded()).isTrue();
            assertThatExceptionOfType(HtgException.class).isThrownBy(() -> client.execute("stop", Map.of()));
            assertThat(monitor.received()).doesNotContain("stop");
        }
    }

    @Test
    void knowsThatItWasClosedItself() throws Exception {
        try (FakeMonitor monitor = new FakeMonitor(socket(), command -> List.of(OK))) {
            QmpClient client = connect();
            client.close();
            assertThat(client.hasEnded()).isTrue();
            assertThat(monitor.received()).doesNotContain("quit");
        }
    }

    @Test
    void knowsTheLastWordsOfAQemuThatHasEnded() throws Exception {
        List<String> end =
                List.of(OK, "{\"event\": \"SHUTDOWN\", \"data\": {\"reason\": \"guest-shutdown\"}}", "HANG UP");
        CountDownLatch listening = new CountDownLatch(1);
        Consumer<QmpEvent> slow = event -> {
            try {
                assertThat(listening.await(10, TimeUnit.SECONDS)).isTrue();
                Thread.sleep(200);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
            events.add(event);
        };
        try (FakeMonitor monitor =
                        new FakeMonitor(socket(), command -> command.equals("qmp_capabilities") ? end : List.of(OK));
                QmpClient client = QmpClient.connect(socket(), slow)) {
            assertThat(monitor.received()).hasSize(1);
            assertThat(client.awaitEnd(Duration.ofMillis(1))).isFalse();
            listening.countDown();
            assertThat(client.awaitEnd(Duration.ofSeconds(20))).isTrue();
            assertThat(events).containsExactly(new QmpEvent("SHUTDOWN", "guest-shutdown", ""));
        }
    }

    private QmpClient connect() throws Exception {
        return QmpClient.connect(socket(), events::add);
    }

    private Path socket() {
        return folder.resolve("qmp");
    }

    @Test
    void onlyTheSticksErrorsAreTheMediums() {
        assertThat(new QmpEvent("BLOCK_IO_ERROR", "x", "stick").isMediumError()).isTrue();
        assertThat(new QmpEvent("BLOCK_IO_ERROR", "x", "neighbour0").isMediumError())
                .isFalse();
    }
}
