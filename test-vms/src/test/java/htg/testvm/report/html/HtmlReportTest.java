package htg.testvm.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.io.Digests;
import htg.testvm.report.Runs;
import htg.testvm.report.model.CellRecord;
import htg.testvm.report.model.CellState;
import htg.testvm.report.model.CheckRecord;
import htg.testvm.report.model.Comparison;
import htg.testvm.report.model.RunRecord;
import htg.testvm.report.model.VerdictRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class HtmlReportTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void everyCellIsInTheMatrixAndHasItsPlace() throws Exception {
        Page page = page(everything());
        List<String> cells = page.all("details")
                .filter(element -> element.getAttribute("class").startsWith("cell "))
                .map(element -> element.getAttribute("id"))
                .toList();
        assertThat(cells).hasSize(6).doesNotHaveDuplicates();
        assertThat(page.all("a")
                        .filter(link -> link.getAttribute("class").startsWith("chip"))
                        .map(link -> link.getAttribute("href").substring(1)))
                .containsExactlyInAnyOrderElementsOf(cells);
        assertThat(page.textsOf("chip")).anyMatch(text -> text.contains("✗")).anyMatch(text -> text.contains("⊘"));
    }

    @Test
    void saysFirstHowItWent() throws Exception {
        Page page = page(everything());
        assertThat(page.all("h1").map(Element::getTextContent)).containsExactly("2 of 6 cells failed");
        assertThat(page.textsOf("badge"))
                .containsExactly("✓ 1 passed", "✗ 2 failed", "≈ 1 flaky", "⊘ 1 failed as expected", "– 1 not run");
        assertThat(page.textsOf("reason")).anyMatch(text -> text.startsWith("hangs: no landmark 'import'"));
        assertThat(page(Runs.run(Runs.passed("bios/nvme"))).source()).contains("1 cell, all as expected");
    }

    @Test
    void loadsNothingAndEveryLinkLeadsSomewhere() throws Exception {
        RunRecord run = everything();
        page(run);
        Page page = page(run, Comparison.of(Runs.run(Runs.passed("gone/gone"), Runs.hung("bios/usb-xhci")), run));
        Set<String> ids = Set.copyOf(page.attributes("id"));
        assertThat(page.attributes("id")).doesNotHaveDuplicates();
        assertThat(page.attributes("href")).isNotEmpty().allSatisfy(link -> {
            assertThat(link).startsWith("#");
            assertThat(ids).contains(link.substring(1));
        });
        assertThat(page.attributes("src")).isNotEmpty().allMatch(source -> source.startsWith("data:image/png;base64,"));
        assertThat(page.source()).doesNotContain("http://", "https://", "url(", "@import");
        assertThat(page.all("*").map(Element::getTagName)).doesNotContain("link", "iframe", "object", "form", "base");
    }

    @Test
    void thePolicyAllowsExactlyItsOwnStyleAndScript() throws Exception {
        Page page = page(everything());
        assertThat(page.all("script")).hasSize(1);
        assertThat(page.all("style")).hasSize(1);
        String policy = page.all("meta")
                .filter(meta -> meta.getAttribute("http-equiv").equals("Content-Security-Policy"))
                .map(meta -> meta.getAttribute("content"))
                .collect(Collectors.joining());
        assertThat(policy)
                .startsWith("default-src 'none'; img-src data:;")
                .contains("script-src " + hash(page.all("script")))
                .contains("style-src " + hash(page.all("style")))
                .doesNotContain("unsafe");
        assertThat(page.attributes("style")).isEmpty();
        assertThat(page.all("*").filter(HtmlReportTest::hasHandler)).isEmpty();
    }

    @Test
    void aHostileGuestStaysText() throws Exception {
        CellRecord cell = Runs.saying("bios/nvme", Runs.HOSTILE);
        Runs.leaveFolder(folder, cell);
        Path own = folder.resolve(cell.folder());
        Files.write(own.resolve("serial.log"), Runs.HOSTILE.getBytes(StandardCharsets.UTF_16));
        Files.writeString(own.resolve("firmware.log"), "HTG-STAGE </span><script>1</script> ok \"'>\n\u0007\u009d<x>");
        Files.writeString(own.resolve("reproduce.sh"), "echo </pre><script>alert(1)</script>");
        RunRecord run = Runs.run(cell);
        Page page = page(run, Comparison.of(Runs.run(Runs.passed("x" + "<b>")), run));
        assertThat(page.all("script")).hasSize(1);
        assertThat(page.all("img").map(image -> image.getAttribute("src")))
                .allMatch(source -> source.startsWith("data:image/png"));
        assertThat(page.all("*").filter(HtmlReportTest::hasHandler)).isEmpty();
        assertThat(page.all("x")).isEmpty();
        assertThat(page.all("b")).isEmpty();
        assertThat(page.source())
                .doesNotContain("<img src=\"http")
                .doesNotContainPattern("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u202a-\\u202e]");
        assertThat(page.textsOf("why")).singleElement().asString().contains("<img src=", "'[=1] ${1} red", "\uFFFD");
    }

    @Test
    void theTimelineLeadsToMarkedLinesOfTheLog() throws Exception {
        Page page = page(Runs.run(Runs.passed("uefi/usb-xhci")));
        assertThat(page.textsOf("landmark")).hasSize(13).anyMatch(line -> line.contains("Linux version 6.12"));
        List<String> places = page.all("table")
                .filter(table -> table.getAttribute("class").equals("timeline"))
                .flatMap(table -> new Page("", table.getOwnerDocument()).all("a"))
                .map(link -> link.getAttribute("href"))
                .filter(link -> link.contains("-at-"))
                .toList();
        assertThat(places).contains("#cell-uefi-usb-xhci-at-6").hasSize(11);
        Element discovered = page.id("cell-uefi-usb-xhci-at-6");
        assertThat(discovered.getTextContent()).isEqualTo("HTG-STAGE discover ok /dev/sda3\n");
        assertThat(discovered.getAttribute("data-label")).isEqualTo("discover ok, 27.8 s");
        assertThat(page.textsOf("alarm")).singleElement().asString().contains("root-pool-grown fail");
    }

    @Test
    void aChartGivesEachStageItsShare() throws Exception {
        Page page = page(Runs.run(Runs.hung("bios/nvme")));
        Element broken = page.all("tr")
                .filter(row -> row.getAttribute("class").equals("bad"))
                .findFirst()
                .orElseThrow();
        assertThat(broken.getTextContent()).contains("import", "failed", "72.6 s", "100.4 s");
        Element bar = (Element) broken.getElementsByTagName("rect").item(0);
        assertThat(bar.getAttribute("x")).isEqualTo("27.69%");
        assertThat(bar.getAttribute("width")).isEqualTo("72.31%");
    }

    @Test
    void showsPicturesChecksAttemptsAndHowToRepeat() throws Exception {
        Page page = page(Runs.run(Runs.checkFailed("bios/nvme"), Runs.flaky("uefi/nvme")));
        byte[] shown =
                Base64.getDecoder().decode(page.attributes("src").get(2).substring("data:image/png;base64,".length()));
        assertThat(shown).isEqualTo(Files.readAllBytes(folder.resolve("bios-nvme/screenshot.png")));
        assertThat(page.source())
                .contains("<pre>NAME   MAJ:MIN RM       SIZE\nsda      8:0    0 2457862144\n</pre>")
                .contains("no result")
                .contains("failed after 12.3 s: the kernel panicked");
        assertThat(page.id("cell-bios-nvme-command").getTextContent())
                .isEqualTo("htg test out/htg.img --only bios/nvme");
        assertThat(page.id("cell-bios-nvme-script").getTextContent()).contains("qemu-system-x86_64");
        assertThat(page.attributes("data-copy"))
                .allSatisfy(id -> assertThat(page.id(id)).isNotNull());
    }

    @Test
    void foldsWhatAGoodCheckPrinted() throws Exception {
        CheckRecord chatty = new CheckRecord("mine", CheckRecord.Result.PASSED, "2 disks", "sda\n<sdb>\n2 disks");
        Page page = page(Runs.run(Runs.withChecks(Runs.passed("bios/nvme"), chatty)));
        assertThat(page.source())
                .contains("<summary>output</summary><pre>sda\n&lt;sdb&gt;\n2 disks</pre></details>")
                .doesNotContain("<details class=\"log\" open");
    }

    @Test
    void showsTheBootBeforeAPowerCutAsWell() throws Exception {
        Page page = page(Runs.run(Runs.cutOff("bios/nvme")));
        assertThat(page.textsOf("timeline"))
                .hasSize(2)
                .first()
                .asString()
                .contains("discover")
                .doesNotContain("base");
        assertThat(page.source())
                .contains("the power was cut at discover ok, after 27.9 s", "before-power-cut/serial.log");
        assertThat(page.id("cell-bios-nvme-earlier-1-at-6").getTextContent()).startsWith("HTG-STAGE discover ok");
        assertThat(page.id("cell-bios-nvme-earlier-1-picture-2").getTextContent())
                .startsWith("end");
        assertThat(page.attributes("id")).doesNotHaveDuplicates();
    }

    @Test
    void theLastWordsAreThoseOfTheBootThatBroke() throws Exception {
        CellRecord broken = Runs.cell(
                "bios/nvme", VerdictRecord.failed("hangs", Optional.of("import")), "boots", List.of(), List.of(), 0);
        CellRecord cell = Runs.cutOff(broken);
        Runs.leaveFolder(folder, cell);
        Files.writeString(folder.resolve("bios-nvme/before-power-cut/serial.log"), "HTG-STAGE discover ok\nalas\n");
        Files.delete(folder.resolve("bios-nvme/serial.log"));
        assertThat(Page.of(folder, Runs.run(cell), Optional.empty()).textsOf("last"))
                .containsExactly("HTG-STAGE discover ok\nalas\n");
    }

    @Test
    void showsTheSamePictureOnce() throws Exception {
        CellRecord cell = Runs.passed("bios/nvme");
        Runs.leaveFolder(folder, cell);
        Files.copy(
                folder.resolve("bios-nvme/02-kernel.png"),
                folder.resolve("bios-nvme/screenshot.png"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        HtmlReport.write(folder, Runs.run(cell), Optional.empty());
        assertThat(folder.resolve("index.html")).content().contains("The screen at kernel, end");
    }

    @Test
    void saysWhatIsDifferentFromBefore() throws Exception {
        RunRecord run = everything();
        RunRecord before =
                Runs.run(Runs.passed("uefi/nvme"), Runs.passed("bios/usb-xhci", 70_000), Runs.passed("gone/x"));
        assertThat(page(run, Comparison.of(before, run)).textsOf("group"))
                .anyMatch(text -> text.contains("Failing now") && text.contains("uefi/nvme"))
                .anyMatch(text -> text.contains("Faster") && text.contains("most of it in kernel (-70.0 s)"))
                .anyMatch(text -> text.contains("Not run any more") && text.contains("gone/x"));
    }

    @Test
    void isWrittenEvenWhenNothingIsThere() throws Exception {
        assertThat(page(Runs.run()).source()).contains("No cells");
        HtmlReport.write(folder, Runs.run(Runs.passed("never/left-anything")), Optional.empty());
        assertThat(folder.resolve("index.html")).content().contains("never/left-anything");
    }

    private static RunRecord everything() {
        return Runs.run(
                Runs.passed("bios/usb-xhci"),
                Runs.checkFailed("bios/nvme"),
                Runs.hung("uefi/nvme"),
                Runs.flaky("uefi/usb-xhci"),
                Runs.expectedFailure("uefi/usb-xhci/no-pool"),
                Runs.notRun("uefi-sb/nvme"));
    }

    private Page page(RunRecord run) throws Exception {
        for (CellRecord cell : run.cells()) {
            if (cell.state() != CellState.NOT_RUN) {
                Runs.leaveFolder(folder, cell);
            }
        }
        return Page.of(folder, run, Optional.empty());
    }

    /** Of the folders as they are. */
    private Page page(RunRecord run, Comparison comparison) throws Exception {
        return Page.of(folder, run, Optional.of(comparison));
    }

    private static String hash(java.util.stream.Stream<Element> element) {
        String content = element.map(Element::getTextContent).collect(Collectors.joining());
        byte[] digest = Digests.sha256().digest(content.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }

    private static boolean hasHandler(Element element) {
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            if (element.getAttributes().item(i).getNodeName().startsWith("on")) {
                return true;
            }
        }
        return false;
    }
}
