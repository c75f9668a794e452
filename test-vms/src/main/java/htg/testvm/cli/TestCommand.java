package htg.testvm.cli;

import htg.common.DataSize;
import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.cli.HtgCommand;
import htg.common.cli.OutputFormat;
import htg.common.cli.Session;
import htg.common.process.Command;
import htg.testvm.boot.BootPlan;
import htg.testvm.cell.Cell;
import htg.testvm.cell.CellResult;
import htg.testvm.cell.CellRunner;
import htg.testvm.cell.CellSettings;
import htg.testvm.cell.Matrix;
import htg.testvm.cell.MatrixRunner;
import htg.testvm.cell.PreparedCell;
import htg.testvm.check.BuiltInCheck;
import htg.testvm.machine.Accelerator;
import htg.testvm.machine.FirmwareFiles;
import htg.testvm.machine.Machine;
import htg.testvm.qemu.AcceleratorChoice;
import htg.testvm.qemu.AcceleratorProbe;
import htg.testvm.qemu.Programs;
import htg.testvm.qemu.StickImage;
import htg.testvm.report.CellRecords;
import htg.testvm.report.Report;
import htg.testvm.report.ResultsJson;
import htg.testvm.report.TextTable;
import htg.testvm.report.model.CellRecord;
import htg.testvm.report.model.ImageRecord;
import htg.testvm.report.model.RunRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code htg test}: boots an image in each cell of the matrix and reports. */
@CommandLine.Command(
        name = "test",
        description = {
            "Boot an image with each firmware and bus, run checks in it, and report.",
            "The checks come from outside: the image is tested as it is, and never changed. Exit status 1 means that a"
                    + " cell failed."
        })
final class TestCommand extends HtgCommand {
    private static final int MOST_JOBS = 16;
    private static final int USUAL_JOBS = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "IMAGE", description = "The raw disk image to test.")
    private Path image = Path.of("");

    @Option(
            names = "--report",
            defaultValue = "out/report",
            paramLabel = "DIR",
            description = "Folder for logs, screenshots, junit.xml and results.json (default: out/report).")
    private Path report = Path.of("out/report");

    @Option(
            names = "--only",
            paramLabel = "GLOB",
            description =
                    "Only the cells that match, for example 'bios/usb-xhci' or 'uefi*/*'. Any firmware and bus that"
                            + " 'htg run' knows can be named.")
    private @Nullable String only;

    @Option(
            names = "--skip",
            paramLabel = "CHECK",
            converter = Converters.OfCheck.class,
            description = "Leave this in-guest check out; may be repeated.")
    private Set<BuiltInCheck> skipped = Set.of();

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "Cells at the same time (default: as many as the host has processors for, at most 2).")
    private @Nullable Integer jobs;

    @Option(
            names = "--timeout",
            defaultValue = "20m",
            paramLabel = "TIME",
            converter = Converters.OfDuration.class,
            description = "Limit for one cell (default: 20m). Each landmark has a deadline of its own besides.")
    private Duration timeout = CellSettings.DEFAULT_LIMIT;

    @Option(
            names = "--accel",
            defaultValue = "auto",
            paramLabel = "NAME",
            converter = Converters.OfAccelerator.class,
            description = "auto, kvm or tcg (default: auto, which is KVM where it works).")
    private AcceleratorChoice accelerator = AcceleratorChoice.AUTO;

    @Option(
            names = "--memory",
            defaultValue = "2G",
            paramLabel = "SIZE",
            converter = Converters.OfSize.class,
            description = "Each machine's memory (default: 2G).")
    private DataSize memory = Machine.DEFAULT_MEMORY;

    @Option(
            names = "--cpus",
            paramLabel = "N",
            description = "Each machine's processors (default: 2 with KVM, 1 without).")
    private @Nullable Integer cpus;

    @Option(
            names = "--grow",
            defaultValue = "1G",
            paramLabel = "SIZE",
            converter = Converters.OfSize.class,
            description = "How much larger than the image the medium is (default: 1G).")
    private DataSize growth = DataSize.ofGibibytes(1);

    @Option(names = "--dry-run", description = "Only print the cells, each with a script that runs it by hand.")
    private boolean dryRun;

    @Override
    protected int execute(Session session) {
        if (jobs != null && (jobs < 1 || jobs > MOST_JOBS)) {
            throw new HtgException(ExitCode.USAGE, jobs + " jobs are not possible", "Choose 1 to " + MOST_JOBS + ".");
        }
        List<Cell> cells = (only == null ? Matrix.usual() : Matrix.matching(only)).cells();
        CellSettings settings = settings(session);
        List<PreparedCell> prepared =
                cells.stream().map(cell -> PreparedCell.of(settings, cell)).toList();
        if (dryRun) {
            prepared.forEach(cell -> session.out().println("# " + cell.cell() + "\n" + cell.reproducer()));
            return ExitCode.OK.status();
        }
        return test(session, settings, prepared);
    }

    private CellSettings settings(Session session) {
        StickImage stick = StickImage.at(image);
        Programs.require();
        Accelerator chosen = AcceleratorProbe.of(session.runner()).choose(accelerator, session.events());
        return new CellSettings(
                stick,
                chosen,
                memory,
                cpus == null ? chosen.usualCpus() : cpus,
                growth,
                timeout,
                BootPlan.stick(),
                skipped,
                FirmwareFiles.DEBIAN_FOLDER,
                report);
    }

    private int jobs(CellSettings settings) {
        int fitting = Runtime.getRuntime().availableProcessors() / settings.cpus();
        return jobs == null ? Math.max(1, Math.min(USUAL_JOBS, fitting)) : jobs;
    }

    private int test(Session session, CellSettings settings, List<PreparedCell> cells) {
        CellRunner runner = new CellRunner(session.runner(), session.events());
        Instant started = Instant.now();
        List<CellResult> results = MatrixRunner.run(cells, jobs(settings), runner::run);
        RunRecord run = record(settings, started, results);
        Report.write(settings.report(), run, Optional.empty());
        session.out()
                .print(
                        output() == OutputFormat.JSON
                                ? ResultsJson.document(run, Optional.empty())
                                : TextTable.of(run, Optional.empty(), settings.report()));
        return (run.passed() ? ExitCode.OK : ExitCode.FAILED).status();
    }

    private RunRecord record(CellSettings settings, Instant started, List<CellResult> results) {
        List<CellRecord> cells = results.stream()
                .map(result -> CellRecords.of(result, settings.report(), again(result.cell())))
                .toList();
        return new RunRecord(
                version(),
                new ImageRecord(image.toString(), settings.image().size().bytes(), Optional.empty()),
                settings.accelerator().toString(),
                only == null ? "usual" : only,
                Optional.empty(),
                started,
                Duration.between(started, Instant.now()),
                cells);
    }

    private String again(Cell cell) {
        return Command.of("htg", "test", image.toString(), "--only", cell.toString())
                .replayLine();
    }

    private String version() {
        String[] lines = spec.root().version();
        return lines.length == 0 ? "of unknown version" : lines[0].replaceFirst("^htg ", "");
    }
}
