package htg.testvm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.HtgException;
import htg.common.cli.CommandProvider;
import htg.common.cli.HtgCommand;
import htg.common.cli.Session;
import htg.common.event.Event;
import htg.common.io.Digests;
import htg.common.process.Command;
import htg.common.process.CommandResult;
import htg.common.process.SystemCommandRunner;
import htg.testvm.BootSector;
import htg.testvm.BootSector.Ending;
import htg.testvm.Needs;
import htg.testvm.check.BuiltInCheck;
import htg.testvm.report.ResultsJson;
import htg.testvm.report.model.CellRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands as the command line finds and runs them, on a stick of a few sectors that claims to be all right. */
class CommandsIT {
    private static final String BOOTED = """
            [    0.000000] Linux version 6.12
            HTG-STAGE consoles ok
            HTG-STAGE modules ok
            HTG-STAGE discover ok sda3
            HTG-STAGE import ok
            HTG-STAGE switch start
            HTG-STAGE base start
            HTG-STAGE multi-user ok
            HTG-STAGE checks start
            HTG-CHECK multi-user-target ok
            HTG-CHECK memory-idle ok 200 MB
            HTG-CHECK failed-units ok
            HTG-CHECK network-dhcp ok
            HTG-CHECK ssh-key-only ok
            HTG-CHECK no-default-password ok
            HTG-CHECK root-pool-grown ok
            HTG-CHECK active-mbr ok
            HTG-CHECK boot-partition ok
            HTG-CHECK root-on-stick ok
            HTG-CHECK libvirt %s
            HTG-CHECK nested-kvm ok
            HTG-STAGE checks ok
            """;

    private static final String MATRIX = """
            name: two
            include: [bios/usb-xhci, bios/virtio-blk]
            checks: [%s]
            """;

    @TempDir
    Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final List<Event> events = new CopyOnWriteArrayList<>();

    @BeforeEach
    void needsQemu() {
        Needs.qemu();
    }

    @Test
    void testPassesAStickThatPassesAndLeavesAReport() throws Exception {
        Path image = stick("ok 11.3");
        String before = Digests.sha256(image);
        assertThat(test(image, "--jobs", "2")).isZero();
        assertThat(out.toString()).contains("bios/usb-xhci", "bios/virtio-blk", "11/11", "2 of 2 cells passed");
        assertThat(folder.resolve("report/bios-usb-xhci-64M"))
                .isDirectoryContaining("glob:**/serial.log")
                .isDirectoryContaining("glob:**/reproduce.sh");
        assertThat(folder.resolve("report"))
                .isDirectoryContaining("glob:**/junit.xml")
                .isDirectoryContaining("glob:**/index.html");
        assertThat(Digests.sha256(image)).isEqualTo(before);
        assertThat(events).anyMatch(event -> event.toString().contains("network-dhcp ok"));
    }

    @Test
    void testFailsWithTheNameOfTheCheckThatFailed() {
        assertThat(test(stick("fail no socket"), "--only", "bios/nvme", "--output", "json"))
                .isEqualTo(1);
        assertThat(out.toString()).contains("\"reason\" : \"checks failed: libvirt (no socket)\"");
    }

    @Test
    void testFailsAStickThatPowersOffTooEarly() {
        Path image = BootSector.write(folder.resolve("image"), "HTG-STAGE consoles ok\n", Ending.POWER_OFF);
        assertThat(test(image, "--only", "bios/nvme", "--output", "json")).isEqualTo(1);
        assertThat(out.toString()).contains("came to its end without these landmarks: modules, discover, import");
    }

    @Test
    void testPrintsAScriptThatRepeatsACellByHand() throws Exception {
        Path image = stick("ok");
        assertThat(test(image, "--only", "bios/nvme")).isZero();
        Path script = folder.resolve("report/bios-nvme-64M/reproduce.sh");
        CommandResult again = new SystemCommandRunner(command -> {}).run(Command.of("sh", script.toString()));
        assertThat(again.exitStatus()).isZero();
        assertThat(again.output()).contains("HTG-STAGE checks ok");
        out.getBuffer().setLength(0);
        assertThat(test(image, "--only", "bios/nvme", "--dry-run")).isZero();
        assertThat(out.toString()).isEqualTo("# bios/nvme/64M\n" + Files.readString(script) + "\n");
    }

    @Test
    void theCommandInTheReportComesToTheSameVerdict() {
        Path image = stick("fail no socket");
        assertThat(test(image, "--only", "bios/nvme")).isEqualTo(1);
        CellRecord cell = ResultsJson.read(folder.resolve("report")).cells().get(0);
        assertThat(cell.command()).contains("--skip nested-kvm", "--grow 1M");
        assertThat(again(cell)).isEqualTo(1);
        assertThat(ResultsJson.read(folder.resolve("report/again"))
                        .cells()
                        .get(0)
                        .verdict())
                .isEqualTo(cell.verdict());
    }

    @Test
    void testListsItsCellsWithTheCommandThatRunsEach() {
        assertThat(execute("test", stick("ok").toString(), "--list", "--matrix", "faults", "--only", "direct/*/late"))
                .isZero();
        assertThat(out.toString().lines())
                .containsSequence(
                        "direct/usb-xhci/late            boots",
                        "    ./htg test " + folder.resolve("image") + " --matrix faults --only direct/usb-xhci/late");
    }

