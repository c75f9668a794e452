package htg.testvm.machine;

import htg.common.DataSize;
import htg.common.ExitCode;
import htg.common.HtgException;
import java.util.OptionalInt;

/**
 * A virtual PC.
 *
 * @param memory at least 64 MiB
 * @param cpus 1 to 64
 * @param sshPort port of the host's loopback address that leads to the guest's port 22, if any
 */
public record Machine(
        Firmware firmware, Bus bus, Accelerator accelerator, DataSize memory, int cpus, OptionalInt sshPort) {
    public static final DataSize DEFAULT_MEMORY = DataSize.ofGibibytes(2);

    private static final DataSize LEAST_MEMORY = DataSize.ofMebibytes(64);
    private static final int MOST_CPUS = 64;
    private static final int MOST_PORT = 65535;

    public Machine {
        bus.obstacle(firmware).ifPresent(reason -> {
            throw refused(
                    "Firmware " + firmware + " cannot boot from bus " + bus + ": " + reason,
                    "Choose another firmware or another bus.");
        });
        if (memory.compareTo(LEAST_MEMORY) < 0) {
            throw refused(memory + " of memory is too little", "Give the machine at least " + LEAST_MEMORY + ".");
        }
        if (cpus < 1 || cpus > MOST_CPUS) {
            throw refused(cpus + " processors are not possible", "Choose 1 to " + MOST_CPUS + ".");
        }
        if (sshPort.isPresent() && (sshPort.getAsInt() < 1 || sshPort.getAsInt() > MOST_PORT)) {
            throw refused(sshPort.getAsInt() + " is no port", "Choose 1024 to " + MOST_PORT + ".");
        }
    }

    /** A machine with the default memory and the accelerator's usual processors. */
    public static Machine of(Firmware firmware, Bus bus, Accelerator accelerator) {
        return new Machine(firmware, bus, accelerator, DEFAULT_MEMORY, accelerator.usualCpus(), OptionalInt.empty());
    }

    public Machine withMemory(DataSize newMemory) {
        return new Machine(firmware, bus, accelerator, newMemory, cpus, sshPort);
    }

    public Machine withCpus(int newCpus) {
        return new Machine(firmware, bus, accelerator, memory, newCpus, sshPort);
    }

    public Machine withSshPort(OptionalInt newSshPort) {
        return new Machine(firmware, bus, accelerator, memory, cpus, newSshPort);
    }

    private static HtgException refused(String message, String hint) {
        return new HtgException(ExitCode.USAGE, message, hint);
    }
}
