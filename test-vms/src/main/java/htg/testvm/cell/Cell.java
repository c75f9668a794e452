package htg.testvm.cell;

import htg.common.DataSize;
import htg.testvm.console.StickLandmarks;
import htg.testvm.fault.Fault;
import htg.testvm.fault.Half;
import htg.testvm.fault.Interruption;
import htg.testvm.fault.Neighbour;
import htg.testvm.fault.Reaction;
import htg.testvm.fault.Reaction.Action;
import htg.testvm.fault.Surrounding;
import htg.testvm.machine.Bus;
import htg.testvm.machine.Firmware;
import htg.testvm.machine.Machine;
import htg.testvm.machine.SectorSize;
import htg.testvm.machine.Slot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One combination of the matrix. Its name, {@code bios/usb-xhci} or {@code uefi/nvme/512M/twin}, has firmware and bus, then
 * what is not as usual.
 *
 * @param where the stick is plugged in, or when
 * @param memory of the machine
 */
public record Cell(
        Firmware firmware,
        Bus bus,
        Slot where,
        SectorSize sectors,
        DataSize memory,
        Half half,
        Neighbour neighbour,
        Fault fault) {
    /** The cell that other cells are described by their difference to. */
    public static final Cell USUAL = of(Firmware.BIOS, Bus.USB_XHCI);

    /** A sound stick alone in a machine. */
    public static Cell of(Firmware firmware, Bus bus) {
        return new Cell(
                firmware,
                bus,
                Slot.PORT,
                SectorSize.S512,
                Machine.DEFAULT_MEMORY,
                Half.BOTH,
                Neighbour.ALONE,
                Surrounding.NONE);
    }

    /**
     * The cell of that name; the words may come in any order, and those that are missing are as usual.
     *
     * @throws IllegalArgumentException when a word belongs to no axis
     */
    public static Cell parse(String name) {
        Cell cell = USUAL;
        for (String word : name.split("/", -1)) {
            Cell before = cell;
            cell = Stream.of(Axis.values())
                    .flatMap(axis -> axis.put(before, word).stream())
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is the value of no axis"));
        }
        return cell;
    }

    /** Why there can be no such machine; empty when it is possible. */
    public Optional<String> obstacle() {
        return bus.obstacle(firmware)
                .or(() -> where.obstacle(firmware, bus))
                .or(() -> bus.obstacle(sectors))
                .or(this::sectorObstacle)
                .or(this::neighbourObstacle)
                .or(() -> fault.obstacle(firmware, bus))
                .or(this::absenceObstacle)
                .or(this::momentObstacle)
                .or(this::earlierBootObstacle);
    }

    private Optional<String> sectorObstacle() {
        return sectors == SectorSize.S512 || firmware != Firmware.BIOS
                ? Optional.empty()
                : Optional.of("a BIOS reads sectors of 512 bytes");
    }

    private Optional<String> neighbourObstacle() {
        boolean told = neighbour == Neighbour.ALONE || isDirect() || bus.isRankedBy(firmware, where);
        return told
                ? neighbour.obstacle(bus, where)
                : Optional.of("the firmware cannot be told to try the stick before the other disk");
    }

    private Optional<String> absenceObstacle() {
        boolean pulledBefore = where == Slot.LATE
                && fault.reactions().stream()
                        .anyMatch(reaction -> reaction.action() == Action.UNPLUG
                                && !StickLandmarks.isAfter(reaction.landmark(), Interruption.SEARCHED));
        return pulledBefore
                ? Optional.of("a stick that is plugged in at '" + Interruption.SEARCHED + "' cannot be pulled before")
                : Optional.empty();
    }

    /** What is done to the machine while it runs: the stick that is late is plugged in, then what the fault does. */
    public List<Reaction> reactions() {
        Stream<Reaction> arrival =
                where == Slot.LATE ? Stream.of(new Reaction(Interruption.SEARCHED, Action.PLUG)) : Stream.empty();
        return Stream.concat(arrival, fault.reactions().stream()).toList();
    }

    private Optional<String> momentObstacle() {
        return isDirect() && moments().anyMatch(StickLandmarks::isBeforeKernel)
                ? Optional.of("where QEMU starts the kernel, neither firmware nor GRUB is seen")
                : Optional.empty();
    }

    private Optional<String> earlierBootObstacle() {
        boolean both = half.isStale()
                && (fault.powerCut().isPresent() || fault.loggedRequests().isPresent());
        return both ? Optional.of("the boot in which half the pool was away is the only one before") : Optional.empty();
    }

    /** The landmarks at which something happens to the machine. */
    public Stream<String> moments() {
        return Stream.concat(fault.powerCut().stream(), reactions().stream().map(Reaction::landmark));
    }

    /** Whether it starts past firmware and boot loader. */
    public boolean isDirect() {
        return firmware == Firmware.DIRECT;
    }

    /** Its value on each axis. */
    public Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        Stream.of(Axis.values()).forEach(axis -> values.put(axis.toString(), axis.valueIn(this)));
        return values;
    }

    public Cell withFirmware(Firmware value) {
        return new Cell(value, bus, where, sectors, memory, half, neighbour, fault);
    }

    public Cell withBus(Bus value) {
        return new Cell(firmware, value, where, sectors, memory, half, neighbour, fault);
    }

    public Cell withWhere(Slot value) {
        return new Cell(firmware, bus, value, sectors, memory, half, neighbour, fault);
    }

    public Cell withSectors(SectorSize value) {
        return new Cell(firmware, bus, where, value, memory, half, neighbour, fault);
    }

    public Cell withMemory(DataSize value) {
        return new Cell(firmware, bus, where, sectors, value, half, neighbour, fault);
    }

    public Cell withHalf(Half value) {
        return new Cell(firmware, bus, where, sectors, memory, value, neighbour, fault);
    }

    public Cell withNeighbour(Neighbour value) {
        return new Cell(firmware, bus, where, sectors, memory, half, value, fault);
    }

    public Cell withFault(Fault value) {
        return new Cell(firmware, bus, where, sectors, memory, half, neighbour, value);
    }

    /** Its folder in a report, for example {@code bios-usb-xhci}: a name that any file system and CI takes. */
    public String folderName() {
        return toString().replaceAll("[^A-Za-z0-9.]+", "-");
    }

    @Override
    public String toString() {
        return Stream.of(Axis.values())
                .filter(axis -> axis == Axis.FIRMWARE
                        || axis == Axis.BUS
                        || !axis.valueIn(this).equals(axis.valueIn(USUAL)))
                .map(axis -> axis.valueIn(this))
                .collect(Collectors.joining("/"));
    }
}
