package htg.testvm.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import htg.testvm.report.Runs;
import htg.testvm.report.model.CellRecord;
import htg.testvm.report.model.RunRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class GridTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void theTwoLargestAxesSpanTheTable() throws Exception {
        assertThat(table(
                        Runs.passed("bios/usb-xhci"),
                        Runs.hung("uefi/usb-xhci"),
                        Runs.passed("bios/nvme"),
                        Runs.passed("bios/ide")))
                .isEqualTo(
                        "bus \\ firmware|bios|uefi|usb-xhci|✓ passed: 190.4 s|✗ failed: 100.4 s|nvme|✓ passed: 190.4 s|·"
                                + "|ide|✓ passed: 190.4 s|·");
    }

    @Test
    void otherAxesAreWrittenOnTheCells() throws Exception {
        assertThat(table(
                        Runs.passed("bios/nvme/none"),
                        Runs.expectedFailure("bios/nvme/no-pool"),
                        Runs.passed("uefi/ide/none")))
                .isEqualTo(
                        "firmware \\ bus|nvme|ide|bios|✓ passed: none⊘ failed as expected: no-pool|·|uefi|·|✓ passed: none");
    }

    @Test
    void oneCellIsATableAsWell() throws Exception {
        assertThat(table(Runs.passed("bios/nvme"))).isEqualTo("firmware \\ bus|nvme|bios|✓ passed: 190.4 s");
    }

    private String table(CellRecord... cells) throws Exception {
        RunRecord run = Runs.run(cells);
        Element table = Page.of(folder, run, Optional.empty())
                .all("table")
                .filter(one -> one.getAttribute("class").equals("matrix"))
                .findFirst()
                .orElseThrow();
        StringBuilder text = new StringBuilder();
        var all = table.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            if (List.of("th", "td").contains(all.item(i).getNodeName())) {
                text.append(text.isEmpty() ? "" : "|").append(all.item(i).getTextContent());
            }
        }
        return text.toString();
    }
}
