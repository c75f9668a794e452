package htg.testvm.cli;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.cli.HtgCommand;
import htg.common.cli.OutputFormat;
import htg.common.cli.Session;
import htg.common.event.Event;
import htg.common.process.FileDigest;
import htg.testvm.bisect.Bisection;
import htg.testvm.matrix.MatrixListing;
import htg.testvm.matrix.MatrixReader;
import htg.testvm.matrix.MatrixSpec;
import htg.testvm.qemu.StickImage;
import htg.testvm.report.Merge;
import htg.testvm.report.Report;
import htg.testvm.report.ResultsJson;
import htg.testvm.report.TextTable;
import htg.testvm.report.html.HtmlReport;
import htg.testvm.report.model.CellState;
import htg.testvm.report.model.Comparison;
import htg.testvm.report.model.RunRecord;
import htg.testvm.run.CellConditions;
import htg.testvm.run.Goal;
import htg.testvm.run.PlannedCell;
import htg.testvm.run.PreparedCell;
import htg.testvm.run.Reproducer;
import htg.testvm.stick.PoolType;
import htg.testvm.suite.Recorder;
import htg.testvm.suite.RunRequest;
import htg.testvm.suite.Suite;
import htg.testvm.suite.SuiteRun;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code htg test}: boots an image in each cell of the matrix and reports. */
@Command(
        name = "test",
        description = {
            "Boot an image in every way that a matrix names, and report what broke where.",
            "The image is tested as it is, and never changed: checks come from outside, writes go to an overlay. Exit"
                    + " status 1 means that a cell failed."
        })
final class TestCommand extends HtgCommand {
    private static final int MOST_JOBS = 16;
    private static final String USUAL_MATRIX = "default";

    /** Of a foreign image nothing is known but that some machine boots it. */
    private static final String FOREIGN_MATRIX = "any";

    @Parameters(
            arity = "0..*",
            paramLabel = "IMAGE",
            description = "The raw disk image to test; with --merge the reports, with --bisect two images and a cell.")
    private List<String> operands = List.of();

    @Mixin
    private CellOptions cellOptions = new CellOptions();

    @Mixin
    private MachineOptions machineOptions = new MachineOptions();

    @Mixin
    private ScreenOptions screenOptions = new ScreenOptions();

    @Mixin
    private PowerCutOptions powerCutOptions = new PowerCutOptions();

    @Option(
            names = "--report",
            defaultValue = "out/report",
            paramLabel = "DIR",
            description = "Folder for the report: index.html, junit.xml, results.json, logs (default: out/report).")
    private Path report = Path.of("out/report");

    @Option(
            names = "--baseline",
            paramLabel = "DIR",
            description = "An earlier report: say what is new, fixed or slower. Its times also balance --shard.")
    private @Nullable Path baseline;

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
    private Duration timeout = CellConditions.USUAL.limit();

    @Option(
            names = "--mirror",
            paramLabel = "IMAGE",
            description = "The second stick of a mirrored pool, of which the image is the first.")
    private @Nullable Path mirror;

    @Option(
            names = "--retries",
            defaultValue = "0",
            paramLabel = "N",
            description = "Try a cell that failed again, and call it flaky if it passes then (default: 0).")
    private int retries;

    @Option(names = "--keep-overlays", description = "Keep the disk of a cell that failed, in its folder.")
    private boolean keepOverlays;

    @Option(
            names = "--request-log",
            description = "Log each read of the stick in the cell's folder, and count those of firmware and GRUB.")
    private boolean requestLog;

    @Option(names = "--list", description = "Only list the cells, each with the command that runs it.")
    private boolean list;

    @Option(
            names = "--dry-run",
            description =
                    "Start no machine: print the cells, each with a script that runs it by hand, and write what the"
                            + " scripts need to the report's folder.")
    private boolean dryRun;

    @Option(names = "--merge", description = "Join the reports of shards, named in place of the image, into one.")
    private boolean merge;

