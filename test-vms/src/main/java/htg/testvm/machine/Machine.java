package htg.testvm.machine;

import htg.common.DataSize;
import htg.common.ExitCode;
import htg.common.HtgException;

/**
 * A virtual PC and the slot its stick is in.
 *
 * @param slot where on the bus, or when
 * @param memory at least 64 MiB
 * @param cpus 1 to 64
 */
public record Machine(
        Firmware firmware,
        Bus bus,
        Slot slot,
        SectorSize sectors,
        Accelerator accelerator,
        DataSize memory,
        int cpus,
        Clock clock) {
    public static final DataSize DEFAULT_MEMORY = DataSize.ofGibibytes(2);

    private static final DataSize LEAST_MEMORY = DataSize.ofMebibytes(64);
    private static final int MOST_CPUS = 64;

    public Machine {
        bus.obstacle(firmware).ifPresent(reason -> {
            throw refused(
                    "Firmware " + firmware + " cannot boot from bus " + bus + ": " + reason,
                    "Choose another firmware or another bus.");
        });
        slot.obstacle(firmware, bus).ifPresent(reason -> {
            throw refused(
                    "With firmware " + firmware + " and bus " + bus + " the stick cannot be at '" + slot + "': "
                            + reason,
                    "Choose another bus.");
        });
        bus.obstacle(sectors).ifPresent(reason -> {
            throw refused("Bus " + bus + " has no sectors of " + sectors + ": " + reason, "Choose another bus.");
        });
        if (clock == Clock.NONE && firmware != Firmware.DIRECT) {
            throw refused("Firmware " + firmware + " needs a clock", "Choose --firmware direct.");
        }
        if (memory.compareTo(LEAST_MEMORY) < 0) {
            throw refused(memory + " of memory is too little", "Give the machine at least " + LEAST_MEMORY + ".");
        }
        if (cpus < 1 || cpus > MOST_CPUS) {
            throw refused(cpus + " processors are not possible", "Choose 1 to " + MOST_CPUS + ".");
        }
    }

    /**
     * A machine with the stick in a port, 512-byte sectors, the default memory, the accelerator's usual processors and the
     * right time.
     */
    public static Machine of(Firmware firmware, Bus bus, Accelerator accelerator) {
        return new Machine(
                firmware,
                bus,
                Slot.PORT,
                SectorSize.S512,
                accelerator,
                DEFAULT_MEMORY,
                accelerator.usualCpus(),
                Clock.HOST);
    }

    public Machine withSlot(Slot newSlot) {
        return new Machine(firmware, bus, newSlot, sectors, accelerator, memory, cpus, clock);
    }

    public Machine withSectors(SectorSize newSectors) {
        return new Machine(firmware, bus, slot, newSectors, accelerator, memory, cpus, clock);
    }

    public Machine withMemory(DataSize newMemory) {
        return new Machine(firmware, bus, slot, sectors, accelerator, newMemory, cpus, clock);
    }

    public Machine withCpus(int newCpus) {
        return new Machine(firmware, bus, slot, sectors, accelerator, memory, newCpus, clock);
    }

    public Machine withClock(Clock newClock) {
        return new Machine(firmware, bus, slot, sectors, accelerator, memory, cpus, newClock);
    }

    /** Whether there is anything to take a picture of. */
    public boolean hasScreen() {
        return chipset().hasScreen();
    }

    Chipset chipset() {
        return clock == Clock.NONE ? Chipset.MICROVM : bus.chipset();
    }

    private static HtgException refused(String message, String hint) {
        return new HtgException(ExitCode.USAGE, message, hint);
    }
}
