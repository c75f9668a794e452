package htg.cli.journey;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.DataSize;
import htg.common.process.CommandRunner;
import htg.common.process.SystemCommandRunner;
import htg.testvm.machine.Accelerator;
import htg.testvm.machine.Bus;
import htg.testvm.machine.Firmware;
import htg.testvm.machine.Machine;
import htg.testvm.qemu.Scratch;
import htg.testvm.stick.StickCopy;
import htg.testvm.stick.StickParts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stick with KVM and Xen, built once. */
class XenStickIT {
    private static final CommandRunner RUNNER = new SystemCommandRunner(command -> {});
    private static final String FOLDER = "/htg/default/";

    private static Optional<StickParts> built = Optional.empty();

    @BeforeAll
    static void buildTheStick() {
        Htg.requireMachines();
        Htg.requireStickTools();
        built = Optional.of(StickParts.of(Stick.withXen()));
    }

    /** Under emulation its way to the login takes minutes, and half of it is no other than without Xen. */
    @ParameterizedTest
    @CsvSource({"BIOS, base start", "UEFI, switch ok"})
    void startsXenAndTheBaseOnIt(Firmware firmware, String last, @TempDir Path own) throws Exception {
        try (Scratch scratch = Scratch.open();
                Onlooker onlooker = new Onlooker(
                        SetUp.started(
                                Machine.of(firmware, Bus.VIRTIO_BLK, Accelerator.TCG)
                                        .withMemory(DataSize.ofGibibytes(2)),
                                SetUp.disk("stick", startingXen(own).image(), scratch),
                                scratch),
                        scratch,
                        own)) {
            onlooker.await("(XEN) Xen version ");
            for (String landmark : List.of("discover ok", last)) {
                onlooker.await("HTG-STAGE " + landmark);
            }
        }
    }

    @Test
    void loadsNoMoreThanTheFiguresSay() {
        assertThat(bytes("vmlinuz", "miniroot.img", "buses.img")).isLessThan(17_000_000);
        assertThat(bytes("xen.gz", "vmlinuz", "dom0.img")).isLessThan(18_500_000);
    }

    private static long bytes(String... names) {
        return List.of(names).stream()
                .mapToLong(name -> stick().file(FOLDER + name).length)
                .sum();
    }

    private static StickParts startingXen(Path folder) {
        return StickCopy.make(
                RUNNER,
                stick(),
                folder.resolve("xen.img"),
                copy -> copy.edit(
                        StickParts.MENU,
                        text -> text.replace("set default=boot-default", "set default=xen-default")
                                .replace("set timeout=3", "set timeout=0")));
    }

    private static StickParts stick() {
        return built.orElseThrow();
    }
}
