package htg.testvm.block;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.DataSize;
import htg.common.process.Command;
import htg.common.process.CommandResult;
import htg.common.process.SystemCommandRunner;
import htg.testvm.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** QEMU's own tools as clients. */
class NbdServerIT {
    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    Path folder = Path.of("");

    private final SystemCommandRunner runner = new SystemCommandRunner(command -> {});
    private Path image = Path.of("");

    @BeforeEach
    void needsQemu() throws IOException {
        Needs.qemu();
        Needs.program("qemu-io");
        byte[] content = new byte[5 * MEBIBYTE];
        new Random(1).nextBytes(content);
        image = Files.write(folder.resolve("image"), content);
    }

    @Test
    void servesExactlyTheImage() {
        try (ImageSource source = ImageSource.open(image);
                NbdServer server = serve(source)) {
            runner.check(compare(image, server));
            assertThat(runner.run(compare(image.resolveSibling("nothing"), server))
                            .succeeded())
                    .isFalse();
        }
    }

    @Test
    void refusesWritesToAReadOnlyMedium() {
        try (ImageSource source = ImageSource.open(image);
                NbdServer server = serve(source)) {
            CommandResult refused = runner.run(io(server, "write 0 512"));
            assertThat(refused.exitStatus()).isNotZero();
            assertThat(refused.output() + refused.errorTail()).contains("Permission denied");
            runner.check(io(server, "read 0 512").with("-r"));
        }
    }

    @Test
    void takesWritesZeroesAndDiscardsIntoTheOverlay() throws IOException {
        byte[] expected = Files.readAllBytes(image);
        Arrays.fill(expected, 0, 65_536, (byte) 0xa5);
        Arrays.fill(expected, 1000, 1300, (byte) 0x17);
        Arrays.fill(expected, 100_000, 300_000, (byte) 0);
        Arrays.fill(expected, MEBIBYTE, 2 * MEBIBYTE, (byte) 0);
        try (ImageSource source = ImageSource.open(image);
                OverlaySource overlay = OverlaySource.over(source, folder);
                NbdServer server = serve(overlay)) {
            runner.check(io(
                    server,
                    "write -P 0xa5 0 64k",
                    "write -f -P 0x17 1000 300",
                    "write -z 100000 200000",
                    "discard 1M 1M",
                    "flush",
                    "read -v -P 0x17 1000 300"));
            assertThat(Arrays.equals(Sources.content(overlay), expected)).isTrue();
            runner.check(compare(Files.write(folder.resolve("expected"), expected), server));
            assertThat(runner.run(compare(image, server)).exitStatus()).isEqualTo(1);
            assertThat(server.firstFailure()).isEmpty();
        }
    }

    @Test
    void refusesWhatReachesBeyondTheMedium() {
        try (ImageSource source = ImageSource.open(image);
                NbdServer server = serve(source)) {
            assertThat(runner.run(io(server, "read 5M 512").with("-r")).exitStatus())
                    .isNotZero();
            runner.check(io(server, "read 4M 1M").with("-r"));
        }
    }

    @Test
    void trimsALargeMediumAtOnce() {
        try (ImageSource source = ImageSource.open(image, DataSize.ofGibibytes(4));
                OverlaySource overlay = OverlaySource.over(source, folder);
                NbdServer server = serve(overlay)) {
            runner.check(io(server, "discard 0 1G", "write -z 1G 1G", "read -P 0 0 64M"));
        }
    }

    @Test
    void isListed() {
        Needs.program("qemu-nbd");
        try (ImageSource source = ImageSource.open(image);
                NbdServer server = NbdServer.serve(folder.resolve("nbd"), source)) {
            String list = runner.check(Command.of(
                            "qemu-nbd", "--list", "-k", folder.resolve("nbd").toString()))
                    .output();
            assertThat(list).contains("exports available: 1", "size:  " + 5 * MEBIBYTE, "readonly");
            assertThat(server.firstFailure()).isEmpty();
        }
    }

    @Test
    void tellsQemuItsSize() {
        try (ImageSource source = ImageSource.open(image);
                NbdServer server = serve(source)) {
            String info = runner.check(Command.of("qemu-img", "info", "--output=json", server.uri()))
                    .output();
            assertThat(info).contains("\"virtual-size\": " + 5 * MEBIBYTE);
        }
    }

    private NbdServer serve(BlockSource source) {
        return NbdServer.serve(folder.resolve("a socket"), source);
    }

    private static Command io(NbdServer server, String... commands) {
        Command command = Command.of("qemu-io", "-f", "raw");
        for (String word : commands) {
            command = command.with("-c", word);
        }
        return command.with(server.uri());
    }

    private static Command compare(Path file, NbdServer server) {
        return Command.of("qemu-img", "compare", "-s", "-f", "raw", "-F", "raw", file.toString(), server.uri());
    }
}
