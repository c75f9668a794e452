package htg.testvm.qemu;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A QMP server on a real unix socket that answers as the test says. */
final class FakeMonitor implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final ServerSocketChannel server;
    private final List<String> received = new CopyOnWriteArrayList<>();

    /**
     * Listens.
     *
     * @param answers the lines sent for a command; {@code ID} in them becomes the command's id; "HANG UP" closes
     */
    FakeMonitor(Path socket, Function<String, List<String>> answers) throws IOException {
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread thread = new Thread(() -> serve(answers), "fake-monitor");
        thread.setDaemon(true);
        thread.start();
    }

    /** The commands received, in order. */
    List<String> received() {
        return received;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve(Function<String, List<String>> answers) {
        try (SocketChannel client = server.accept();
                BufferedReader reader = new BufferedReader(Channels.newReader(client, StandardCharsets.UTF_8))) {
            send(client, "{\"QMP\": {\"version\": {}, \"capabilities\": []}}");
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                answer(client, JSON.readTree(line), answers);
            }
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    private void answer(SocketChannel client, JsonNode message, Function<String, List<String>> answers)
            throws IOException {
        String command = message.path("execute").asString("");
        received.add(command);
        for (String answer : answers.apply(command)) {
            if (answer.equals("HANG UP")) {
                client.close();
                return;
            }
            send(client, answer.replace("ID", message.path("id").toString()));
        }
    }

    private static void send(SocketChannel client, String line) throws IOException {
        client.write(ByteBuffer.wrap((line + "\r\n").getBytes(StandardCharsets.UTF_8)));
    }
}
