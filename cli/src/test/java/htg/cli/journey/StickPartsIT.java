package htg.cli.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import htg.common.HtgException;
import htg.common.process.Command;
import htg.common.process.CommandRunner;
import htg.common.process.SystemCommandRunner;
import htg.testvm.cell.Cell;
import htg.testvm.machine.Bus;
import htg.testvm.machine.Firmware;
import htg.testvm.run.CellResult;
import htg.testvm.run.Verdict;
import htg.testvm.stick.Component;
import htg.testvm.stick.Difference;
import htg.testvm.stick.Exchange;
import htg.testvm.stick.Mutation;
import htg.testvm.stick.StickParts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real stick's parts are found, start without its boot loader, and can be exchanged with those of another. */
class StickPartsIT {
    private static final CommandRunner RUNNER = new SystemCommandRunner(command -> {});

    @TempDir
    static Path folder = Path.of("");

    private static Optional<StickParts> one = Optional.empty();
    private static Optional<StickParts> larger = Optional.empty();

    @BeforeAll
    static void needsTwoSticks() {
        Htg.requireMachines();
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mcopy")), "mtools is not installed");
        one = Optional.of(StickParts.of(Stick.image()));
        larger = Optional.of(StickParts.of(Stick.build(folder, "larger", "--set", "image.size=1600M")));
    }

    @Test
    void findsEveryPart() {
        StickParts stick = one();
        assertThat(stick.superblocks().isSound()).isTrue();
        assertThat(stick.superblocks().copies()).hasSize(2);
        assertThat(stick.environments()).containsExactly("default");
        assertThat(stick.volumeId()).matches("[0-9A-F]{4}-[0-9A-F]{4}");
        assertThat(stick.files(Component.KERNEL)).containsExactly("/htg/default/vmlinuz");
        assertThat(stick.files(Component.RAMDISK))
                .containsExactly("/htg/default/buses.img", "/htg/default/miniroot.img", "/htg/default/rescue.img");
        assertThat(stick.files(Component.MENU))
                .contains("/grub/bios.env", "/grub/grub.cfg", "/grub/grubenv")
                .filteredOn(path -> !path.startsWith("/grub/memtest/"))
                .hasSize(3);
        assertThat(stick.files(Component.EFI_LOADERS)).contains("/EFI/BOOT/BOOTX64.EFI", "/EFI/debian/grub.cfg");
        assertThat(stick.files(Component.BOOT_CODE)).contains("/grub/i386-pc/ls.mod");
    }

    @Test
    void everyFileOfTheBootPartitionBelongsToAComponent() {
        StickParts stick = one();
        long owned = Arrays.stream(Component.values())
                .mapToLong(component -> stick.files(component).size())
                .sum();
        assertThat(owned).isEqualTo(stick.files().size());
    }

    @Test
    void namesWhatTheMenuStarts() {
        assertThat(one().defaultEntry().commandLine())
                .startsWith("BOOT_IMAGE=/htg/default/vmlinuz root=UUID="
                        + one().poolId().orElseThrow() + " ")
                .contains(" rootflags=subvol=ROOT/default", " console=ttyS0,115200 ");
    }

    @ParameterizedTest
    @EnumSource(names = {"USB_XHCI", "VIRTIO_BLK"})
    void startsWithoutItsBootLoader(Bus bus) {
        CellResult end = new Start(Cell.of(Firmware.DIRECT, bus)).of(one().image(), folder.resolve("report"));
        assertThat(end.verdict()).as(end.events().toString()).isEqualTo(new Verdict.Passed());
    }

    @Test
    void givesAllItsComponentsToALargerStick() throws IOException {
        StickParts other = larger.orElseThrow();
        Path target = folder.resolve("all.img");
        StickParts result = new Exchange(other, one(), EnumSet.allOf(Component.class)).write(RUNNER, target);
        assertThat(result.poolId()).isEqualTo(one().poolId());
        assertThat(result.volumeId()).isEqualTo(one().volumeId());
        for (Component component : Component.values()) {
            for (String path : one().files(component)) {
                assertThat(result.file(path)).as(path).isEqualTo(one().file(path));
            }
        }
        CellResult end = new Start(Cell.of(Firmware.BIOS, Bus.VIRTIO_BLK)).of(result.image(), folder.resolve("report"));
        assertThat(end.verdict()).as(end.events().toString()).isEqualTo(new Verdict.Passed());
        assertThat(allocatedBytes(target))
                .isLessThan(2 * allocatedBytes(one().image().path()));
        Files.delete(target);
    }

