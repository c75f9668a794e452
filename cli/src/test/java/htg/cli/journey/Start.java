package htg.cli.journey;

import htg.common.DataSize;
import htg.common.event.EventSink;
import htg.common.process.CommandRunner;
import htg.common.process.SystemCommandRunner;
import htg.testvm.boot.BootPlan;
import htg.testvm.boot.Expectation;
import htg.testvm.cell.Cell;
import htg.testvm.cell.Expected;
import htg.testvm.console.Status;
import htg.testvm.qemu.AcceleratorChoice;
import htg.testvm.qemu.StickImage;
import htg.testvm.run.CellConditions;
import htg.testvm.run.CellResult;
import htg.testvm.run.Goal;
import htg.testvm.run.PlannedCell;
import htg.testvm.suite.RunRequest;
import htg.testvm.suite.Suite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** One start of a stick, as {@code htg test} makes it, on a medium of the stick's own size and as far as the base. */
record Start(Cell cell) {
    private static final CommandRunner RUNNER = new SystemCommandRunner(command -> {});
    private static final Duration LIMIT = Duration.ofSeconds(110);

    /** The budgets are for a machine with little else to do, or a hang would take too long to be seen. */
    private static final List<Expectation> TO_THE_KERNEL = List.of(
            Expectation.perhaps("firmware", Status.OK, 45),
            Expectation.of("grub", Status.START, 15),
            Expectation.of("kernel", Status.START, 30));

    private static final List<Expectation> TO_THE_BASE = List.of(
            Expectation.of("consoles", Status.OK, 50),
            Expectation.of("modules", Status.OK, 30),
            Expectation.of("discover", Status.OK, 30),
            Expectation.of("import", Status.OK, 20),
            Expectation.of("switch", Status.OK, 20));

    /** What became of it; logs and pictures go to the folder. */
    CellResult of(StickImage image, Path report) {
        CellConditions conditions = CellConditions.USUAL
                .withCpus(OptionalInt.of(1))
                .withGrowth(new DataSize(0))
                .withLimit(LIMIT);
        RunRequest request = RunRequest.of(
                        image,
                        List.of(new PlannedCell(cell, new Expected.Boots())),
                        new Goal.Landmarks(plan(), List.of()),
                        report)
                .withConditions(conditions)
                .withAccelerator(AcceleratorChoice.TCG)
                .withJobs(1)
                // The trampoline gives a pool up sooner than on a user's slow machine.
                .withKernelArguments("htg.deadline=8");
        return Suite.of(request, RUNNER, EventSink.NONE)
                .run(RUNNER, EventSink.NONE)
                .get(0);
    }

    private BootPlan plan() {
        return new BootPlan(Stream.of(cell.isDirect() ? List.<Expectation>of() : TO_THE_KERNEL, TO_THE_BASE)
                .flatMap(List::stream)
                .toList());
    }
}
