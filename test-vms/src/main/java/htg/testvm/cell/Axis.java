package htg.testvm.cell;

import htg.common.DataSize;
import htg.testvm.fault.Faults;
import htg.testvm.fault.Half;
import htg.testvm.fault.Neighbour;
import htg.testvm.fault.ShortSize;
import htg.testvm.machine.Bus;
import htg.testvm.machine.Firmware;
import htg.testvm.machine.SectorSize;
import htg.testvm.machine.Slot;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A way in which cells differ. Its values are words, each of which belongs to one axis only, so that a cell's name needs
 * no axis' names. The order is that of the words in a name.
 */
public enum Axis {
    FIRMWARE(names(Firmware.values())),
    BUS(names(Bus.values())),
    WHERE(names(Slot.values())),
    SECTORS(names(SectorSize.values())),
    MEMORY("a size such as 512M"),
    MIRROR(names(Half.values())),
    NEIGHBOUR(names(Neighbour.values())),
    FAULT(String.join(", ", Faults.WORDS));

    private final String words;

    Axis(String words) {
        this.words = words;
    }

    /** The cell's value on this axis. */
    public String valueIn(Cell cell) {
        return switch (this) {
            case FIRMWARE -> cell.firmware().toString();
            case BUS -> cell.bus().toString();
            case WHERE -> cell.where().toString();
            case SECTORS -> cell.sectors().toString();
            case MEMORY -> ShortSize.of(cell.memory());
            case MIRROR -> cell.half().toString();
            case NEIGHBOUR -> cell.neighbour().toString();
            case FAULT -> cell.fault().toString();
        };
    }

    /** The cell with this value; empty when the axis knows no such word. */
    Optional<Cell> put(Cell cell, String value) {
        return switch (this) {
            case FIRMWARE -> word(Firmware.values(), value).map(cell::withFirmware);
            case BUS -> word(Bus.values(), value).map(cell::withBus);
            case WHERE -> word(Slot.values(), value).map(cell::withWhere);
            case SECTORS -> word(SectorSize.values(), value).map(cell::withSectors);
            case MEMORY -> memory(value).map(cell::withMemory);
            case MIRROR -> word(Half.values(), value).map(cell::withHalf);
            case NEIGHBOUR -> word(Neighbour.values(), value).map(cell::withNeighbour);
            case FAULT -> Faults.parse(value).map(cell::withFault);
        };
    }

    /** With a unit, or it would be taken for a size of sectors. */
    private static Optional<DataSize> memory(String value) {
        return value.matches("\\d{1,6}[MG]") ? Optional.of(DataSize.parse(value)) : Optional.empty();
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
