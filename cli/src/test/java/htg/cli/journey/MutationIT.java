package htg.cli.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import htg.common.process.CommandRunner;
import htg.common.process.SystemCommandRunner;
import htg.testvm.boot.Outcome;
import htg.testvm.machine.Bus;
import htg.testvm.machine.DirectKernel;
import htg.testvm.machine.Firmware;
import htg.testvm.stick.BootFiles;
import htg.testvm.stick.Difference;
import htg.testvm.stick.Mutation;
import htg.testvm.stick.Stage;
import htg.testvm.stick.StickParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way to break a stick breaks what it says, and a boot of the broken stick ends where it says. */
class MutationIT {
    private static final CommandRunner RUNNER = new SystemCommandRunner(command -> {});

    @TempDir
    static Path folder = Path.of("");

    private static Optional<StickParts> sound = Optional.empty();

    @BeforeAll
    static void needsAStick() {
        Htg.requireMachines();
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mcopy")), "mtools is not installed");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/zstd")), "zstd is not installed");
        sound = Optional.of(StickParts.of(Stick.image(folder)));
    }

    @AfterEach
    void removeTheCopy() throws IOException {
        Files.deleteIfExists(folder.resolve("broken.img"));
    }

    @ParameterizedTest
    @EnumSource
    void changesWhatItSaysAndNothingElse(Mutation mutation) {
        StickParts broken = broken(mutation);
        assertThat(new Difference(RUNNER, sound.orElseThrow(), broken).names()).containsExactly(mutation.changed());
    }

    /** Those whose end is seen soon, one or two for each stage; {@code -Dhtg.test.mutations=all} boots all that show. */
    static Stream<Mutation> bootedWithoutFirmware() {
        return chosen(
                Set.of(
                        Mutation.RAMDISK_INIT_WITH_SYNTAX_ERROR,
                        Mutation.RAMDISK_WITHOUT_MODULES_STAGE,
                        Mutation.OTHER_POOL_ID,
                        Mutation.NO_CHUNK_TREE,
                        Mutation.NO_BASE_INIT,
                        Mutation.RAMDISK_WITHOUT_SWITCH_STAGE,
                        Mutation.NO_BOOT_FILE_SYSTEM),
                mutation -> mutation.expectedWithoutFirmware(Bus.VIRTIO_BLK));
    }

    @ParameterizedTest
    @MethodSource("bootedWithoutFirmware")
    void endsWhereItSaysWhenTheKernelIsStartedDirectly(Mutation mutation) {
        StickParts broken = broken(mutation);
        Stage expected = mutation.expectedWithoutFirmware(Bus.VIRTIO_BLK);
        // What does not show may be the very files that are to be started.
        DirectKernel kernel =
                impatient(BootFiles.extract(expected == Stage.NOWHERE ? sound.orElseThrow() : broken, folder));
        assertEndsAt(expected, new Start(Firmware.DIRECT, Bus.VIRTIO_BLK, Optional.of(kernel)), broken);
    }

    /** The trampoline gives a pool up sooner than on a user's slow machine. */
    private static DirectKernel impatient(DirectKernel kernel) {
        return new DirectKernel(kernel.kernel(), kernel.ramdisk(), kernel.commandLine() + " htg.deadline=10");
    }

    static Stream<Mutation> bootedByABios() {
        return chosen(
                Set.of(
                        Mutation.MENU_WITHOUT_ENTRIES,
                        Mutation.NO_KERNEL,
                        Mutation.NO_RAMDISK,
                        Mutation.OTHER_VOLUME_ID),
                mutation -> mutation.expected(Firmware.BIOS, Bus.VIRTIO_BLK));
    }

    @ParameterizedTest
    @MethodSource("bootedByABios")
    void endsWhereItSaysWhenABiosStartsIt(Mutation mutation) {
        Stage expected = mutation.expected(Firmware.BIOS, Bus.VIRTIO_BLK);
        assertEndsAt(expected, new Start(Firmware.BIOS, Bus.VIRTIO_BLK, Optional.empty()), broken(mutation));
    }

    private static Stream<Mutation> chosen(Set<Mutation> few, java.util.function.Function<Mutation, Stage> stage) {
        String named = System.getProperty("htg.test.mutations", "");
        return Mutation.all()
                .filter(one -> few.contains(one) || stage.apply(one) != Stage.NOWHERE)
                .filter(one -> named.isEmpty() ? few.contains(one) : named.equals("all") || named.contains(one.name()))
                .filter(one -> stage.apply(one) != Stage.BASE && stage.apply(one) != Stage.MULTI_USER);
    }

    private static StickParts broken(Mutation mutation) {
        return mutation.apply(RUNNER, sound.orElseThrow(), folder.resolve("broken.img"));
    }

    /** The start is watched to the base, and what is broken beyond is not seen. */
    private static void assertEndsAt(Stage expected, Start start, StickParts broken) {
        Start.End end = start.of(RUNNER, broken.image());
        String seen = end.outcome() + "\n" + end.events();
        if (expected == Stage.NOWHERE) {
            assertThat(end.outcome()).as(seen).isEqualTo(new Outcome.Completed());
        } else {
            assertThat(end.outcome()).as(seen).isInstanceOf(Outcome.Broken.class);
            assertThat(end.stage()).as(seen).isEqualTo(expected);
        }
    }
}
