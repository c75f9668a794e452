package htg.image.debian;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.Command;
import htg.common.process.CommandResult;
import htg.common.process.SystemCommandRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code htg stick bios} on a stick made of files. */
class StickBiosIT {
    private static final Path FILES = Path.of("src/main/resources/htg/image/base/files");
    private static final int SIZE = 4096;

    @TempDir
    Path root = Path.of("");

    private Path block = Path.of("");

    @BeforeEach
    void aStickThatWasStartedOnTwoMachines() throws IOException {
        Path dmi = Files.createDirectories(root.resolve("sys/class/dmi/id"));
        Files.writeString(dmi.resolve("sys_vendor"), "ACME Inc.  \n");
        Files.writeString(dmi.resolve("product_name"), "Büro-PC (2009)\n");
        Files.writeString(dmi.resolve("bios_version"), "1.2-" + "x".repeat(40) + "\n");
        Path commands = Files.createDirectories(root.resolve("usr/lib/htg"));
        Files.copy(FILES.resolve("usr/lib/htg/command-stick-bios"), commands.resolve("command-stick-bios"));
        block = Files.createDirectories(root.resolve("boot/efi/grub")).resolve("bios.env");
        write(
                "bios_0=Other/PC/A01:32K:4004:8008:16016:32032:16008",
                "bios_1=ACME_Inc./B__ro-PC__2009/1.2-" + "x".repeat(28) + ":8K:2451:3100:0:2400:1024");
    }

    @Test
    void listsEachMachineWithItsRatesAndMarksTheOneItRunsOn() {
        assertThat(run("stick", "bios").output().lines())
                .containsExactly(
                        "  blocks        4K      8K     16K     32K   stock  machine (rates in MB/s)",
                        "  32K          4.1     8.2    16.4    32.8    16.4  Other/PC/A01",
                        "* 8K           2.5     3.2       -     2.5     1.0  ACME_Inc./B__ro-PC__2009/1.2-"
                                + "x".repeat(28));
    }

    @Test
    void tellsOfAMachineThatDidNotComeBackFromBeingMeasured() throws IOException {
        write("bios_0=Other/PC/A01:measuring-again:0:0:0:0:0", "bios_1=Other/PC/A02:again:0:0:0:0:0");
        assertThat(run("stick", "bios").output().lines().skip(1))
                .containsExactly(
                        "  again          -       -       -       -       -  Other/PC/A01",
                        "  again          -       -       -       -       -  Other/PC/A02");
    }

    @Test
    void saysSoWhenNothingWasMeasured() throws IOException {
        write();
        assertThat(run("stick", "bios").output()).isEqualTo("No BIOS has been measured by this stick.\n");
    }

    @Test
    void forgetsAndLeavesABlockThatGrubCanWriteTo() throws IOException {
        assertThat(run("stick", "bios", "--forget").output()).startsWith("Forgotten.");
        assertThat(Files.readString(block)).matches("# GRUB Environment Block\n#{" + (SIZE - 25) + "}");
        assertThat(block.getParent()).isDirectoryNotContaining("glob:**.new");
        assertThat(run("stick", "bios").output()).contains("No BIOS");
    }

    @Test
    void refusesWhatItDoesNotKnowAndSaysWhatItDoes() {
        for (String[] words :
                List.of(new String[] {"stick", "bios", "--all"}, new String[] {"stick"}, new String[] {"../x", "y"})) {
            CommandResult result = run(words);
            assertThat(result.exitStatus()).as(String.join(" ", words)).isEqualTo(2);
            assertThat(result.errorTail()).contains("Usage: htg stick bios [--forget]");
        }
    }

    @Test
    void namesWhatIsMissing() throws IOException {
        Files.delete(block);
        CommandResult result = run("stick", "bios");
        assertThat(result.exitStatus()).isEqualTo(3);
        assertThat(result.errorTail()).contains("there is no ", "bios.env", "Be root");
    }

    private void write(String... lines) throws IOException {
        String text = "# GRUB Environment Block\n"
                + String.join("", List.of(lines).stream().map(l -> l + "\n").toList());
        Files.writeString(block, text + "#".repeat(SIZE - text.length()), StandardCharsets.US_ASCII);
    }

    private CommandResult run(String... words) {
        List<String> line = new ArrayList<>(List.of(FILES.resolve("usr/bin/htg").toString()));
        line.addAll(List.of(words));
        return new SystemCommandRunner(command -> {})
                .run(Command.of("sh").with(line).env("HTG_ROOT", root.toString()));
    }
}
