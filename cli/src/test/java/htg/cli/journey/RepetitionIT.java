package htg.cli.journey;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.Command;
import htg.common.process.CommandResult;
import htg.common.process.CommandRunner;
import htg.common.process.RunningCommand;
import htg.common.process.SystemCommandRunner;
import htg.testvm.report.ResultsJson;
import htg.testvm.report.model.CellRecord;
import htg.testvm.report.model.CellState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a report says of how to see it again is true: the command of each cell, and the script beside its logs. */
class RepetitionIT {
    /** One cell passes, one stops as it has to, and one stops where nobody expects it to. */
    private static final String MATRIX = """
            name: three
            include: [direct/virtio-blk, "direct/usb-xhci/flipped@pool:64K", "direct/virtio-blk/flipped@pool:64K"]
            until: discover
            checks: none
            kernel-arguments: htg.deadline=8
            expect:
              - {when: {bus: usb-xhci}, stage: discover, reason: no device carries pool}
            """;

    private static final String OPTIONS =
            "--matrix three.yaml --report first --accel tcg --memory 1G --timeout 9m --retries 0 --skip libvirt";

    @TempDir
    static Path folder = Path.of("");

    private static final CommandRunner RUNNER = new SystemCommandRunner(command -> {});

    private static List<CellRecord> cells = List.of();

    @BeforeAll
    static void testAStick() throws IOException {
        Htg.requireMachines();
        Files.writeString(folder.resolve("three.yaml"), MATRIX);
        Path stick = Stick.image().path();
        Files.createSymbolicLink(folder.resolve("stick.img"), stick);
        Htg htg = new Htg(folder).installedIn(Files.createDirectory(folder.resolve("the program")));
        CommandResult first = htg.run(("test stick.img " + OPTIONS).split(" "));
        assertThat(first.exitStatus()).as(first.errorTail()).isEqualTo(1);
        cells = ResultsJson.read(folder.resolve("first")).cells();
        assertThat(cells)
                .extracting(CellRecord::state)
                .containsExactlyInAnyOrder(CellState.PASSED, CellState.EXPECTED_FAILURE, CellState.FAILED);
    }

    @Test
    void theCommandOfEachCellComesToTheSameVerdict() throws IOException {
        byte[] before = Files.readAllBytes(folder.resolve("first/results.json"));
        Path elsewhere = Files.createDirectory(folder.resolve("else where"));
        for (CellRecord cell : cells) {
            Command command = Command.of("sh", "-c", cell.command()).in(elsewhere);
            CommandResult again = RUNNER.run(command.within(Duration.ofMinutes(10)));
            assertThat(again.exitStatus()).as(again.errorTail()).isEqualTo(cell.state() == CellState.FAILED ? 1 : 0);
            assertThat(ResultsJson.read(folder.resolve("first/again")).cells())
                    .singleElement()
                    .satisfies(repeated -> {
                        assertThat(repeated.name()).isEqualTo(cell.name());
                        assertThat(withoutTimes(repeated)).isEqualTo(withoutTimes(cell));
                        assertThat(repeated.expected()).isEqualTo(cell.expected());
                        assertThat(repeated.command()).isEqualTo(cell.command() + "/again");
                    });
        }
        assertThat(elsewhere).isEmptyDirectory();
        assertThat(folder.resolve("first/results.json")).hasBinaryContent(before);
    }

    @Test
    void theScriptOfACellComesToTheSameLandmark() throws IOException {
        for (CellRecord cell : cells) {
            boolean well = cell.state() == CellState.PASSED;
            String landmark = "HTG-STAGE discover " + (well ? "ok" : "fail no device carries pool");
            assertSays(folder.resolve("first").resolve(cell.folder()).resolve("reproduce.sh"), landmark);
        }
    }

    /** A boot may take a second longer than another. */
    private static String withoutTimes(CellRecord cell) {
        return cell.verdict().toString().replaceAll(" after \\d+ s", "");
    }

    /** A machine that is well goes on beyond the last landmark of the matrix: it is switched off there. */
    private static void assertSays(Path script, String landmark) throws IOException {
        Command command = Command.of("timeout", "240", "sh", script.toString()).env("TMPDIR", folder.toString());
        try (RunningCommand machine = RUNNER.start(command, line -> {});
                BufferedReader serial =
                        new BufferedReader(new InputStreamReader(machine.output(), StandardCharsets.ISO_8859_1))) {
            String line = serial.readLine();
            while (line != null && !line.contains(landmark)) {
                line = serial.readLine();
            }
            assertThat(line).as(script + " " + machine.errorTail()).isNotNull();
        }
    }
}
