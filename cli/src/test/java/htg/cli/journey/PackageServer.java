package htg.cli.journey;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import htg.common.io.Digests;
import htg.common.process.Command;
import htg.common.process.CommandRunner;
import htg.common.process.SystemCommandRunner;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** An archive of packages, which guests behind QEMU's user network reach by HTTP. */
final class PackageServer implements AutoCloseable {
    private static final CommandRunner RUNNER = new SystemCommandRunner(command -> {});

    private final HttpServer server;

    private PackageServer(HttpServer server) {
        this.server = server;
    }

    /** Serves the packages of a folder; writes their index there. */
    static PackageServer of(Path folder) throws IOException {
        StringBuilder index = new StringBuilder();
        try (Stream<Path> packages = Files.list(folder)) {
            packages.filter(file -> file.toString().endsWith(".deb")).forEach(deb -> index.append(stanza(deb)));
        }
        Files.writeString(folder.resolve("Packages"), index);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> serve(folder, exchange));
        server.start();
        return new PackageServer(server);
    }

    private static String stanza(Path deb) {
        String control = RUNNER.check(Command.of("dpkg-deb", "--field", deb.toString()))
                .output()
                .strip();
        return control + "\nFilename: ./" + deb.getFileName() + "\nSize: "
                + deb.toFile().length() + "\nSHA256: " + Digests.sha256(deb) + "\n\n";
    }

    /**
     * Adds the next version of a package to a folder: the same, but for its number and what {@code change} does to its tree.
     *
     * @param change shell, run in the unpacked tree
     */
    static void addNextVersion(Path deb, String change, Path folder) throws IOException {
        Path target = Files.createDirectories(folder).resolve(deb.getFileName());
        String script = "set -e; umask 022; dpkg-deb -R \"$1\" \"$2.tree\"; cd \"$2.tree\"\n" + change
                + "\nsed -i 's/^Version: .*/&+htg1/' DEBIAN/control; cd /; dpkg-deb -Znone -b \"$2.tree\" \"$2\"";
        RUNNER.check(Command.of("sh", "-c", script, "sh", deb.toString(), target.toString())
                .within(Duration.ofMinutes(5)));
    }

    /** The line for {@code sources.list(5)} of a guest. */
    String source() {
        return "deb [trusted=yes] http://10.0.2.2:" + server.getAddress().getPort() + "/ ./";
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void serve(Path folder, HttpExchange exchange) throws IOException {
        Path name = Path.of(exchange.getRequestURI().getPath()).getFileName();
        Path file = folder.resolve(String.valueOf(name));
        if (name == null || !Files.isRegularFile(file)) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            exchange.sendResponseHeaders(200, Files.size(file));
            try (OutputStream body = exchange.getResponseBody()) {
                Files.copy(file, body);
            }
        }
        exchange.close();
    }
}