    @Option(names = "--bisect", description = "Find what makes the second of two images fail in a cell: GOOD BAD CELL.")
    private boolean bisect;

    @Option(names = "--matrix-schema", description = "Print the JSON Schema of matrix files.")
    private boolean matrixSchema;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    protected int execute(Session session) {
        if (matrixSchema) {
            session.out().println(MatrixReader.schema());
            return ExitCode.OK.status();
        }
        if (merge) {
            return merge(session);
        }
        requireSensible();
        if (bisect) {
            return bisect(session);
        }
        Optional<RunRecord> before = Optional.ofNullable(baseline).map(ResultsJson::read);
        Optional<Goal> seen = screenOptions.goal();
        String usual = seen.isEmpty() ? powerCutOptions.usualMatrix().orElse(USUAL_MATRIX) : FOREIGN_MATRIX;
        MatrixSpec matrix = fitted(cellOptions.matrix(usual), operands.get(0));
        List<PlannedCell> cells = cellOptions.cells(matrix, machineOptions.memory(), times(before));
        RunRequest request = request(matrix, seen, cells);
        if (list) {
            return list(session, request, usual, times(before));
        }
        Suite suite = powerCutOptions.applied(Suite.of(request, session.runner(), session.events()), session);
        return dryRun ? print(session, suite) : test(session, suite, recorder(usual), before);
    }

    private void requireSensible() {
        if (!bisect && operands.size() != 1) {
            throw new HtgException(
                    ExitCode.USAGE,
                    operands.isEmpty() ? "No image is named" : "More than one image is named",
                    "Name the image to test, for example: htg test out/htg.img");
        }
        if (jobs != null && (jobs < 1 || jobs > MOST_JOBS)) {
            throw new HtgException(ExitCode.USAGE, jobs + " jobs are not possible", "Choose 1 to " + MOST_JOBS + ".");
        }
        if (retries < 0) {
            throw new HtgException(ExitCode.USAGE, retries + " retries are not possible", "Choose 0 or more.");
        }
        powerCutOptions.requireSensible(list || dryRun);
    }

    /** With what the matrix says of sticks like this one; an image that is no stick has no pool. */
    private static MatrixSpec fitted(MatrixSpec matrix, String image) {
        return matrix.dependsOnPool()
                ? PoolType.of(StickImage.at(Path.of(image))).map(matrix::on).orElse(matrix)
                : matrix;
    }

    private static Map<String, Duration> times(Optional<RunRecord> before) {
        return before.map(Times::of).orElse(Map.of());
    }

    private RunRequest request(MatrixSpec matrix, Optional<Goal> seen, List<PlannedCell> cells) {
        CellConditions conditions = CellConditions.USUAL
                .withCpus(machineOptions.cpus())
                .withGrowth(machineOptions.growth())
                .withLimit(timeout)
                .withRetries(retries)
                .keepingOverlays(keepOverlays)
                .withMirror(Optional.ofNullable(mirror).map(StickImage::at))
                .loggingRequests(requestLog);
        return new RunRequest(
                StickImage.at(Path.of(operands.get(0))),
                cells,
                seen.orElseGet(() -> new Goal.Landmarks(matrix.plan(), cellOptions.checks(matrix))),
                report,
                conditions,
                machineOptions.accelerator(),
                matrix.kernelArguments(),
                jobs == null ? OptionalInt.empty() : OptionalInt.of(jobs),
                powerCutOptions.writeLog());
    }

    private Recorder recorder(String usual) {
        return new Recorder(
                version(),
                cellOptions.words(usual),
                cellOptions.shard(),
                SameAgain.words(operands.get(0), usual, spec.commandLine().getParseResult()));
    }

    private int list(Session session, RunRequest request, String usual, Map<String, Duration> times) {
        Recorder recorder = recorder(usual);
        List<String> lines = MatrixListing.lines(request.cells(), times);
        for (int i = 0; i < lines.size(); i++) {
            session.out().println(lines.get(i));
            session.out()
                    .println("    " + recorder.command(request.cells().get(i).cell(), request.writeLog()));
        }
        return ExitCode.OK.status();
    }