    @Test
    void testComparesWithAnEarlierRunAndMergesShards() {
        assertThat(test(stick("ok"), "--shard", "1/2")).isZero();
        assertThat(move("report", "first")).exists();
        assertThat(test(stick("ok"), "--shard", "2/2")).isZero();
        assertThat(move("report", "second")).exists();
        out.getBuffer().setLength(0);
        assertThat(execute("test", "--merge", path("first"), path("second"), "--report", path("all")))
                .isZero();
        assertThat(out.toString()).contains("2 of 2 cells passed");
        out.getBuffer().setLength(0);
        assertThat(test(stick("fail no socket"), "--baseline", path("all"))).isEqualTo(1);
        assertThat(out.toString()).contains("failing now: ");
    }

    @Test
    void testSaysThatAForeignImageHasNoKernelToStartDirectly() {
        assertThat(test(stick("ok"), "--only", "direct/nvme")).isEqualTo(2);
        assertThat(folder.resolve("report/index.html")).doesNotExist();
    }

    @Test
    void runPrintsItsCommandWithoutRunningIt() {
        assertThat(execute("run", stick("ok").toString(), "--dry-run", "--bus", "ide", "--accel", "tcg"))
                .isZero();
        assertThat(out.toString()).startsWith("qemu-system-x86_64 ").contains("-machine pc ", "-serial mon:stdio");
        out.getBuffer().setLength(0);
        assertThat(execute("run", stick("ok").toString(), "--dry-run", "--hub", "--accel", "tcg"))
                .isZero();
        assertThat(out.toString()).contains("-device usb-hub,bus=usb.0,port=1 -device usb-storage,bus=usb.0,id=stick,");
        assertThat(execute("run", stick("ok").toString(), "--dry-run", "--hub", "--bus", "nvme", "--accel", "tcg"))
                .isEqualTo(2);
    }

    @Test
    void valuesThatDoNotExistAreUsageErrors() {
        assertThat(execute("run", "x", "--bus", "scsi")).isEqualTo(2);
        assertThat(execute("run", "x", "--memory", "lots")).isEqualTo(2);
        assertThat(execute("test", "x", "--timeout", "soon")).isEqualTo(2);
        assertThat(execute("test", stick("ok").toString(), "--power-cut", "sometimes"))
                .isEqualTo(2);
        assertThat(execute("test", stick("ok").toString(), "--power-cut", "every", "--list"))
                .isEqualTo(2);
        assertThat(execute("test", stick("ok").toString(), "--only", "bios/nvme/writes@1", "--write-log", "none"))
                .isEqualTo(2);
        assertThat(execute("run", folder.resolve("none").toString())).isEqualTo(2);
        assertThat(execute("test", stick("ok").toString(), "--jobs", "0")).isEqualTo(2);
        assertThat(execute("test", stick("ok").toString(), "--only", "bios/floppy"))
                .isEqualTo(2);
    }

    @Test
    void theReportedCommandOfAPowerCutRepeatsItsVerdict() throws Exception {
        String whole = BOOTED.substring(0, BOOTED.indexOf("HTG-STAGE checks start"));
        Path image = BootSector.writeCounting(
                folder.resolve("image"), whole, whole.replaceAll("(?s)discover ok.*", "discover fail torn\n"));
        Path matrix = Files.writeString(
                folder.resolve("m.yaml"), "name: m\ninclude: [bios/virtio-blk]\nuntil: multi-user\nchecks: none\n");
        List<String> line =
                List.of("test", image.toString(), "--matrix", matrix.toString(), "--report", path("report"));
        assertThat(execute(Stream.concat(line.stream(), Stream.of("--power-cut", "every"))
                        .toArray(String[]::new)))
                .isEqualTo(1);
        assertThat(out.toString()).contains("2 of 3 cells passed");
        CellRecord torn = ResultsJson.read(folder.resolve("report")).cells().get(1);
        assertThat(torn.name()).isEqualTo("bios/virtio-blk/writes@1");
        assertThat(again(torn)).isEqualTo(1);
        assertThat(ResultsJson.read(folder.resolve("report/again")).cells())
                .extracting(CellRecord::verdict)
                .containsExactly(torn.verdict());
    }

    private int again(CellRecord cell) {
        String start = "cd " + Path.of("").toAbsolutePath() + " && ./htg ";
        assertThat(cell.command()).startsWith(start);
        return execute(cell.command().substring(start.length()).split(" "));
    }

    private Path stick(String libvirt) {
        return BootSector.write(folder.resolve("image"), BOOTED.formatted(libvirt), Ending.POWER_OFF);
    }

    private int test(Path image, String... options) {
        List<String> line = new ArrayList<>(List.of("test", image.toString(), "--report", path("report")));
        line.addAll(List.of("--matrix", matrix().toString(), "--skip", "nested-kvm"));
        line.addAll(List.of("--accel", "tcg", "--memory", "64M", "--grow", "1M"));
        line.addAll(List.of(options));
        return execute(line.toArray(String[]::new));
    }

    private Path matrix() {
        String checks =
                Stream.of(BuiltInCheck.values()).map(BuiltInCheck::toString).collect(Collectors.joining(", "));
        return write("matrix.yaml", MATRIX.formatted(checks));
    }

    private Path write(String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Path move(String from, String to) {
        try {
            return Files.move(folder.resolve(from), folder.resolve(to));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private int execute(String... line) {
        CommandLine root = new CommandLine(CommandLine.Model.CommandSpec.create());
        Session session = new Session(new PrintWriter(out, true), events::add, new SystemCommandRunner(command -> {}));
        for (CommandProvider provider : ServiceLoader.load(CommandProvider.class)) {
            for (HtgCommand command : provider.commands()) {
                command.attach(self -> session);
                root.addSubcommand(command);
            }
        }
        root.setErr(new PrintWriter(new StringWriter()));
        root.setExecutionExceptionHandler((failure, commandLine, parsed) -> {
            if (failure instanceof HtgException understood) {
                return understood.code().status();
            }
            throw failure;
        });
        return root.execute(line);
    }
}
