package htg.image.step;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.Command;
import htg.common.process.CommandResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code htg-zpool label} makes of other people's disks. */
class ZfsLabelIT {
    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final int USAGE = 2;
    private static final int NO_LABEL = 3;
    private static final int[] ALL = {0, 1, 2, 3};

    private static ZfsBuild zfs = new ZfsBuild(Path.of(""));

    @TempDir
    Path folder = Path.of("");

    @BeforeAll
    static void build() {
        zfs = BuiltZfs.zfs();
    }

    @Test
    void printsWhatTheDeviceIsPartOf() {
        CommandResult result = label(good(20).packed(), ALL);
        assertThat(result.exitStatus()).isEqualTo(DONE);
        assertThat(result.output()).isEqualTo("111 7 20 0 0000abcd tank 1 0 7 8\n");
    }

    @Test
    void believesTheNewestOfFourLabels() {
        Path device = ZfsLabel.device(folder.resolve("device"), good(20).packed(), ALL);
        try {
            byte[] bytes = Files.readAllBytes(device);
            byte[] newer = Files.readAllBytes(ZfsLabel.device(folder.resolve("newer"), good(21).packed(), 3));
            int last = ZfsLabel.DEVICE - ZfsLabel.LABEL;
            System.arraycopy(newer, last, bytes, last, ZfsLabel.LABEL);
            Files.write(device, bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        assertThat(run("label", device.toString()).output()).startsWith("111 7 21 ");
    }

    @Test
    void oneLabelThatIsLeftAtTheStartIsEnough() {
        for (int place : new int[] {0, 1}) {
            assertThat(label(good(20).packed(), place).output()).startsWith("111 7 20 ");
        }
    }

    /** A disk that is no multiple of 256 KiB ends, as far as labels go, where a last partition does that is one. */
    @Test
    void theLabelsAtADisksEndMayBeThoseOfItsLastPartition() throws Exception {
        byte[] partition = Files.readAllBytes(ZfsLabel.device(folder.resolve("partition"), good(20).packed(), ALL));
        byte[] disk = new byte[(1 << 20) + partition.length + (88 << 10)];
        System.arraycopy(partition, 0, disk, 1 << 20, partition.length);
        Path whole = Files.write(folder.resolve("disk"), disk);
        assertThat(run("label", folder.resolve("partition").toString()).exitStatus())
                .isEqualTo(DONE);
        assertThat(run("label", whole.toString()).exitStatus()).isEqualTo(NO_LABEL);
    }

    @Test
    void holesAreNoPartsThatCouldBeMissing() {
        ZfsLabel label = ZfsLabel.of("tank", 111, 7, 20, 3)
                .list("vdev_tree", ZfsLabel.mirror(2, 7, 8))
                .numbers("hole_array", 1);
        assertThat(label(label.packed(), ALL).output()).isEqualTo("111 7 20 0 0000abcd tank 2 2 7 8\n");
    }

    @Test
    void aNameIsOneWordOfPlainCharactersWhateverItSays() {
        ZfsLabel label =
                ZfsLabel.of("a b\n\u001b[2J;$(x)\u00e4", 111, 7, 20, 1).list("vdev_tree", ZfsLabel.mirror(0, 7));
        assertThat(label(label.packed(), ALL).output()).isEqualTo("111 7 20 0 0000abcd a?b??[2J;$(x)?? 1 0 7\n");
        ZfsLabel nameless = ZfsLabel.of("", 111, 7, 20, 1).list("vdev_tree", ZfsLabel.mirror(0, 7));
        assertThat(label(nameless.packed(), ALL).output()).contains(" 0000abcd ? 1 0 7\n");
    }

    @Test
    void impossibleNumbersMakeNoLabel() {
        ZfsLabel mirror = ZfsLabel.mirror(0, 7, 8);
        assertNone(ZfsLabel.of("tank", 111, 7, 20, 0).list("vdev_tree", mirror));
        assertNone(ZfsLabel.of("tank", 111, 7, 20, Integer.MAX_VALUE).list("vdev_tree", mirror));
        assertNone(ZfsLabel.of("tank", 111, 7, 20, 1).list("vdev_tree", ZfsLabel.mirror(5, 7)));
        assertNone(ZfsLabel.of("tank", 111, 7, 20, 1).list("vdev_tree", mirror).numbers("hole_array", 1, 2));
        assertNone(ZfsLabel.of("tank", 0, 7, 20, 1).list("vdev_tree", mirror));
        assertNone(ZfsLabel.of("tank", 111, 7, 0, 1).list("vdev_tree", mirror));
        assertNone(ZfsLabel.of("tank", 111, 7, 20, 1));
    }

    @Test
    void aListOfEndlesslyManyOrDeepDisksIsCutOff() {
        long[] many = LongStream.range(1, 800).toArray();
        ZfsLabel wide = ZfsLabel.of("tank", 111, 7, 20, 1).list("vdev_tree", ZfsLabel.mirror(0, many));
        assertThat(label(wide.packed(), ALL).output().split(" ")).hasSize(8 + 799);
        ZfsLabel deep = ZfsLabel.mirror(0, 7);
        for (int i = 0; i < 60; i++) {
            deep = new ZfsLabel().number("id", 0).lists("children", List.of(deep));
        }
        CommandResult result =
                label(ZfsLabel.of("tank", 111, 7, 20, 1).list("vdev_tree", deep).packed(), ALL);
        assertThat(result.exitStatus()).isIn(DONE, NO_LABEL);
    }

    @Test
    void whateverIsDamagedEndsInAnExitStatusOfItsOwn() {
        Random random = new Random(20_06_2026);
        byte[] good = good(20).packed();
        int read = 0;
        for (int round = 0; round < 400; round++) {
            byte[] bad = good.clone();
            for (int damage = 0; damage <= round % 8; damage++) {
                bad[random.nextInt(bad.length)] = (byte) (random.nextBoolean() ? 0xFF : random.nextInt());
            }
            CommandResult result =
                    label(Arrays.copyOf(bad, round % 5 == 0 ? random.nextInt(bad.length) : bad.length), 0);
            assertThat(result.exitStatus()).as("round %d", round).isIn(DONE, NO_LABEL);
            assertThat(result.output()).as("round %d", round).matches("([!-~]+( [!-~]+){8,}\n)?");
            read += result.exitStatus() == DONE ? 1 : 0;
        }
        assertThat(read).isBetween(1, 399);
    }

    @Test
    void tellsAnUnreadableDeviceFromOneWithoutLabel() {
        assertThat(run("label", folder.resolve("gone").toString()).exitStatus()).isEqualTo(REFUSED);
        CommandResult unreadable = run("label", folder.toString());
        assertThat(unreadable.exitStatus()).isEqualTo(REFUSED);
        assertThat(unreadable.errorTail()).contains(folder + ": Is a directory");
        assertThat(run("label", "/dev/null").exitStatus()).isEqualTo(NO_LABEL);
        assertThat(label(new byte[100], 0).exitStatus()).isEqualTo(NO_LABEL);
    }

    @Test
    void refusesWordsItDoesNotKnow() {
        assertThat(run().exitStatus()).isEqualTo(USAGE);
        assertThat(run("label").exitStatus()).isEqualTo(USAGE);
        assertThat(run("import", "tank", "/dev/null").exitStatus()).isEqualTo(USAGE);
        assertThat(run("import", "12x", "/dev/null").exitStatus()).isEqualTo(USAGE);
    }

    private void assertNone(ZfsLabel label) {
        CommandResult result = label(label.packed(), ALL);
        assertThat(result.exitStatus()).as(result.output()).isEqualTo(NO_LABEL);
        assertThat(result.output()).isEmpty();
    }

    private static ZfsLabel good(long transaction) {
        return ZfsLabel.of("tank", 111, 7, transaction, 1).list("vdev_tree", ZfsLabel.mirror(0, 7, 8));
    }

    private CommandResult label(byte[] packed, int... places) {
        return run(
                "label",
                ZfsLabel.device(folder.resolve("device"), packed, places).toString());
    }

    private static CommandResult run(String... arguments) {
        return BuiltZfs.RUNNER.run(Command.of(zfs.importer().toString(), arguments));
    }
}
