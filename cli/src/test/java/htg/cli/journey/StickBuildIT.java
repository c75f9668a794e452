package htg.cli.journey;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.CommandResult;
import htg.common.process.RunningCommand;
import htg.fsimage.partition.Gpt;
import htg.fsimage.partition.Partition;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Builds the default stick, first as whoever runs the tests, then as an ordinary user. The steps follow each other, since
 * each costs minutes.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StickBuildIT {
    private static final int ESP = 2;

    @TempDir
    static Path folder = Path.of("");

    private static Optional<OrdinaryUser> user = Optional.empty();

    @BeforeAll
    static void needsTools() {
        Htg.requireBuildTools();
        user = Optional.of(OrdinaryUser.create(folder));
    }

    @AfterAll
    static void removeTheUser() {
        user.ifPresent(OrdinaryUser::close);
    }

    @Test
    @Order(1)
    void buildsTheDefaultStickWithItsReport() throws IOException {
        CommandResult result = in("first").run("build", "--cache", Htg.CACHE.toString(), "--output", "json");
        assertThat(result.exitStatus()).as(result.errorTail()).isZero();
        assertThat(result.output()).startsWith("{").contains("\"bootFiles\"", "\"sha256\"", "\"hostid\"");
        assertThat(image("first")).exists();
        assertThat(folder.resolve("first/out/htg.img.json")).content().isEqualTo(result.output());
    }

    @Test
    @Order(2)
    void findsThatNothingHasChanged() throws IOException {
        Object before = Files.getLastModifiedTime(image("first"));
        CommandResult result = in("first").run("build", "--cache", Htg.CACHE.toString());
        assertThat(result.exitStatus()).isZero();
        assertThat(result.errorTail()).contains("nothing has changed");
        assertThat(Files.getLastModifiedTime(image("first"))).isEqualTo(before);
    }

    @Test
    @Order(3)
    void aKilledBuildLeavesNoProcessAndNoImage() throws Exception {
        Path cache = Htg.coldCache(cold());
        RunningCommand build = second().start("build", "--cache", cache.toString());
        awaitUnpacking(cache.resolve("work"));
        ProcessHandle.of(build.pid()).orElseThrow().destroyForcibly();
        assertThat(build.waitFor(Duration.ofSeconds(10))).isPresent();
        assertThat(waitUntilNobodyWorksIn(cache))
                .as("processes left in " + cache)
                .isEmpty();
        assertThat(image("second")).doesNotExist();
    }

    @Test
    @Order(4)
    void theNextBuildByAnOrdinaryUserMakesTheSameBootPartitionToTheBit() throws Exception {
        CommandResult result = second().run("build", "--cache", cold().toString());
        assertThat(result.exitStatus()).as(result.errorTail()).isZero();
        assertThat(result.errorTail()).contains("[base] done").doesNotContain("[base] done in 0.0 s: from the cache");
        assertThat(digestOfBootPartition("second")).isEqualTo(digestOfBootPartition("first"));
        assertThat(cold().resolve("work")).isEmptyDirectory();
    }

    @Test
    @Order(5)
    void aDamagedImageIsBuiltAgain() throws Exception {
        Path image = image("second");
        String intact = digestOfBootPartition("second");
        FileTime untouched = Files.getLastModifiedTime(image);
        try (java.nio.channels.FileChannel channel =
                java.nio.channels.FileChannel.open(image, java.nio.file.StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[4096]), bootPartition(image).firstByte() + (16 << 20));
        }
        // As a medium does it that loses bits: the time stamp tells nothing.
        Files.setLastModifiedTime(image, untouched);
        CommandResult result = second().run("build", "--cache", cold().toString());
        assertThat(result.exitStatus()).isZero();
        assertThat(result.errorTail()).contains("damaged, building it again");
        assertThat(digestOfBootPartition("second")).isEqualTo(intact);
    }

    private static Htg in(String name) throws IOException {
        return new Htg(Files.createDirectories(folder.resolve(name)));
    }

    private static Path home() {
        return user.orElseThrow().home();
    }

    private static Htg second() throws IOException {
        return Htg.runBy(user.orElseThrow(), Files.createDirectories(home().resolve("second")));
    }

    private static Path cold() {
        return home().resolve("cold");
    }

    private static Path image(String name) {
        Path parent = name.equals("second") ? home() : folder;
        return parent.resolve(name).resolve("out/htg.img");
    }

    private static Partition bootPartition(Path image) throws IOException {
        try (Volume disk = Volume.open(image)) {
            return Gpt.read(disk).partition(ESP).orElseThrow();
        }
    }

    private static String digestOfBootPartition(String name) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (Volume disk = Volume.open(image(name))) {
            Volume esp = disk.range(bootPartition(image(name)).extent());
            int block = 1 << 20;
            for (long at = 0; at < esp.size(); at += block) {
                digest.update(esp.read(at, (int) Math.min(block, esp.size() - at)));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Waits until mmdebstrap has begun to fill a tree below {@code work}. */
    private static void awaitUnpacking(Path work) throws Exception {
        waitFor(Duration.ofMinutes(3), () -> {
            try (Stream<Path> paths = Files.walk(work, 2)) {
                return paths.anyMatch(path -> Files.isDirectory(path.resolve("usr")));
            } catch (IOException | UncheckedIOException changing) {
                return false;
            }
        });
    }

    private static List<String> waitUntilNobodyWorksIn(Path cache) throws Exception {
        waitFor(Duration.ofSeconds(10), () -> workersIn(cache).isEmpty());
        return workersIn(cache);
    }

    private static List<String> workersIn(Path cache) {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(line -> line.contains(cache.toString()))
                .toList();
    }

    private static void waitFor(Duration limit, java.util.function.BooleanSupplier condition) throws Exception {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            java.util.concurrent.TimeUnit.MILLISECONDS.sleep(200);
        }
    }
}
