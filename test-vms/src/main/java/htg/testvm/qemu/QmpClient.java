package htg.testvm.qemu;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Talks to QEMU's monitor (QMP, docs/interop/qmp-spec). Events come between replies, so a reply is known by its id.
 * Thread-safe.
 */
public final class QmpClient implements AutoCloseable {
    /** QEMU answers at once unless the machine is stuck in the host. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final JsonMapper JSON = new JsonMapper();

    private final SocketChannel channel;
    private final Consumer<QmpEvent> events;
    private final Map<String, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private long lastId;
    private volatile boolean ended;
    private final CountDownLatch heardOut = new CountDownLatch(1);

    private QmpClient(SocketChannel channel, Consumer<QmpEvent> events) {
        this.channel = channel;
        this.events = events;
    }

    /**
     * Connects and leaves the negotiation mode.
     *
     * @param events receives events, on a thread of the client
     * @throws IOException when nobody listens at {@code socket} (yet)
     */
    public static QmpClient connect(Path socket, Consumer<QmpEvent> events) throws IOException {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        QmpClient client = new QmpClient(channel, events);
        Thread reader = new Thread(client::read, "htg-qmp");
        reader.setDaemon(true);
        reader.start();
        client.execute("qmp_capabilities", Map.of());
        return client;
    }

    /**
     * Runs one command and waits for its reply.
     *
     * @throws HtgException when QEMU refuses the command, does not answer in time or has ended
     */
    public JsonNode execute(String command, Map<String, Object> arguments) {
        CompletableFuture<JsonNode> reply = new CompletableFuture<>();
        String id = register(reply);
        try {
            send(Map.of("execute", command, "arguments", arguments, "id", id));
            return reply.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw failed(command, "no answer within " + PATIENCE.toSeconds() + " s", late);
        } catch (ExecutionException | IOException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            throw failed(command, HtgException.reason(cause), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failed(command, "interrupted", interrupted);
        } finally {
            waiting.remove(id);
        }
    }

    /** Whether nobody answers any more. */
    synchronized boolean hasEnded() {
        return ended || !channel.isOpen();
    }

    /** Waits until everything is received that QEMU sent before its end; returns whether that came within {@code limit}. */
    boolean awaitEnd(Duration limit) {
        try {
            return heardOut.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException alreadyGone) {
            // QEMU ended first: there is nobody to say goodbye to.
        }
    }

    private synchronized String register(CompletableFuture<JsonNode> reply) {
        String id = "htg-" + ++lastId;
        waiting.put(id, reply);
        if (ended) {
            reply.completeExceptionally(new IOException("QEMU has ended"));
        }
        return id;
    }

    private synchronized void send(Map<String, Object> message) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((JSON.writeValueAsString(message) + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private void read() {
        try (BufferedReader reader = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                dispatch(JSON.readTree(line));
            }
        } catch (IOException | JacksonException brokenOff) {
            // Closed by us or by QEMU's end: whoever waits hears of it below.
        } finally {
            end();
        }
    }

    private synchronized void end() {
        ended = true;
        waiting.values().forEach(reply -> reply.completeExceptionally(new IOException("QEMU has ended")));
        heardOut.countDown();
    }

    private void dispatch(JsonNode message) {
        if (message.has("event")) {
            events.accept(QmpEvent.of(message));
            return;
        }
        Optional.ofNullable(waiting.get(message.path("id").asString(""))).ifPresent(reply -> settle(reply, message));
    }

    private static void settle(CompletableFuture<JsonNode> reply, JsonNode message) {
        if (message.has("error")) {
            reply.completeExceptionally(
                    new IOException(message.path("error").path("desc").asString("refused")));
        } else {
            reply.complete(message.path("return"));
        }
    }

    private static HtgException failed(String command, String why, Throwable cause) {
        return new HtgException(ExitCode.FAILED, "QEMU's monitor: " + command + ": " + why, "", cause);
    }
}
