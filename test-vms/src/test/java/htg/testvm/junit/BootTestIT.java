package htg.testvm.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.testkit.engine.EventConditions.displayName;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedSuccessfully;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import htg.common.io.Digests;
import htg.common.process.Command;
import htg.common.process.RunningCommand;
import htg.common.process.SystemCommandRunner;
import htg.testvm.BootSector;
import htg.testvm.BootSector.Ending;
import htg.testvm.Needs;
import htg.testvm.report.ResultsJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Boot tests as JUnit runs them, on real machines: the samples' results, reports and remains. */
@Timeout(120)
class BootTestIT {
    private static final String TEXT = """
            HTG-STAGE consoles ok
            HTG-STAGE modules ok
            HTG-STAGE discover start
            HTG-STAGE discover ok sda3
            """;

    @TempDir
    Path folder = Path.of("");

    private final SystemCommandRunner runner = new SystemCommandRunner(command -> {});

    @BeforeEach
    void makeAnImage() {
        Needs.qemu();
        image(TEXT, Ending.ECHO);
    }

    @AfterEach
    void leavesNoMachine() {
        System.clearProperty(Samples.IMAGE);
        assertThat(machines()).isZero();
    }

    @Test
    void givesEachCellToTheTestAndKeepsItsReport() {
        EngineExecutionResults results = run("bootsInEachCell");
        results.testEvents().assertStatistics(events -> events.started(2).succeeded(2));
        results.testEvents()
                .assertThatEvents()
                .haveExactly(1, event(displayName("bios/virtio-blk/64M"), finishedSuccessfully()))
                .haveExactly(1, event(displayName("bios/nvme/64M"), finishedSuccessfully()));
        Path report = report("bootsInEachCell");
        assertThat(report.resolve("index.html")).content().contains("bios/virtio-blk/64M", "bios/nvme/64M");
        assertThat(report.resolve("bios-nvme-64M/serial.log")).content().contains("HTG-STAGE discover ok sda3");
        assertThat(report.resolve("junit.xml")).exists();
        assertThat(ResultsJson.read(report).image().sha256())
                .contains(Digests.sha256(Path.of(System.getProperty(Samples.IMAGE))));
    }

    @Test
    void aCellThatBreaksFailsItsTestWithStageLandmarkAndScript() {
        image(TEXT + "HTG-STAGE import fail no pool 12\n", Ending.HANG);
        assertFailsSaying(
                "failsBeforeItBegins",
                "bios/virtio-blk/64M broke at stage import: stage import failed: no pool 12; last landmark: ",
                "to see it again: sh " + report("failsBeforeItBegins").resolve("bios-virtio-blk-64M/reproduce.sh"));
        run("stopsWhereItOughtTo").testEvents().assertStatistics(events -> events.succeeded(1));
    }

    @Test
    void aTestSteersItsMachine() {
        run("steersTheMachine").testEvents().assertStatistics(events -> events.succeeded(1));
        assertThat(report("steersTheMachine").resolve("bios-virtio-blk-64M"))
                .isDirectoryContaining("glob:**/now.png")
                .isDirectoryContaining("glob:**/serial.log")
                .isDirectoryContaining("glob:**/reproduce.sh");
    }

    @Test
    void aWaitInVainFailsWithTheLastLandmark() {
        image(TEXT, Ending.POWER_OFF);
        assertFailsSaying(
                "waitsInVain",
                "bios/virtio-blk/64M broke at stage import: the guest powered off early; last landmark: ",
                "reproduce.sh");
    }

    @Test
    void aTestThatFailsInItsMiddleLeavesNoMachine() {
        assertFailsSaying("failsInItsMiddle", "the test itself fails");
    }

    @Test
    void aCellThatDoesNotExistIsSaidBeforeAnythingStarts() {
        run("hasNoCell")
                .containerEvents()
                .assertThatEvents()
                .haveExactly(1, event(finishedWithFailure(message(said("'bios/tape'")))));
    }

    @Test
    void aHostWithoutQemuSkipsByName() {
        Command bare = child("bootsInEachCell").env("PATH", folder.toString());
        String said = runner.check(bare).output();
        assertThat(said).contains("bios/nvme/64M ABORTED qemu-system-x86_64 is not installed. Install");
    }

    @Test
    void aKilledJvmTakesItsMachineAlong() throws Exception {
        image("HTG-STAGE consoles ok\n", Ending.HANG);
        try (RunningCommand jvm = runner.start(child("waitsInVain"), line -> {})) {
            ProcessHandle machine = awaitMachineOf(jvm.pid());
            ProcessHandle.of(jvm.pid()).orElseThrow().destroyForcibly();
            machine.onExit().get(10, TimeUnit.SECONDS);
            assertThat(machine.isAlive()).isFalse();
        }
    }

    private static ProcessHandle awaitMachineOf(long pid) throws InterruptedException {
        Optional<ProcessHandle> machine = Optional.empty();
        while (machine.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(100);
            machine = ProcessHandle.of(pid)
                    .orElseThrow()
                    .descendants()
                    .filter(BootTestIT::isMachine)
                    .findFirst();
        }
        return machine.get();
    }

    private static boolean isMachine(ProcessHandle process) {
        return process.info().command().orElse("").contains("qemu-system");
    }

    private static long machines() {
        return ProcessHandle.current()
                .descendants()
                .filter(BootTestIT::isMachine)
                .count();
    }

    private void assertFailsSaying(String method, String... parts) {
        EngineExecutionResults results = run(method);
        for (String part : parts) {
            results.testEvents().assertThatEvents().haveExactly(1, event(finishedWithFailure(message(said(part)))));
        }
    }

    private static Predicate<String> said(String part) {
        return text -> text.contains(part);
    }

    private EngineExecutionResults run(String method) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(DiscoverySelectors.selectMethod(qualified(method)))
                .configurationParameter(BootTestExtension.FOLDER, reports().toString())
                .execute();
    }

    private Command child(String method) {
        return Command.of(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-D" + Samples.IMAGE + "=" + folder.resolve("image"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Launched.class.getName(),
                        qualified(method),
                        reports().toString())
                .within(Duration.ofMinutes(1));
    }

    private static String qualified(String method) {
        for (java.lang.reflect.Method one : Samples.class.getDeclaredMethods()) {
            if (one.getName().equals(method)) {
                return org.junit.platform.commons.util.ReflectionUtils.getFullyQualifiedMethodName(Samples.class, one);
            }
        }
        throw new IllegalArgumentException(method);
    }

    private Path reports() {
        return folder.resolve("boot-tests");
    }

    private Path report(String method) {
        return reports().resolve(Samples.class.getName()).resolve(method);
    }

    private void image(String text, Ending ending) {
        Path image = folder.resolve("image");
        try {
            Files.deleteIfExists(image);
        } catch (java.io.IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
        System.setProperty(Samples.IMAGE, BootSector.write(image, text, ending).toString());
    }
}