    @Test
    void anExchangedPoolIsNamedInTheMenu() throws IOException {
        StickParts other = larger.orElseThrow();
        StickParts result = exchanged(other, one(), Component.ROOT_POOL);
        assertThat(result.poolId()).isEqualTo(one().poolId()).isNotEqualTo(other.poolId());
        assertThat(text(result, StickParts.MENU)).isEqualTo(text(one(), StickParts.MENU));
        assertThat(result.volumeId()).isEqualTo(other.volumeId());
        Files.delete(result.image().path());
    }

    @Test
    void anExchangedMenuNamesThePoolThatIsThere() throws IOException {
        StickParts other = larger.orElseThrow();
        StickParts result = exchanged(one(), other, Component.MENU);
        assertThat(text(result, StickParts.MENU)).isEqualTo(text(one(), StickParts.MENU));
        assertThat(new Difference(RUNNER, one(), result).names()).isEmpty();
        Files.delete(result.image().path());
    }

    @Test
    void exchangedBootCodeFindsItsBootPartition() throws IOException {
        StickParts other = larger.orElseThrow();
        StickParts result = exchanged(one(), other, Component.BOOT_CODE);
        assertThat(result.volumeId()).isEqualTo(other.volumeId()).isNotEqualTo(one().volumeId());
        assertThat(text(result, StickParts.EFI_STUB)).contains(other.volumeId()).doesNotContain(one().volumeId());
        assertThat(new Difference(RUNNER, one(), result).names())
                .containsExactly(StickParts.EFI_STUB, "boot file system", "core image");
        Files.delete(result.image().path());
    }

    @Test
    void aFaultGoesWithItsComponentAndNoOther() throws IOException {
        Path broken = folder.resolve("broken.img");
        StickParts donor = Mutation.NO_CHUNK_TREE.apply(RUNNER, one(), broken);
        Set<Component> others = EnumSet.complementOf(EnumSet.of(Component.ROOT_POOL));
        assertThat(new Difference(RUNNER, one(), exchanged(one(), donor, others.toArray(Component[]::new))).names())
                .isEmpty();
        assertThat(new Difference(RUNNER, one(), exchanged(one(), donor, Component.ROOT_POOL)).names())
                .containsExactly("root pool");
        Files.delete(broken);
    }

    @Test
    void aWrongRootStaysTheMenusFault() throws IOException {
        Path broken = folder.resolve("broken.img");
        StickParts donor = Mutation.WRONG_ROOT_ID.apply(RUNNER, one(), broken);
        assertThat(text(exchanged(one(), donor, Component.MENU), StickParts.MENU))
                .isEqualTo(text(donor, StickParts.MENU))
                .doesNotContain(one().poolId().orElseThrow().toString());
        Files.delete(broken);
    }

    @Test
    void refusesAPoolThatDoesNotFit() {
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> exchanged(one(), larger.orElseThrow(), Component.ROOT_POOL))
                .withMessageContaining("cannot give its root-pool to")
                .withMessageContaining("does not fit into a partition of 1.2 GiB");
        assertThat(folder.resolve("exchanged.img")).doesNotExist();
    }

    private static StickParts exchanged(StickParts base, StickParts donor, Component... components) {
        return new Exchange(base, donor, Set.of(components)).write(RUNNER, folder.resolve("exchanged.img"));
    }

    private static StickParts one() {
        return one.orElseThrow();
    }

    private static String text(StickParts stick, String path) {
        return new String(stick.file(path), StandardCharsets.UTF_8);
    }

    private static long allocatedBytes(Path file) {
        return Long.parseLong(RUNNER.check(Command.of("stat", "--format=%b", file.toString()))
                        .output()
                        .strip())
                * 512;
    }
}
