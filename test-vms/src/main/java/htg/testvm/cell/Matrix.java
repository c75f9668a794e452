package htg.testvm.cell;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.testvm.machine.Bus;
import htg.testvm.machine.Firmware;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The cells a test runs, in order. */
public record Matrix(List<Cell> cells) {
    public Matrix {
        cells = List.copyOf(cells);
    }

    /** Each firmware with the usual stick, and with the bus that virtual machines are made of. */
    public static Matrix usual() {
        return of(List.of(Firmware.values()), List.of(Bus.USB_XHCI, Bus.VIRTIO_BLK));
    }

    /** Every combination of firmware and bus that can start at all. */
    public static Matrix all() {
        return of(List.of(Firmware.values()), List.of(Bus.values()));
    }

    private static Matrix of(List<Firmware> firmwares, List<Bus> buses) {
        return new Matrix(firmwares.stream()
                .flatMap(firmware -> buses.stream()
                        .filter(bus -> bus.obstacle(firmware).isEmpty())
                        .map(bus -> new Cell(firmware, bus)))
                .toList());
    }

    /**
     * The usual cells that match {@code glob}, or else the possible ones that do: {@code bios/*}, {@code uefi/nvme}.
     *
     * @throws HtgException {@link ExitCode#USAGE} when there is none
     */
    public static Matrix matching(String glob) {
        PathMatcher matcher = matcher(glob);
        return Stream.of(usual(), all())
                .map(matrix -> matrix.select(matcher))
                .filter(matrix -> !matrix.cells().isEmpty())
                .findFirst()
                .orElseThrow(() -> new HtgException(
                        ExitCode.USAGE,
                        "No cell is called '" + glob + "'",
                        "There are: "
                                + all().cells().stream().map(Cell::toString).collect(Collectors.joining(", ")) + "."));
    }

    private Matrix select(PathMatcher matcher) {
        return new Matrix(cells.stream()
                .filter(cell -> matcher.matches(Path.of(cell.toString())))
                .toList());
    }

    private static PathMatcher matcher(String glob) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + glob);
        } catch (PatternSyntaxException wrong) {
            throw new HtgException(
                    ExitCode.USAGE,
                    "'" + glob + "' is no pattern for cells",
                    "Write for example 'uefi*/usb-*'.",
                    wrong);
        }
    }
}
