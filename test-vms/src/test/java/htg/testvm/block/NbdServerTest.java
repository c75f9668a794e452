package htg.testvm.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class NbdServerTest {
    private static final int SIZE = 1 << 20;
    private static final int NOT_PERMITTED = 1;
    private static final int INPUT_OUTPUT = 5;
    private static final int INVALID = 22;
    private static final int NO_SPACE = 28;

    @TempDir
    Path folder = Path.of("");

    private final MemorySource medium = MemorySource.patterned(SIZE);

    @Test
    void readsAndWrites() throws IOException {
        try (NbdServer server = serve(medium);
                NbdClient client = client()) {
            assertThat(client.read(0, SIZE)).isEqualTo(MemorySource.pattern(SIZE));
            assertThat(client.write(513, Sources.filled(200_000, 9))).isZero();
            assertThat(client.request(NbdClient.TRIM, 0, 0, 100)).isZero();
            assertThat(client.request(NbdClient.WRITE_ZEROES, 2, 1000, 100)).isZero();
            assertThat(client.read(0, SIZE)).isEqualTo(medium.content());
            assertThat(Sources.read(medium, 200_512, 1)).containsExactly(9);
            assertThat(Sources.read(medium, 1000, 100)).containsOnly(0);
            assertThat(client.read(7, 0)).isEmpty();
            assertThat(server.firstFailure()).isEmpty();
        }
    }

    @Test
    void flushesWhenAskedToAndAfterEachWriteThatGoesThrough() throws IOException {
        try (NbdServer server = serve(medium);
                NbdClient client = client()) {
            assertThat(server.uri()).startsWith("nbd+unix");
            client.write(0, (byte) 1);
            assertThat(medium.flushes()).isZero();
            client.request(NbdClient.FLUSH, 0, 0, 0);
            assertThat(medium.flushes()).isEqualTo(1);
            client.request(NbdClient.WRITE, NbdClient.FUA, 0, 1, (byte) 2);
            client.request(NbdClient.WRITE_ZEROES, NbdClient.FUA, 5, 1);
            client.request(NbdClient.TRIM, NbdClient.FUA, 6, 1);
            assertThat(medium.flushes()).isEqualTo(4);
            client.request(NbdClient.READ, NbdClient.FUA, 0, 0);
            assertThat(medium.flushes()).isEqualTo(4);
        }
    }

    @Test
    void refusesWhatReachesBeyondTheMedium() throws IOException {
        try (NbdServer server = serve(medium);
                NbdClient client = client()) {
            assertThat(client.request(NbdClient.READ, 0, SIZE, 1)).isEqualTo(INVALID);
            assertThat(client.request(NbdClient.READ, 0, SIZE - 1, 2)).isEqualTo(INVALID);
            assertThat(client.request(NbdClient.READ, 0, -1, 2)).isEqualTo(INVALID);
            assertThat(client.request(NbdClient.READ, 0, Long.MAX_VALUE, 2)).isEqualTo(INVALID);
            assertThat(client.write(SIZE - 1, (byte) 1, (byte) 2)).isEqualTo(INVALID);
            assertThat(client.request(NbdClient.TRIM, 0, 1, 0xffff_ffffL)).isEqualTo(INVALID);
            assertThat(client.request(NbdClient.WRITE_ZEROES, 0, SIZE, 1)).isEqualTo(INVALID);
            assertThat(client.read(SIZE, 0)).isEmpty();
            assertThat(medium.content()).isEqualTo(MemorySource.pattern(SIZE));
            assertThat(server.firstFailure()).isEmpty();
        }
    }

    @Test
    void carriesUpTo32MebibytesAndNotAByteMore() throws IOException {
        int most = 32 << 20;
        MemorySource large = new MemorySource(most + 1);
        try (NbdServer server = serve(large);
                NbdClient client = client()) {
            assertThat(client.write(1, Sources.filled(most, 3))).isZero();
            assertThat(client.request(NbdClient.READ, 0, 0, most + 1L)).isEqualTo(INVALID);
            assertThat(client.write(0, Sources.filled(most + 1, 4))).isEqualTo(INVALID);
            assertThat(client.read(0, most)).startsWith(0, 3).endsWith(3);
            assertThat(client.request(NbdClient.TRIM, 0, 0, most + 1L)).isZero();
            assertThat(Arrays.equals(large.content(), new byte[most + 1])).isTrue();
            assertThat(server.firstFailure()).isEmpty();
        }
    }

    @Test
    void refusesCommandsAndFlagsItDoesNotKnow() throws IOException {
        try (NbdServer server = serve(medium);
                NbdClient client = client()) {
            for (int type : new int[] {5, 7, 8, 65535}) {
                assertThat(client.request(type, 0, 0, 0)).isEqualTo(INVALID);
            }
            assertThat(client.request(NbdClient.READ, 4, 0, 1)).isEqualTo(INVALID);
            assertThat(client.read(0, 3)).isEqualTo(MemorySource.pattern(3));
            assertThat(server.firstFailure()).isEmpty();
        }
    }

    @Test
    void refusesChangesOfAReadOnlyMedium() throws IOException {
        Path image = Files.write(folder.resolve("image"), MemorySource.pattern(SIZE));
        try (ImageSource source = ImageSource.open(image);
                NbdServer server = serve(source);
                NbdClient client = client()) {
            assertThat(NbdExport.of(source).flags() & 2).isEqualTo(2);
            assertThat(client.write(0, (byte) 9)).isEqualTo(NOT_PERMITTED);
            assertThat(client.request(NbdClient.TRIM, 0, 0, 1)).isEqualTo(NOT_PERMITTED);
            assertThat(client.request(NbdClient.WRITE_ZEROES, 0, 0, 1)).isEqualTo(NOT_PERMITTED);
            assertThat(client.request(NbdClient.FLUSH, 0, 0, 0)).isZero();
            assertThat(client.read(0, SIZE)).isEqualTo(MemorySource.pattern(SIZE));
            assertThat(server.firstFailure()).isEmpty();
        }
    }

    @Test
    void passesErrorsOfTheMediumOnAndGoesOn() throws IOException {
        Failing failing = new Failing(medium);
        try (NbdServer server = serve(failing);
                NbdClient client = client()) {
            failing.with = new IOException("the platter is scratched");
            assertThat(client.request(NbdClient.READ, 0, 0, 1)).isEqualTo(INPUT_OUTPUT);
            failing.with = new IOException("No space left on device");
            assertThat(client.request(NbdClient.READ, 0, 0, 1)).isEqualTo(NO_SPACE);
            failing.with = null;
            assertThat(client.read(0, 1)).isEqualTo(MemorySource.pattern(1));
            assertThat(server.firstFailure()).get().hasToString("java.io.IOException: the platter is scratched");
        }
    }

    @Test
    void servesSeveralClientsFromOneMedium() throws IOException {
        try (NbdServer server = serve(medium);
                NbdClient other = client()) {
            try (NbdClient one = client()) {
                one.write(100, (byte) 1, (byte) 2, (byte) 3);
                assertThat(other.read(100, 3)).containsExactly(1, 2, 3);
            }
            assertThat(other.read(100, 1)).containsExactly(1);
            assertThat(server.firstFailure()).isEmpty();
        }
    }

    @Test
    void disconnectsAClientThatTalksNonsense() throws IOException {
        try (NbdServer server = serve(medium);
                NbdClient rude = client();
                NbdClient polite = client()) {
            rude.send(ByteBuffer.allocate(28));
            assertThat(rude.isDisconnected()).isTrue();
            assertThat(polite.read(0, 1)).isEqualTo(MemorySource.pattern(1));
            assertThat(server.firstFailure()).isEmpty();
        }
    }

    @Test
    void leavesNoThreadAndNoSocketBehind() throws IOException {
        NbdServer server = serve(medium);
        try (NbdClient idle = client();
                NbdClient silent = NbdClient.connect(socket())) {
            assertThat(threads()).isPositive();
            server.close();
            assertThat(idle.isDisconnected()).isTrue();
            assertThat(silent.isDisconnected()).isTrue();
        }
        assertThat(threads()).isZero();
        assertThat(socket()).doesNotExist();
    }

    @Test
    void waitsForTheRequestInHand() throws IOException, InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        AtomicReference<String> order = new AtomicReference<>("");
        SlowSource slow = new SlowSource(medium, LatencyModel.parse("fixed:1ms"), new FirmwarePhase(), time -> {
            started.countDown();
            pause(300);
            order.accumulateAndGet("request ", String::concat);
        });
        NbdServer server = serve(slow);
        try (NbdClient client = client()) {
            Thread reader = new Thread(() -> readQuietly(client));
            reader.start();
            started.await();
            server.close();
            order.accumulateAndGet("close", String::concat);
            reader.join();
        }
        assertThat(order).hasValue("request close");
    }

    @Test
    void forgetsClientsThatAreGone() throws IOException {
        try (NbdServer server = serve(medium)) {
            for (int i = 0; i < 50; i++) {
                try (NbdClient client = client()) {
                    client.send(ByteBuffer.allocate(28)
                            .putInt(0x25609513)
                            .putInt(NbdClient.DISCONNECT)
                            .rewind());
                    assertThat(client.isDisconnected()).isTrue();
                }
            }
            for (int i = 0; i < 100 && threads() > 1; i++) {
                pause(20);
            }
            assertThat(threads()).isEqualTo(1);
            assertThat(server.firstFailure()).isEmpty();
        }
    }

    @Test
    void doesNotTakeAnErrorThatTheMediumIsToGiveForItsOwn() throws IOException {
        LargeReads limit = LargeReads.parse(LargeReads.Effect.FAIL, "1:anywhere");
        try (NbdServer server = serve(new LimitedSource(medium, limit, 0, new FirmwarePhase()));
                NbdClient client = client()) {
            assertThat(client.request(NbdClient.READ, 0, 0, 1024)).isEqualTo(NbdError.INPUT_OUTPUT.number());
            assertThat(client.read(0, 512)).hasSize(512);
            assertThat(server.firstFailure()).isEmpty();
        }
    }

    @Test
    void escapesTheSocketsPathInTheAddress() {
        Path odd = folder.resolve("a b&c,+d");
        try (NbdServer server = NbdServer.serve(odd, medium)) {
            assertThat(server.uri()).startsWith("nbd+unix:///?socket=/").endsWith("/a%20b%26c%2C%2Bd");
        }
    }

    @Test
    void saysWhyItCannotServe() throws IOException {
        Path taken = Files.createFile(folder.resolve("taken"));
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> NbdServer.serve(taken, medium))
                .withMessageStartingWith("Cannot make socket " + taken + ": ")
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ExitCode.ENVIRONMENT));
        assertThat(taken).exists();
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> NbdServer.serve(folder.resolve("x".repeat(200)), medium));
    }

    private Path socket() {
        return folder.resolve("nbd");
    }

    private NbdServer serve(BlockSource source) {
        return NbdServer.serve(socket(), source);
    }

    private NbdClient client() throws IOException {
        return NbdClient.ready(socket());
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("htg-nbd-"))
                .count();
    }

    private static void readQuietly(NbdClient client) {
        try {
            client.read(0, 1);
        } catch (IOException disconnected) {
            // As it should be: the server was closed meanwhile.
        }
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