    private static int print(Session session, Suite suite) {
        for (PreparedCell cell : suite.cells()) {
            cell.writeInjectedFiles(session.runner());
            session.out().println("# " + cell.cell() + "\n" + Reproducer.script(cell));
        }
        return ExitCode.OK.status();
    }

    private int test(Session session, Suite suite, Recorder recorder, Optional<RunRecord> before) {
        Instant started = Instant.now();
        session.shutdown().awaitTheCommand();
        SuiteRun done = suite.run(session.runner(), session.events(), session.shutdown());
        boolean interrupted = session.shutdown().isUnderWay();
        Optional<String> known = interrupted ? Optional.empty() : digest(session, suite);
        RunRecord run = recorder.record(suite, started, done.results(), known);
        Path folder = suite.request().report();
        int status = publish(session, folder, run, before.map(earlier -> Comparison.of(earlier, run)));
        if (interrupted || done.failure().isPresent()) {
            session.events().emit(new Event.Warning(unfinished(run, folder)));
        }
        done.requireWhole();
        return status;
    }

    /**
     * Not beside the machines: it takes a processor for seconds, in which GRUB measures the BIOS. An image that has gone by now is
     * no reason to lose a report.
     */
    private static Optional<String> digest(Session session, Suite suite) {
        try {
            return Optional.of(
                    new FileDigest(session.runner()).of(suite.request().image().path()));
        } catch (HtgException unreadable) {
            return Optional.empty();
        }
    }

    private static String unfinished(RunRecord run, Path folder) {
        int all = run.cells().size();
        long ran = all - run.count(CellState.NOT_RUN);
        return ran + " of " + all + " cells have run; the report is in " + folder.resolve(HtmlReport.FILE);
    }

    private int bisect(Session session) {
        if (list || dryRun) {
            throw new HtgException(
                    ExitCode.USAGE,
                    "What --bisect boots depends on what it finds: it cannot be listed before",
                    "Leave out --list and --dry-run.");
        }
        BisectOperands named = BisectOperands.of(operands);
        MatrixSpec matrix = fitted(cellOptions.matrix(USUAL_MATRIX), named.bad());
        PlannedCell cell = cellOptions.cell(matrix, named.cell(), machineOptions.memory());
        RunRequest request = request(matrix, screenOptions.goal(), List.of(cell));
        List<String> commands = named.commands(
                image -> SameAgain.words(image, USUAL_MATRIX, spec.commandLine().getParseResult()));
        Bisection bisection =
                new Bisection(request, StickImage.at(Path.of(named.bad())), session.runner(), session.events());
        return BisectOutput.publish(session, output(), bisection.run(), commands);
    }

    private int merge(Session session) {
        Path target = report.toAbsolutePath().normalize();
        RunRecord run = Merge.into(target, operands.stream().map(Path::of).toList());
        Optional<RunRecord> before = Optional.ofNullable(baseline).map(ResultsJson::read);
        return publish(session, target, run, before.map(earlier -> Comparison.of(earlier, run)));
    }

    private int publish(Session session, Path folder, RunRecord run, Optional<Comparison> comparison) {
        try {
            Report.write(folder, run, comparison);
        } finally {
            // A full disk must not take the results along.
            session.out().print(result(folder, run, comparison));
        }
        if (output() == OutputFormat.TEXT) {
            session.out().println("Report: " + folder.resolve(HtmlReport.FILE));
        }
        return (run.passed() ? ExitCode.OK : ExitCode.FAILED).status();
    }

    private String result(Path folder, RunRecord run, Optional<Comparison> comparison) {
        return output() == OutputFormat.JSON
                ? ResultsJson.document(run, comparison)
                : TextTable.of(run, comparison, folder);
    }

    private String version() {
        String[] lines = spec.root().version();
        return lines.length == 0 ? "of unknown version" : lines[0].replaceFirst("^htg ", "");
    }
}
