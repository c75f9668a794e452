package htg.testvm.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import htg.testvm.cell.Axis;
import htg.testvm.cell.Cell;
import htg.testvm.check.BuiltInCheck;
import htg.testvm.check.Check;
import htg.testvm.check.Probe;
import htg.testvm.fault.Neighbour;
import htg.testvm.machine.Bus;
import htg.testvm.machine.Firmware;
import htg.testvm.run.PlannedCell;
import htg.testvm.stick.PoolType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class BuiltInMatricesTest {
    @ParameterizedTest
    @FieldSource("htg.testvm.matrix.MatrixReader#BUILT_IN")
    void isCalledAsItsFileAndHasOnlyPossibleCellsOnce(String name) {
        MatrixSpec matrix = MatrixReader.builtIn(name);
        assertThat(matrix.name()).isEqualTo(name);
        assertThat(cells(matrix))
                .doesNotHaveDuplicates()
                .allMatch(cell -> cell.obstacle().isEmpty());
        assertThat(cells(matrix))
                .allSatisfy(cell -> assertThat(Cell.parse(cell.toString())).isEqualTo(cell));
    }

    @Test
    void theDefaultTriesEachFirmwareWithEachBusItStartsFromInReasonableTime() throws Exception {
        List<Cell> cells = cells(MatrixReader.builtIn("default"));
        assertThat(Files.readString(Path.of("../README.md")))
                .contains("./htg test out/htg.img                           # " + cells.size() + " cells:");
        List<String> pairs = Stream.of(Firmware.values())
                .flatMap(firmware -> Stream.of(Bus.values())
                        .filter(bus -> bus.obstacle(firmware).isEmpty())
                        .map(bus -> firmware + "/" + bus))
                .filter(pair -> !pair.equals("bios/usb-uhci"))
                .toList();
        List<Cell> all = Stream.concat(cells.stream(), cells(MatrixReader.builtIn("pools")).stream())
                .toList();
        assertThat(all).extracting(cell -> cell.firmware() + "/" + cell.bus()).containsAll(pairs);
        assertThat(cells)
                .filteredOn(cell -> cell.firmware() != Firmware.DIRECT)
                .as("slow cells")
                .hasSizeLessThan(cells.size() / 2);
    }

    @Test
    void theDefaultHasEachOfItsValuesAndExpectsOnlyBrokenSticksToStop() {
        MatrixSpec matrix = MatrixReader.builtIn("default");
        matrix.axes()
                .forEach((axis, words) ->
                        assertThat(cells(matrix)).extracting(axis::valueIn).containsAll(words));
        assertThat(matrix.cells())
                .filteredOn(planned -> planned.expected().toString().startsWith("stops at discover"))
                .allMatch(planned -> !Axis.NEIGHBOUR.valueIn(planned.cell()).equals("twin"))
                .allMatch(planned -> planned.cell().toString().matches(".*/(truncated@|flipped@).*"))
                .hasSizeGreaterThan(8);
        assertThat(matrix.checks()).isEmpty();
        assertThat(matrix.kernelArguments()).isEqualTo("htg.deadline=12");
    }

    @Test
    void thePoolsAreLookedForByAProbeOnEveryBusAndNextToEveryKindOfDisk() {
        MatrixSpec matrix = MatrixReader.builtIn("pools");
        assertThat(matrix.kernelArguments()).startsWith("htg.deadline=20 ").endsWith(" " + Probe.ARGUMENTS);
        assertThat(matrix.checks()).extracting(Check::name).containsExactly("root-on-stick");
        assertThat(cells(matrix).stream().filter(Cell::isDirect))
                .extracting(Cell::bus)
                .contains(Bus.values());
        for (Firmware firmware : List.of(Firmware.DIRECT, Firmware.BIOS, Firmware.UEFI)) {
            assertThat(cells(matrix).stream().filter(cell -> cell.firmware() == firmware))
                    .extracting(Cell::neighbour)
                    .as("next to them with firmware %s", firmware)
                    .containsAll(neighbours(firmware));
        }
        assertThat(matrix.cells())
                .filteredOn(planned -> planned.expected().usesNeighbour())
                .allMatch(planned -> planned.cell().neighbour() == Neighbour.TWIN);
    }

    /** The stick alone starts from UEFI in every other matrix. */
    private static List<Neighbour> neighbours(Firmware firmware) {
        return Stream.of(Neighbour.values())
                .filter(neighbour -> firmware != Firmware.UEFI || neighbour != Neighbour.ALONE)
                .toList();
    }

    @Test
    void thePoolsHaveTheLeastMemoryThatEachTypeTakes() {
        MatrixSpec matrix = MatrixReader.builtIn("pools");
        List<Cell> common = cells(matrix);
        Map<PoolType, String> own =
                Map.of(PoolType.BTRFS, "direct/usb-xhci/256M", PoolType.ZFS, "direct/usb-xhci/512M");
        own.forEach((type, cell) -> {
            assertThat(cells(matrix.on(type))).containsAll(common).hasSize(common.size() + 1);
            assertThat(cells(matrix.on(type))).last().hasToString(cell);
        });
    }

    @Test
    void secureBootStartsNoStickOfZfs() {
        for (String name : List.of("default", "pools", "smoke")) {
            assertThat(MatrixReader.builtIn(name).on(PoolType.ZFS).cells())
                    .filteredOn(planned -> planned.cell().firmware() == Firmware.UEFI_SECURE_BOOT)
                    .as(name)
                    .isNotEmpty()
                    .allMatch(planned -> planned.expected().toString().startsWith("stops at "));
        }
    }

    @Test
    void aFlippedSectorIsTheEndOfABtrfsAndNotOfAPoolWithFourLabels() {
        for (String name : List.of("default", "faults")) {
            MatrixSpec matrix = MatrixReader.builtIn(name);
            Cell flipped = Cell.parse("direct/usb-xhci/flipped@pool:64K");
            assertThat(matrix.on(PoolType.BTRFS).planned(flipped).expected())
                    .hasToString("stops at discover, saying /no device carries pool/");
            assertThat(matrix.on(PoolType.ZFS).planned(flipped).expected()).hasToString("boots");
        }
    }

    @Test
    void theSmokeTestRunsAllChecks() {
        MatrixSpec matrix = MatrixReader.builtIn("smoke");
        assertThat(matrix.cells()).hasSize(10);
        assertThat(matrix.checks()).hasSameSizeAs(BuiltInCheck.values());
        assertThat(cells(matrix))
                .extracting(Cell::firmware)
                .contains(Firmware.BIOS, Firmware.UEFI, Firmware.UEFI_SECURE_BOOT);
    }

    @Test
    void powerIsCutInABootThatWritesAndIsChecked() {
        MatrixSpec matrix = MatrixReader.builtIn("power-cut");
        assertThat(cells(matrix)).extracting(Cell::toString).containsExactly("direct/virtio-blk");
        assertThat(matrix.checks()).isNotEmpty();
    }

    @Test
    void listsCellsInColumns() {
        MatrixSpec matrix = MatrixReader.builtIn("default");
        List<PlannedCell> cells =
                new CellFilter(List.of("uefi/nvme", "direct/ide/truncated@pool:100M"), List.of()).select(matrix);
        assertThat(MatrixListing.lines(cells, Map.of("uefi/nvme", Duration.ofMillis(12_340))))
                .containsExactlyInAnyOrder(
                        "uefi/nvme                       boots  (12.3 s)",
                        "direct/ide/truncated@pool:100M  stops at discover, saying /no device carries pool/");
        assertThat(MatrixListing.lines(List.of(), Map.of())).isEmpty();
    }

    private static List<Cell> cells(MatrixSpec matrix) {
        return matrix.cells().stream().map(PlannedCell::cell).toList();
    }
}
