package htg.testvm.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.testvm.run.PlannedCell;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellFilterTest {
    private static final MatrixSpec MATRIX = MatrixReader.parse("m.yaml", """
            name: m
            axes:
              firmware: [bios, uefi]
              bus: [usb-xhci, usb-ehci, nvme]
              neighbour: [alone, twin]
              fault: [none, "truncated@pool:100M"]
            select: all
            expect: [{when: {fault: "truncated@pool:100M"}, stage: discover}]
            """, Path.of(""));

    @Test
    void withoutPatternsAllCellsPass() {
        assertThat(select(List.of(), List.of())).hasSize(24);
    }

    @Test
    void wildcardsMatchTheLeadingWordsEachWithinItself() {
        assertThat(select(List.of("bios/*usb*"), List.of()))
                .hasSize(8)
                .contains("bios/usb-xhci", "bios/usb-xhci/twin", "bios/usb-ehci/twin/truncated@pool:100M");
        assertThat(select(List.of("u?fi"), List.of())).hasSize(12);
        assertThat(select(List.of("*/*/twin"), List.of())).hasSize(12);
        assertThat(select(List.of("*/nvme/trunc*"), List.of()))
                .containsExactly("bios/nvme/truncated@pool:100M", "uefi/nvme/truncated@pool:100M");
    }

    @Test
    void bracesHoldAlternatives() {
        assertThat(select(List.of("{bios,uefi}/{nvme,usb-*}/twin"), List.of())).hasSize(12);
        assertThat(select(List.of("bios/{nvme,usb-ehci/twin}/trunc*"), List.of()))
                .containsExactly("bios/usb-ehci/twin/truncated@pool:100M", "bios/nvme/truncated@pool:100M");
    }

    @Test
    void aNameIsThatOneCellInWhateverOrder() {
        assertThat(select(List.of("twin/nvme/uefi", "bios/nvme"), List.of()))
                .containsExactly("bios/nvme", "uefi/nvme/twin");
    }

    @Test
    void aNameMayBeOfAnyPossibleCellWithTheMatrixExpectations() {
        List<PlannedCell> cells =
                new CellFilter(List.of("uefi/ide/truncated@pool:100M", "bios/nvme"), List.of()).select(MATRIX);
        assertThat(cells)
                .extracting(planned -> planned.cell() + " " + planned.expected())
                .containsExactly("bios/nvme boots", "uefi/ide/truncated@pool:100M stops at discover");
    }

    @Test
    void excludesByNameAndByPattern() {
        assertThat(select(List.of("bios/*"), List.of("*/*/{twin,trunc*}", "bios/nvme")))
                .containsExactly("bios/usb-xhci", "bios/usb-ehci");
        assertThat(select(List.of(), List.of("uefi/*", "*/nvme"))).hasSize(8);
    }

    @Test
    void namesTheNearestWhenThereIsNone() {
        HtgException error = refused(List.of("bios/uzb*"), List.of());
        assertThat(error.code()).isEqualTo(ExitCode.USAGE);
        assertThat(error).hasMessageContaining("'bios/uzb*'");
        assertThat(error.hint()).contains("bios/usb-ehci").endsWith("and 14 more.");
        assertThat(refused(List.of(), List.of("direct/*"))).hasMessageContaining("'direct/*'");
        assertThat(refused(List.of(), List.of("direct/nvme"))).hasMessageContaining("'direct/nvme'");
    }

    @Test
    void saysWhyANameIsNoCell() {
        assertThat(refused(List.of("bios/nvm"), List.of())).hasMessageContaining("'nvm' is the value of no axis");
        assertThat(refused(List.of("bios/nvm"), List.of()).hint()).startsWith("There are: bios/nvme,");
        assertThat(refused(List.of("uefi/sdhci"), List.of()))
                .hasMessageContaining("uefi/sdhci is impossible: OVMF has no driver");
        assertThat(refused(List.of("bios/nvme/power-cut@lunch-ok"), List.of()))
                .hasMessageContaining("a boot passes no landmark 'lunch'");
        assertThat(refused(List.of("bios/{nvme"), List.of())).hasMessageContaining("no counterpart");
    }

    @Test
    void refusesToRunNothing() {
        assertThat(refused(List.of("bios/nvme"), List.of("*/nvme"))).hasMessageContaining("No cell is left");
    }

    private static List<String> select(List<String> only, List<String> exclude) {
        return new CellFilter(only, exclude)
                .select(MATRIX).stream()
                        .map(planned -> planned.cell().toString())
                        .toList();
    }

    private static HtgException refused(List<String> only, List<String> exclude) {
        return catchThrowableOfType(HtgException.class, () -> select(only, exclude));
    }
}
