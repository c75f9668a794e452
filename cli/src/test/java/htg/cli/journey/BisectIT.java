package htg.cli.journey;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.CommandResult;
import htg.common.process.CommandRunner;
import htg.common.process.SystemCommandRunner;
import htg.testvm.stick.Component;
import htg.testvm.stick.ComponentComparison;
import htg.testvm.stick.Exchange;
import htg.testvm.stick.Mutation;
import htg.testvm.stick.StickParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code htg test --bisect} names the component that somebody broke, whatever else differs. */
class BisectIT {
    private static final CommandRunner RUNNER = new SystemCommandRunner(command -> {});

    @TempDir
    static Path folder = Path.of("");

    private static Optional<StickParts> sound = Optional.empty();

    @BeforeAll
    static void needsAStick() {
        Htg.requireMachines();
        Htg.requireStickTools();
        sound = Optional.of(StickParts.of(Stick.image()));
    }

    @ParameterizedTest
    @CsvSource({
        "HALF_A_KERNEL, direct/virtio-blk, KERNEL, kernel",
        "RAMDISK_WITHOUT_INIT, direct/virtio-blk, RAMDISK, consoles",
        "NO_CHUNK_TREE, direct/virtio-blk, ROOT_POOL, import",
        "MENU_WITHOUT_ENTRIES, bios/virtio-blk, MENU, grub"
    })
    void namesTheComponentThatIsBroken(Mutation mutation, String cell, Component culprit, String stage)
            throws IOException {
        Path bad = folder.resolve("bad.img");
        mutation.apply(RUNNER, sound(), bad);
        CommandResult result = bisect(bad, cell);
        assertThat(result.exitStatus()).as(result.output() + result.errorTail()).isZero();
        assertThat(result.output())
                .contains("To blame: " + culprit + ". GOOD fails with it, and BAD passes with " + culprit)
                .containsPattern("GOOD with " + culprit + " of BAD +failed +" + stage)
                .containsPattern("BAD with " + culprit + " of GOOD +passed")
                .contains("/htg test bad.img ", "--only " + cell);
        assertThat(folder.resolve("report/bisect/01-good")).isDirectory();
        assertThat(folder.resolve("report/bisect/bisection.json"))
                .content()
                .contains("\"components\" : [ \"" + culprit + "\" ]");
        Files.delete(bad);
    }

    @ParameterizedTest
    @CsvSource({
        "UNSIGNED_KERNEL, kernel",
        "WRONG_ROOT_ID, menu",
        "NO_CHUNK_TREE, root-pool",
        "NO_BOOT_CODE, boot-code",
        "NO_EFI_STUB, efi-loaders"
    })
    void comparesComponentsByTheirBytes(Mutation mutation, String differing) throws IOException {
        Path bad = folder.resolve("different.img");
        StickParts different = mutation.apply(RUNNER, sound(), bad);
        assertThat(new ComponentComparison(RUNNER, sound(), different).differing())
                .extracting(Component::toString)
                .containsExactly(differing);
        Files.delete(bad);
    }

    @Test
    void aMenuThatNamesItsOwnPoolIsNoDifference() throws IOException {
        StickParts otherId = Mutation.OTHER_POOL_ID.apply(RUNNER, sound(), folder.resolve("other.img"));
        StickParts named =
                new Exchange(sound(), otherId, Set.of(Component.ROOT_POOL)).write(RUNNER, folder.resolve("named.img"));
        assertThat(named.file(StickParts.MENU)).isNotEqualTo(sound().file(StickParts.MENU));
        assertThat(new ComponentComparison(RUNNER, sound(), named).differing()).containsExactly(Component.ROOT_POOL);
        Files.delete(otherId.image().path());
        Files.delete(named.image().path());
    }

    @Test
    void refusesImagesThatItCannotCompare() throws IOException {
        String good = sound().image().path().toString();
        assertRefused(2, "there is nothing to exchange", good, good, "direct/virtio-blk");
        Path foreign = Files.write(folder.resolve("foreign.img"), new byte[1 << 20]);
        assertRefused(2, "is no stick of htg", good, foreign.toString(), "direct/virtio-blk");
        assertRefused(2, "'floppy' is the value of no axis", good, good, "direct/floppy");
        assertRefused(2, "takes two images and a cell, not 2 operands", good, good);
        assertRefused(2, "cannot be listed before", good, good, "direct/virtio-blk", "--dry-run");
    }

    private static void assertRefused(int status, String why, String... operands) {
        String[] line = Stream.concat(Stream.of("test", "--bisect"), Arrays.stream(operands))
                .toArray(String[]::new);
        CommandResult result = new Htg(folder).run(line);
        assertThat(result.exitStatus()).as(result.errorTail()).isEqualTo(status);
        assertThat(result.errorTail()).contains(why);
    }

    private static CommandResult bisect(Path bad, String cell) {
        return new Htg(folder)
                .run(
                        "test",
                        "--bisect",
                        sound().image().path().toString(),
                        bad.getFileName().toString(),
                        cell,
                        "--report",
                        "report",
                        "--grow",
                        "1M");
    }

    private static StickParts sound() {
        return sound.orElseThrow();
    }
}
