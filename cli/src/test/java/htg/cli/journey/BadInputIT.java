package htg.cli.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import htg.common.process.CommandResult;
import htg.testvm.Needs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each mistake and each fault ends in one clear message, the right exit status, and nothing half-written. */
class BadInputIT {
    @TempDir
    Path folder = Path.of("");

    private Htg htg = new Htg(folder);

    @BeforeEach
    void workInTheFolder() {
        Htg.requireBuildTools();
        htg = new Htg(folder);
    }

    @Test
    void allProblemsOfASpecificationComeBeforeAnythingElse() throws IOException {
        Files.writeString(folder.resolve("bad.yaml"), "name: [x]\npol: {}\nimage: {size: 1}\n");
        CommandResult result = htg.run("build", "bad.yaml", "--cache", "cache");
        assertThat(result.exitStatus()).isEqualTo(2);
        assertThat(result.errorTail()).contains("bad.yaml:1:1", "bad.yaml:2:1").doesNotContain("Exception");
        assertNothingLeft();
    }

    @Test
    void aMirrorThatIsNotThere() throws IOException {
        CommandResult result = htg.run("build", "--cache", "cache", "--mirror", "http://127.0.0.1:9/debian");
        assertFailure(result, 3, "Cannot reach the mirror http://127.0.0.1:9/debian", "--mirror URL");
    }

    @Test
    void aMirrorThatIsAWebPage() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] page = "<html>Please log in</html>".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        try {
            String mirror = "http://127.0.0.1:" + server.getAddress().getPort() + "/debian";
            assertFailure(htg.run("build", "--cache", "cache", "--mirror", mirror), 3, "is not a Debian package index");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aSuiteThatDoesNotExist() throws IOException {
        assertFailure(htg.run("build", "--cache", "cache", "--suite", "buzzword"), 2, "has no suite 'buzzword'");
    }

    @Test
    void aPackageThatDoesNotExist() throws IOException {
        CommandResult result = htg.run("build", "--cache", "cache", "--set", "packages=no-such-package-htg");
        assertFailure(result, 2, "no package 'no-such-package-htg'", "'packages' in the specification");
    }

    @Test
    void anOutputThatIsADevice() throws IOException {
        assertFailure(htg.run("build", "--cache", "cache", "-o", "/dev/null"), 4, "/dev/null is a device");
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    }

    @Test
    void anOutputThatIsAFolderOrCannotBeWritten() throws IOException {
        assertFailure(htg.run("build", "--cache", "cache", "-o", folder.toString()), 2, "is a folder");
        assertFailure(htg.run("build", "--cache", "cache", "-o", "/proc/x/htg.img"), 3, "/proc", "-o IMAGE");
    }

    @Test
    void aCacheThatCannotBeMade() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        assertFailure(
                htg.run("build", "--cache", "file/cache"), 3, "Cannot use the cache folder file/cache", "--cache");
    }

    @Test
    void aDiskWithoutRoomForTheCache() throws IOException {
        Needs.privateMounts();
        Path small = Files.createDirectory(folder.resolve("small"));
        List<String> withSmallDisk = List.of(
                "unshare", "-rm", "sh", "-c", "mount -t tmpfs -o size=64m none " + small + " && exec \"$@\"", "sh");
        CommandResult result = htg.runUnder(
                withSmallDisk, "build", "--cache", small.resolve("cache").toString());
        assertFailure(result, 3, "No room for the base system", "--cache DIR");
    }

    private void assertFailure(CommandResult result, int status, String... said) throws IOException {
        assertThat(result.errorTail()).contains(said).doesNotContain("Exception", "\tat ");
        assertThat(result.exitStatus()).as(result.errorTail()).isEqualTo(status);
        assertNothingLeft();
    }

    private void assertNothingLeft() throws IOException {
        assertThat(folder.resolve("out")).doesNotExist();
        for (String kind : List.of("base", "work")) {
            Path place = folder.resolve("cache").resolve(kind);
            if (Files.exists(place)) {
                assertThat(place).isEmptyDirectory();
            }
        }
    }
}
