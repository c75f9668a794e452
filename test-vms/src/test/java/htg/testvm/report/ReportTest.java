package htg.testvm.report;

import static org.assertj.core.api.Assertions.assertThat;

import htg.testvm.cell.Cell;
import htg.testvm.cell.CellResult;
import htg.testvm.cell.Verdict;
import htg.testvm.console.ConsoleEvent;
import htg.testvm.console.ConsoleEvent.CheckOutput;
import htg.testvm.console.ConsoleEvent.CheckResult;
import htg.testvm.console.ConsoleEvent.Landmark;
import htg.testvm.console.Status;
import htg.testvm.console.TimedEvent;
import htg.testvm.machine.Bus;
import htg.testvm.machine.Firmware;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {
    private static final List<String> CHECKS = List.of("libvirt", "failed-units", "nested-kvm");

    @TempDir
    Path folder = Path.of("");

    @Test
    void junitHasASuiteForEachCellAndACaseForEachCheck() throws Exception {
        Document document = xml(JUnitXml.document(List.of(passed(), checkFailed(), hung())));
        assertThat(attributes(document, "testsuite", "name"))
                .containsExactly("bios/usb-xhci", "uefi/nvme", "uefi-sb/virtio-blk");
        assertThat(attributes(document, "testsuite", "tests")).containsOnly("4");
        assertThat(attributes(document, "testsuite", "failures")).containsExactly("0", "1", "1");
        assertThat(attributes(document, "testsuite", "skipped")).containsExactly("0", "0", "3");
        assertThat(attributes(document, "failure", "message"))
                .containsExactly("<b> & \"c\" ?", "hangs: no landmark 'discover'");
        assertThat(attributes(document, "testcase", "classname")).contains("htg.uefi-sb-virtio-blk");
        assertThat(document.getElementsByTagName("failure").item(0).getTextContent())
                .isEqualTo("first line\nsecond line");
    }

    @Test
    void jsonHoldsVerdictsTimesAndChecks() {
        String text = ResultsJson.document(Path.of("/stick.img"), "tcg", List.of(passed(), hung()));
        JsonNode document = new JsonMapper().readTree(text);
        assertThat(document.path("passed").asBoolean(true)).isFalse();
        JsonNode first = document.path("cells").path(0);
        assertThat(first.path("cell").asString("")).isEqualTo("bios/usb-xhci");
        assertThat(first.path("timeline").path(0).toString())
                .isEqualTo("{\"landmark\":\"kernel\",\"status\":\"ok\",\"seconds\":4.2,\"detail\":\"\"}");
        assertThat(first.path("checks")).hasSize(3);
        assertThat(document.path("cells").path(1).path("reason").asString("")).startsWith("hangs");
    }

    @Test
    void theTableSaysWhatFailedAndWhereToLook() {
        String table = TextTable.of(List.of(passed(), checkFailed(), hung()));
        assertThat(table)
                .containsPattern("bios/usb-xhci +passed +4\\.2 s +- +31\\.0 s +- +3/3\n")
                .containsPattern("uefi/nvme +FAILED .* 2/3\n")
                .contains("uefi-sb/virtio-blk: hangs: no landmark 'discover'\n  see " + folder)
                .contains("1 of 3 cells passed");
    }

    @Test
    void leavesItsFilesInTheFolder() throws Exception {
        CellResult cell = passed();
        Files.createDirectories(cell.folder());
        Report.write(folder, Path.of("/stick.img"), "tcg", List.of(cell));
        assertThat(folder.resolve("junit.xml")).content().startsWith("<?xml");
        assertThat(folder.resolve("results.json")).content().contains("htg-test-results-1");
        assertThat(cell.folder().resolve("timeline.json")).content().contains("multi-user");
    }

    private CellResult passed() {
        return result(
                new Cell(Firmware.BIOS, Bus.USB_XHCI),
                new Verdict.Passed(),
                new Landmark("kernel", Status.OK, ""),
                new Landmark("multi-user", Status.OK, ""),
                new CheckResult("libvirt", true, "11.3"),
                new CheckResult("failed-units", true, "none"),
                new CheckResult("nested-kvm", true, "hello"));
    }

    private CellResult checkFailed() {
        return result(
                new Cell(Firmware.UEFI, Bus.NVME),
                new Verdict.Failed("checks failed: failed-units"),
                new CheckResult("libvirt", true, "11.3"),
                new CheckOutput("failed-units", "first line"),
                new CheckOutput("failed-units", "second line"),
                new CheckResult("failed-units", false, "<b> & \"c\" \u0001"),
                new CheckResult("nested-kvm", true, "hello"));
    }

    private CellResult hung() {
        return result(
                new Cell(Firmware.UEFI_SECURE_BOOT, Bus.VIRTIO_BLK),
                new Verdict.Failed("hangs: no landmark 'discover'"),
                new Landmark("kernel", Status.OK, ""));
    }

    private CellResult result(Cell cell, Verdict verdict, ConsoleEvent... events) {
        List<TimedEvent> timed = new java.util.ArrayList<>();
        for (ConsoleEvent event : events) {
            timed.add(new TimedEvent(Duration.ofMillis(4_200 + 26_800L * timed.size()), event));
        }
        return new CellResult(cell, verdict, Duration.ofSeconds(60), timed, CHECKS, folder.resolve(cell.folderName()));
    }

    private static Document xml(String text) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> attributes(Document document, String element, String attribute) {
        var nodes = document.getElementsByTagName(element);
        return java.util.stream.IntStream.range(0, nodes.getLength())
                .mapToObj(i -> ((Element) nodes.item(i)).getAttribute(attribute))
                .toList();
    }
}
