package htg.testvm.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import htg.common.HtgException;
import htg.testvm.cell.Cell;
import htg.testvm.cell.Expected;
import htg.testvm.console.ConsoleEvent;
import htg.testvm.console.ConsoleEvent.CheckOutput;
import htg.testvm.console.ConsoleEvent.CheckResult;
import htg.testvm.console.ConsoleEvent.Landmark;
import htg.testvm.console.Status;
import htg.testvm.console.TimedEvent;
import htg.testvm.machine.Bus;
import htg.testvm.machine.Firmware;
import htg.testvm.report.model.CellRecord;
import htg.testvm.report.model.CheckRecord;
import htg.testvm.report.model.Comparison;
import htg.testvm.report.model.RunRecord;
import htg.testvm.run.CellResult;
import htg.testvm.run.CellResult.EarlierBoot;
import htg.testvm.run.CellResult.Picture;
import htg.testvm.run.Verdict;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ReportTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void leavesItsFilesInTheFolder() throws Exception {
        CellRecord cell = Runs.passed("bios/nvme");
        Runs.leaveFolder(folder, cell);
        Report.write(folder, Runs.run(cell, Runs.notRun("uefi/nvme")), Optional.empty());
        assertThat(folder.resolve("index.html")).content().startsWith("<!DOCTYPE html>");
        assertThat(folder.resolve("junit.xml")).content().startsWith("<?xml");
        assertThat(folder.resolve("results.json")).content().contains("htg-test-results-2");
        assertThat(folder.resolve("bios-nvme/timeline.json")).content().contains("multi-user");
        assertThat(folder.resolve("uefi-nvme")).doesNotExist();
    }

    @Test
    void leavesNoneOfItsFilesWhereOneCannotBeWritten() throws Exception {
        RunRecord run = Runs.run(Runs.passed("bios/nvme"));
        Report.write(folder, run, Optional.empty());
        Path page = folder.resolve("index.html");
        Files.delete(page);
        Files.createDirectories(page.resolve("in the way"));
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> Report.write(folder, run, Optional.empty()))
                .withMessageContaining(page.toString());
        assertThat(folder).isDirectoryNotContaining(file -> !file.equals(page));
    }

    @Test
    void junitHasASuiteForEachCellAndACaseForEachCheck() throws Exception {
        Document document =
                junit(Runs.passed("bios/usb-xhci"), Runs.checkFailed("uefi/nvme"), Runs.hung("uefi-sb/virtio-blk"));
        assertThat(attributes(document, "testsuite", "name"))
                .containsExactly("bios/usb-xhci", "uefi/nvme", "uefi-sb/virtio-blk");
        assertThat(attributes(document, "testsuite", "tests")).containsExactly("4", "6", "1");
        assertThat(attributes(document, "testsuite", "failures")).containsExactly("0", "1", "1");
        assertThat(attributes(document, "testsuite", "skipped")).containsExactly("0", "1", "0");
        assertThat(attributes(document, "failure", "message"))
                .containsExactly(
                        "not grown: medium 2457862144, pool 1258291200 bytes",
                        "hangs: no landmark 'import' within 60 s; last landmark: discover ok");
        assertThat(attributes(document, "testcase", "classname")).contains("htg.uefi-sb-virtio-blk");
        assertThat(document.getElementsByTagName("failure").item(0).getTextContent())
                .isEqualTo("NAME   MAJ:MIN RM       SIZE\nsda      8:0    0 2457862144\n");
    }

    @Test
    void junitHasWhatAGoodCheckPrintedOrItsDetail() throws Exception {
        CellRecord cell = Runs.passed("bios/nvme");
        CheckRecord chatty = new CheckRecord("mine", CheckRecord.Result.PASSED, "2 disks", "sda\nsdb\n2 disks");
        Document document = junit(Runs.withChecks(cell, chatty, cell.checks().get(0)));
        assertThat(document.getElementsByTagName("system-out").item(0).getTextContent())
                .isEqualTo("sda\nsdb\n2 disks");
        assertThat(document.getElementsByTagName("system-out").item(1).getTextContent())
                .isEqualTo("up for 74.61 s");
    }

    @Test
    void junitCountsAnExpectedFailureAsAPassAndMarksFlakiness() throws Exception {
        Document document = junit(Runs.expectedFailure("bios/a"), Runs.flaky("bios/b"), Runs.notRun("bios/c"));
        assertThat(attributes(document, "testsuite", "failures")).containsOnly("0");
        assertThat(attributes(document, "testsuite", "skipped")).containsExactly("0", "0", "1");
        assertThat(attributes(document, "flakyFailure", "message")).containsExactly("the kernel panicked");
        assertThat(attributes(document, "skipped", "message")).containsExactly("Secure Boot firmware is not installed");
    }

    @Test
    void junitIsXmlWhateverAGuestSays() throws Exception {
        assertThat(attributes(junit(Runs.saying("bios/nvme", Runs.HOSTILE)), "failure", "message"))
                .first()
                .asString()
                .startsWith("</script></pre><img src=\"http:");
    }

    @Test
    void theTableFitsATerminalAndSaysWhatFailedAndWhereToLook() {
        String longName = "uefi-sb/virtio-scsi/with-two-neighbours";
        RunRecord run = Runs.run(
                Runs.passed("bios/usb-xhci"),
                Runs.hung("uefi/nvme"),
                Runs.expectedFailure("bios/ide/no-pool"),
                Runs.flaky(longName),
                Runs.notRun("uefi-sb/ide"));
        RunRecord before = Runs.run(Runs.passed("uefi/nvme"), Runs.passed("bios/usb-xhci", 80_000));
        String table = TextTable.of(run, Optional.of(Comparison.of(before, run)), Path.of("out/report"));
        assertThat(table)
                .containsPattern("bios/usb-xhci +passed +16\\.4 s +81\\.0 s +190\\.4 s +3/3\n")
                .containsPattern("uefi/nvme +FAILED +16\\.4 s +- +100\\.4 s +0/0\n")
                .containsPattern(longName + "\n +flaky")
                .containsPattern("uefi-sb/ide +not run +- +- +- +-\n")
                .contains("""
                        uefi/nvme: hangs: no landmark 'import' within 60 s; last landmark: discover ok
                          see out/report/uefi-nvme
                        """)
                .contains("  failing now: uefi/nvme\n")
                .contains("  faster: bios/usb-xhci took 190.4 s, before 270.4 s (kernel -80.0 s)\n")
                .contains("""
                        2 of 5 cells passed (1 of them by failing as expected), 1 failed, 1 flaky, 1 not run
                        """)
                .doesNotContain("index.html");
        assertThat(table.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(84));
        assertThat(table.lines().limit(7)).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void theTableHasTheLastLinesOfAConsoleWhoseCellFailed() throws Exception {
        String log =
                "first\n" + "x".repeat(5000) + "\r\n\r\n\u001b[31mHTG-STAGE import start\u001b[0m\r\n2\n3\n4\nlast";
        for (String cell : List.of("uefi-nvme", "bios-usb-xhci")) {
            Files.writeString(Files.createDirectories(folder.resolve(cell)).resolve("serial.log"), log);
        }
        RunRecord run = Runs.run(Runs.passed("bios/usb-xhci"), Runs.hung("uefi/nvme"));
        assertThat(TextTable.of(run, Optional.empty(), folder))
                .containsOnlyOnce(
                        "last landmark: discover ok\n  | HTG-STAGE import start\n  | 2\n  | 3\n  | 4\n  | last\n  see ");
    }

    @Test
    void recordsWhatACellSaid() throws Exception {
        Path own = Files.createDirectories(folder.resolve("uefi-nvme"));
        Files.createFile(own.resolve("screenshot.png"));
        CellResult result = result(
                own,
                new Landmark("kernel", Status.OK, ""),
                new Landmark("discover", Status.FAIL, "no pool \u00e2\u0080\u00a6"),
                new CheckOutput("failed-units", "first line"),
                new CheckOutput("failed-units", "second line"),
                new CheckResult("failed-units", false, "1 unit"));
        CellRecord cell = CellRecords.of(result, folder, "htg test x");
        assertThat(cell.values().toString()).startsWith("{firmware=uefi, bus=nvme, where=port, sectors=512");
        assertThat(cell.folder()).isEqualTo("uefi-nvme");
        assertThat(cell.verdict().stage()).contains("discover");
        assertThat(cell.timeline()).hasToString("[kernel ok, discover fail no pool …]");
        assertThat(cell.checks())
                .containsExactly(
                        new CheckRecord("libvirt", CheckRecord.Result.NO_RESULT, "", ""),
                        new CheckRecord(
                                "failed-units", CheckRecord.Result.FAILED, "1 unit", "first line\nsecond line"));
        assertThat(cell.pictures()).hasSize(1);
        assertThat(cell.earlierBoots()).singleElement().satisfies(boot -> {
            assertThat(boot.folder()).isEqualTo("uefi-nvme/before-power-cut");
            assertThat(boot.timeline()).hasToString("[kernel ok]");
            assertThat(boot.pictures()).containsExactlyElementsOf(cell.pictures());
        });
        assertThat(cell.expectsFailure()).isFalse();
    }

    @Test
    void oneClassAloneKnowsHowCellsAreRun() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideInAPackage("htg.testvm.report..")
                .and()
                .doNotHaveSimpleName("CellRecords")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("htg.testvm.cell..", "htg.testvm.run..")
                .check(new ClassFileImporter()
                        .withImportOption(location -> !location.contains("/test-classes/"))
                        .importPackages("htg.testvm.report"));
    }

    private static CellResult result(Path folder, ConsoleEvent... events) {
        List<TimedEvent> timed = new ArrayList<>();
        for (ConsoleEvent event : events) {
            timed.add(new TimedEvent(Duration.ofMillis(4_200L * (timed.size() + 1)), event));
        }
        return new CellResult(
                Cell.of(Firmware.UEFI, Bus.NVME),
                new Expected.Boots(),
                new Verdict.Failed("discover", "stage discover failed"),
                Duration.ofSeconds(60),
                timed,
                List.of("libvirt", "failed-units"),
                List.of(new Picture("end", "screenshot.png")),
                List.of(new EarlierBoot(
                        "the power was cut at kernel ok",
                        Duration.ofSeconds(8),
                        timed.subList(0, 1),
                        List.of(new Picture("end", "screenshot.png")),
                        folder.resolve("before-power-cut"))),
                List.of(),
                Optional.empty(),
                folder);
    }

    private static Document junit(CellRecord... cells) throws Exception {
        byte[] text = JUnitXml.document(Runs.run(cells)).getBytes(StandardCharsets.UTF_8);
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(text));
    }

    private static List<String> attributes(Document document, String element, String attribute) {
        var nodes = document.getElementsByTagName(element);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> ((Element) nodes.item(i)).getAttribute(attribute))
                .toList();
    }
}
