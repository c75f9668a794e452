package htg.testvm.cell;

import htg.common.DataSize;
import htg.testvm.fault.Fault;
import htg.testvm.fault.Faults;
import htg.testvm.fault.Neighbour;
import htg.testvm.fault.ShortSize;
import htg.testvm.machine.Bus;
import htg.testvm.machine.Firmware;
import htg.testvm.machine.SectorSize;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A way in which cells differ. Its values are words, each of which belongs to one axis only, so that a cell's name needs
 * no axis' names. The order is that of the words in a name.
 */
public enum Axis {
    FIRMWARE(names(Firmware.values())) {
        @Override
        String of(Cell cell) {
            return cell.firmware().toString();
        }

        @Override
        Optional<Cell> put(Cell cell, String value) {
            return word(Firmware.values(), value).map(cell::withFirmware);
        }
    },
    BUS(names(Bus.values())) {
        @Override
        String of(Cell cell) {
            return cell.bus().toString();
        }

        @Override
        Optional<Cell> put(Cell cell, String value) {
            return word(Bus.values(), value).map(cell::withBus);
        }
    },
    SECTORS(names(SectorSize.values())) {
        @Override
        String of(Cell cell) {
            return cell.sectors().toString();
        }

        @Override
        Optional<Cell> put(Cell cell, String value) {
            return word(SectorSize.values(), value).map(cell::withSectors);
        }
    },
    MEMORY("a size such as 512M") {
        @Override
        String of(Cell cell) {
            return ShortSize.of(cell.memory());
        }

        /** With a unit, or it would be taken for a size of sectors. */
        @Override
        Optional<Cell> put(Cell cell, String value) {
            return value.matches("\\d{1,6}[MG]")
                    ? Optional.of(cell.withMemory(DataSize.parse(value)))
                    : Optional.empty();
        }
    },
    NEIGHBOUR(names(Neighbour.values())) {
        @Override
        String of(Cell cell) {
            return cell.neighbour().toString();
        }

        @Override
        Optional<Cell> put(Cell cell, String value) {
            return word(Neighbour.values(), value).map(cell::withNeighbour);
        }
    },
    FAULT(String.join(", ", Faults.WORDS)) {
        @Override
        String of(Cell cell) {
            return cell.fault().toString();
        }

        @Override
        Optional<Cell> put(Cell cell, String value) {
            Optional<Fault> fault = Faults.parse(value);
            return fault.map(cell::withFault);
        }
    };

    private final String words;

    Axis(String words) {
        this.words = words;
    }

    /** This cell's value. */
    abstract String of(Cell cell);

    /** The cell with this value; empty when the axis knows no such word. */
    abstract Optional<Cell> put(Cell cell, String value);

    /** The cell's value on this axis. */
    public String valueIn(Cell cell) {
        return of(cell);
    }

    /**
     * The cell with another value on this axis.
     *
     * @throws IllegalArgumentException when there is no such value, with a message that says which there are
     */
    public Cell set(Cell cell, String value) {
        return put(cell, value)
                .orElseThrow(
                        () -> new IllegalArgumentException("'" + value + "' is no " + this + ": choose from " + words));
    }

    /** The axis of that name. */
    public static Optional<Axis> named(String name) {
        return word(values(), name);
    }

    /** The name in matrix files and reports. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    static <T> Optional<T> word(T[] values, String name) {
        return Stream.of(values).filter(value -> value.toString().equals(name)).findFirst();
    }

    private static String names(Object[] values) {
        return Stream.of(values).map(Object::toString).collect(Collectors.joining(", "));
    }
}
