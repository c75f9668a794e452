package htg.testvm.junit;

import htg.common.HtgException;
import htg.common.process.CommandRunner;
import htg.common.process.Shutdown;
import htg.common.process.SystemCommandRunner;
import htg.testvm.machine.Accelerator;
import htg.testvm.machine.FirmwareFiles;
import htg.testvm.qemu.AcceleratorChoice;
import htg.testvm.qemu.AcceleratorProbe;
import htg.testvm.qemu.Programs;
import htg.testvm.qemu.StickImage;
import htg.testvm.report.model.ImageRecord;
import htg.testvm.run.CellResult;
import htg.testvm.run.LiveCell;
import htg.testvm.run.PlannedCell;
import htg.testvm.suite.RunRequest;
import htg.testvm.suite.Suite;
import htg.testvm.suite.SuiteRun;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/** One cell as a test. */
record CellInvocation(Settings settings, PlannedCell cell, MethodReport report)
        implements TestTemplateInvocationContext, BeforeTestExecutionCallback, AfterEachCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(CellInvocation.class);
    private static final CommandRunner RUNNER = new SystemCommandRunner(command -> {});
    private static final ImageDigests DIGESTS = new ImageDigests(RUNNER);

    @Override
    public String getDisplayName(int invocationIndex) {
        return cell.cell().toString();
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of(this);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == BootedCell.class || type == RunningCell.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        Object found = context.getStore(NAMESPACE).get(type);
        if (found == null) {
            throw new IllegalStateException("a " + type.getSimpleName() + " is there for the test method only");
        }
        return found;
    }

    /** Boots after {@code @BeforeEach}, which may have prepared the image. */
    @Override
    public void beforeTestExecution(ExtensionContext context) {
        if (steers(context)) {
            Suite suite = suite(settings.request(cell, report.folder()));
            LiveCell live = LiveCell.start(suite.cells().get(0), RUNNER);
            context.getStore(NAMESPACE).put(RunningCell.class, new RunningCell(live, cell.cell()));
        } else {
            BootedCell booted = new BootedCell(run(settings.request(cell, report.folder())));
            context.getStore(NAMESPACE).put(BootedCell.class, booted);
            booted.requirePassed();
        }
    }

    private static boolean steers(ExtensionContext context) {
        return Arrays.asList(context.getRequiredTestMethod().getParameterTypes())
                .contains(RunningCell.class);
    }

    private CellResult run(RunRequest request) {
        Suite suite = suite(request);
        Instant started = Instant.now();
        SuiteRun run = suite.run(RUNNER, event -> {}, Shutdown.NONE);
        Optional<String> digest = DIGESTS.of(request.image()).join();
        return reported(run, record(request.image(), digest), suite.accelerator(), started);
    }

    /** Writes the report, then throws what ended the run, if something did: the result alone does not say where. */
    CellResult reported(SuiteRun run, ImageRecord image, Accelerator accelerator, Instant started) {
        CellResult result = run.results().get(0);
        report.add(image, accelerator, started, result);
        try {
            run.requireWhole();
        } catch (HtgException failure) {
            // JUnit shows messages, and no hints.
            throw new AssertionError((failure.getMessage() + ". " + failure.hint()).strip(), failure);
        }
        return result;
    }

    private static ImageRecord record(StickImage image, Optional<String> digest) {
        return new ImageRecord(image.path().toString(), image.size().bytes(), digest);
    }

    private static Suite suite(RunRequest request) {
        try {
            requireMachines(request);
        } catch (HtgException missing) {
            // No fault of the image. What goes wrong from here on, a full disk for one, is no reason to skip.
            return Assumptions.abort(missing.getMessage() + ". " + missing.hint());
        }
        return Suite.of(request, RUNNER, event -> {});
    }

    private static void requireMachines(RunRequest request) {
        Programs.require();
        request.cells()
                .forEach(planned -> FirmwareFiles.find(
                        planned.cell().firmware(), request.conditions().firmwareFolder()));
        if (request.accelerator() == AcceleratorChoice.KVM) {
            AcceleratorProbe.of(RUNNER).choose(request.accelerator(), event -> {});
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        RunningCell running = context.getStore(NAMESPACE).remove(RunningCell.class, RunningCell.class);
        if (running != null) {
            running.close();
        }
    }
}
