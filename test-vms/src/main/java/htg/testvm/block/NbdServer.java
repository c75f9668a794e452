package htg.testvm.block;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.URLEncoder;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Serves a medium to QEMU over the NBD protocol (doc/proto.md of the NBD project: fixed newstyle negotiation, simple
 * replies), at a unix socket. Any number of clients may be connected; each has a daemon thread and sees the same medium,
 * which stays the caller's to close. A client that breaks the rules is disconnected, the others do not notice.
 *
 * <p>Requests that reach beyond the medium, or carry more than 32 MiB, are answered with EINVAL, writes as well, for which
 * the document would rather see ENOSPC: to a guest, that is a full disk.
 */
public final class NbdServer implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Path socket;
    private final BlockSource source;
    private final ServerSocketChannel listener;
    private final Thread acceptor;
    private final Map<Thread, SocketChannel> clients = new HashMap<>();
    private boolean closed;
    private int count;
    private @Nullable Exception firstFailure;

    private NbdServer(Path socket, BlockSource source, ServerSocketChannel listener) {
        this.socket = socket;
        this.source = source;
        this.listener = listener;
        this.acceptor = new Thread(this::accept, "htg-nbd-accept");
    }

    /**
     * Starts to serve.
     *
     * @param socket where the socket appears: a free name, of at most 107 bytes
     * @throws HtgException {@link ExitCode#ENVIRONMENT} when it cannot be made
     */
    public static NbdServer serve(Path socket, BlockSource source) {
        try {
            ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                listener.bind(UnixDomainSocketAddress.of(socket));
            } catch (IOException failure) {
                listener.close();
                throw failure;
            }
            NbdServer server = new NbdServer(socket, source, listener);
            server.acceptor.setDaemon(true);
            server.acceptor.start();
            return server;
        } catch (IOException failure) {
            throw new HtgException(
                    ExitCode.ENVIRONMENT,
                    "Cannot make socket " + socket + ": " + HtgException.reason(failure),
                    "Choose a free name of at most 107 bytes, in a folder you may write to.",
                    failure);
        }
    }

    /** The medium's address for QEMU's tools and {@code -drive file=}. */
    public String uri() {
        String path = URLEncoder.encode(socket.toAbsolutePath().toString(), StandardCharsets.UTF_8);
        return "nbd+unix:///?socket=" + path.replace("+", "%20").replace("%2F", "/");
    }

    /**
     * The first error that a client was told of and that no medium was meant to give, such as a full disk of this machine.
     */
    public synchronized Optional<Exception> firstFailure() {
        return Optional.ofNullable(firstFailure);
    }

    /**
     * Removes the socket, disconnects all clients, and waits for the requests in hand: when this returns, nothing uses the
     * medium any more (unless the caller was interrupted).
     */
    @Override
    public void close() {
        try {
            List<Thread> threads = disconnect();
            Files.deleteIfExists(socket);
            threads.forEach(NbdServer::awaitEnd);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Threads are never interrupted: an interrupt closes the file that the thread happens to read, for everyone. */
    private synchronized List<Thread> disconnect() throws IOException {
        closed = true;
        listener.close();
        for (SocketChannel client : clients.values()) {
            client.close();
        }
        List<Thread> threads = new ArrayList<>(clients.keySet());
        threads.add(acceptor);
        return threads;
    }

    private void accept() {
        try {
            while (true) {
                admit(listener.accept());
            }
        } catch (IOException closedByUs) {
            // Closing the listener is how this thread is told to end.
        }
    }

    private synchronized void admit(SocketChannel client) throws IOException {
        if (closed) {
            client.close();
            return;
        }
        count++;
        Thread thread = new Thread(() -> serve(client), "htg-nbd-" + count);
        thread.setDaemon(true);
        clients.put(thread, client);
        thread.start();
    }

    private void serve(SocketChannel client) {
        try (NbdWire wire = new NbdWire(client)) {
            new NbdConnection(wire, source, this::note).serve();
        } catch (IOException gone) {
            // The client left without a goodbye, broke the rules, or was disconnected: its own affair, or ours.
        } finally {
            forget(Thread.currentThread());
        }
    }

    private synchronized void forget(Thread thread) {
        clients.remove(thread);
    }

    private synchronized void note(Exception failure) {
        if (firstFailure == null && !(failure instanceof IntendedFailure)) {
            firstFailure = failure;
        }
    }

    private static void awaitEnd(Thread thread) {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            if (thread.isAlive()) {
                throw new IllegalStateException(thread.getName() + " is still busy after " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
