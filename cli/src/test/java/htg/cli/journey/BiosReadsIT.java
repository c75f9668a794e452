package htg.cli.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import htg.cli.journey.BiosMachine.Read;
import htg.common.process.Command;
import htg.common.process.CommandRunner;
import htg.common.process.SystemCommandRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real stick's GRUB measures a real BIOS, QEMU's, and remembers it on the stick. */
class BiosReadsIT {
    private static final CommandRunner RUNNER = new SystemCommandRunner(command -> {});
    private static final String ENVIRONMENT = "::/grub/bios.env";
    private static final int SIZE = 4096;
    private static final String LINE = "BIOS reads: ";

    @TempDir
    static Path folder = Path.of("");

    private Path stick = Path.of("");

    @BeforeAll
    static void needsMachines() {
        Htg.requireMachines();
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mcopy")), "mtools is not installed");
    }

    @BeforeEach
    void aFreshStick() throws IOException {
        Path image = Stick.image().path();
        stick = folder.resolve("stick.img");
        RUNNER.check(Command.of("cp", "--sparse=always", "--", image.toString(), stick.toString()));
    }

    @Test
    void aMachineIsMeasuredOnceAndThenReadInAlignedBlocks() throws IOException {
        BiosMachine machine = new BiosMachine(stick, "PC 1", true);
        assertThat(machine.start("")).containsPattern(LINE + "\\d+ KiB blocks, \\d+\\.\\d MB/s");
        String remembered = environment();
        assertThat(remembered)
                .containsPattern("\nbios_0=ACME/PC_1/1\\.0:\\d+K(:\\d+){5}\n")
                .doesNotContain("measuring");
        assertThat(machine.start("")).doesNotContain(LINE);
        assertThat(environment()).isEqualTo(remembered);
        // The last 16 MiB are kernel and ramdisk; what came before them, the boot sector and the menu have read.
        List<Read> reads = machine.reads();
        List<Read> loading = reads.subList(reads.size() / 2, reads.size());
        assertThat(loading).allMatch(Read::isAligned);
        if (remembered.contains(":32K:")) {
            long sectors = loading.stream().mapToLong(Read::sectors).sum();
            assertThat(loading.size() * 2048L).isLessThanOrEqualTo(33 * sectors);
        }
    }

    @Test
    void anotherMachineHasALineOfItsOwnAndASeventeenthDropsTheOldest() throws IOException {
        environment(IntStream.range(0, 16)
                .mapToObj(i -> "bios_" + i + "=ACME/Old_" + i + "/1.0:8K:1:2:3:4:5\n")
                .collect(Collectors.joining()));
        assertThat(new BiosMachine(stick, "PC 2", true).start("")).contains(LINE);
        assertThat(environment())
                .contains("bios_0=ACME/PC_2/1.0:", "bios_1=ACME/Old_0/", "bios_15=ACME/Old_14/")
                .doesNotContain("Old_15");
    }

    @Test
    void aStickThatCannotBeWrittenIsMeasuredAtEachStart() throws IOException {
        String before = environment();
        assertThat(new BiosMachine(stick, "PC 3", false).start(""))
                .contains(LINE)
                .doesNotContain("error:");
        assertThat(environment()).isEqualTo(before);
    }

    @Test
    void theSafeEntryHoldsForWhateverIsStartedAfterIt() throws IOException {
        // Ctrl-E goes to the last entry, power off, and Ctrl-P to the one before it.
        String shown = new BiosMachine(stick, "PC 4", true).start("\u0005\u0010\r");
        assertThat(shown).contains("Safe BIOS reads (on").doesNotContain(LINE);
        assertThat(environment()).doesNotContain("PC_4");
    }

    @Test
    void aMachineThatHungWhileItWasMeasuredIsReadTheSafeWay() throws IOException {
        environment("bios_0=ACME/PC_5/1.0:measuring:0:0:0:0:0\n");
        assertThat(new BiosMachine(stick, "PC 5", true).start("")).contains("did not end the last time");
        assertThat(environment()).contains("bios_0=ACME/PC_5/1.0:again:0:0:0:0:0");
        assertThat(new BiosMachine(stick, "PC 5", true).start("")).containsPattern(LINE + "\\d+ KiB blocks");
        assertThat(environment()).containsPattern("\nbios_0=ACME/PC_5/1\\.0:\\d+K(:\\d+){5}\n");
    }

    private String partition() {
        return stick + "@@2M";
    }

    private String environment() {
        return RUNNER.check(Command.of("mtype", "-i", partition(), ENVIRONMENT)).output();
    }

    private void environment(String lines) throws IOException {
        String text = "# GRUB Environment Block\n" + lines;
        Path file = Files.writeString(folder.resolve("bios.env"), text + "#".repeat(SIZE - text.length()));
        RUNNER.check(Command.of("mcopy", "-o", "-i", partition(), file.toString(), ENVIRONMENT));
    }
}
