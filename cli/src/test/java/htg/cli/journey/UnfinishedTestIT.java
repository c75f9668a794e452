package htg.cli.journey;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.Command;
import htg.common.process.CommandResult;
import htg.common.process.RunningCommand;
import htg.common.process.SystemCommandRunner;
import htg.testvm.BootSector;
import htg.testvm.Needs;
import htg.testvm.report.ResultsJson;
import htg.testvm.report.model.CellRecord;
import htg.testvm.report.model.RunRecord;
import htg.testvm.report.model.VerdictRecord.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A matrix that does not come to its end: what has run is reported, and nothing is left behind. */
@Timeout(240)
class UnfinishedTestIT {
    private static final Pattern SCRATCH = Pattern.compile("/[^ ,=]*/htg-vm-\\d+");

    @TempDir
    Path folder = Path.of("");

    private final SystemCommandRunner runner = new SystemCommandRunner(command -> {});

    @BeforeEach
    void needsMachines() {
        Htg.requireMachines();
    }

    /** Of its two cells the first passes at once; in the other the stick takes for ever. */
    @Test
    void anInterruptionKeepsTheCellsThatHaveRun() throws Exception {
        Path image = BootSector.writeForScreen(folder.resolve("image"), "READY");
        RunningCommand htg = new Htg(folder)
                .start(
                        "test",
                        image.toString(),
                        "--expect-text",
                        "READY",
                        "--only",
                        "bios/virtio-blk",
                        "--only",
                        "bios/virtio-blk/slow@fixed:10s",
                        "--jobs",
                        "1",
                        "--report",
                        "report");
        try (htg) {
            List<ProcessHandle> machines = awaitSecondMachine(htg);
            List<Path> scratch =
                    machines.stream().flatMap(one -> scratch(one).stream()).toList();
            assertThat(scratch)
                    .isNotEmpty()
                    .allSatisfy(place -> assertThat(place).exists());
            long start = System.nanoTime();
            runner.check(Command.of("kill", "-INT", Long.toString(htg.pid())));
            assertThat(htg.waitFor(Duration.ofSeconds(60))).hasValue(130);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            assertThat(machines).noneMatch(ProcessHandle::isAlive);
            assertThat(scratch).allSatisfy(place -> assertThat(place).doesNotExist());
            assertSaid(htg);
        }
        assertReport(ResultsJson.read(folder.resolve("report")));
    }

    /** A folder that another disk is mounted on cannot be removed. */
    @Test
    void aReportThatCannotBeWrittenEndsTheRun() throws Exception {
        Needs.privateMounts();
        Path image = BootSector.writeForScreen(folder.resolve("image"), "READY");
        Path busy = Files.createDirectories(folder.resolve("report/bios-nvme"));
        List<String> withMount = List.of(
                "unshare", "-rm", "sh", "-c", "mount -t tmpfs -o size=1m none " + busy + " && exec \"$@\"", "sh");
        String[] line = {
            "test", image.toString(), "--expect-text", "READY", "--jobs", "1", "--report", "report", "--output=json"
        };
        CommandResult result = new Htg(folder)
                .runUnder(
                        withMount,
                        Stream.concat(
                                        Stream.of(line),
                                        Stream.of("virtio-blk", "nvme", "ahci")
                                                .flatMap(bus -> Stream.of("--only", "bios/" + bus)))
                                .toArray(String[]::new));
        assertThat(result.exitStatus()).as(result.errorTail()).isEqualTo(3);
        assertThat(result.errorTail()).contains("htg: Cannot write to the report, " + busy);
        assertThat(result.output())
                .contains(
                        "\"error\":{\"code\":\"environment\",\"status\":3,\"message\":\"Cannot write to the report, ");
        Path printed = Files.writeString(folder.resolve("printed.json"), result.output());
        for (Path results : List.of(folder.resolve("report"), printed)) {
            assertThat(ResultsJson.read(results).cells())
                    .extracting(cell -> cell.verdict().kind())
                    .containsExactly(Kind.PASSED, Kind.FAILED, Kind.NOT_RUN);
        }
    }

    private void assertSaid(RunningCommand htg) throws IOException {
        assertThat(new String(htg.output().readAllBytes(), StandardCharsets.UTF_8))
                .contains("1 of 2 cells passed, 1 not run\nReport: " + folder.resolve("report/index.html"));
        assertThat(htg.errorTail())
                .contains("htg: interrupted", "1 of 2 cells have run; the report is in " + folder)
                .doesNotContain("Exception", "failed");
    }

    private void assertReport(RunRecord run) {
        assertThat(run.cells()).extracting(cell -> cell.verdict().kind()).containsExactly(Kind.PASSED, Kind.NOT_RUN);
        CellRecord second = run.cells().get(1);
        assertThat(second.verdict().reason()).isEqualTo("interrupted");
        assertThat(folder.resolve("report/index.html")).content().contains("1 of 2 cells not run");
        assertThat(folder.resolve("report/junit.xml")).content().contains("<skipped message=\"interrupted\"");
    }

    private List<ProcessHandle> awaitSecondMachine(RunningCommand htg) throws Exception {
        Path begun = folder.resolve("report/bios-virtio-blk-slow-fixed-10s");
        while (htg.isAlive()) {
            List<ProcessHandle> machines = ProcessHandle.of(htg.pid()).stream()
                    .flatMap(ProcessHandle::descendants)
                    .filter(one -> one.info().commandLine().orElse("").contains("qemu-system"))
                    .toList();
            if (!machines.isEmpty() && Files.exists(begun.resolve("serial.log"))) {
                return machines;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("htg ended by itself: " + htg.errorTail());
    }

    private static List<Path> scratch(ProcessHandle machine) {
        return SCRATCH.matcher(machine.info().commandLine().orElse(""))
                .results()
                .map(MatchResult::group)
                .distinct()
                .map(Path::of)
                .toList();
    }
}
