package htg.testvm.cli;

import htg.common.DataSize;
import htg.testvm.qemu.AcceleratorChoice;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that switches machines on. */
final class MachineOptions {
    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            converter = Converters.OfSize.class,
            description = "The machine's memory (default: 2G).")
    private @Nullable DataSize memory;

    @Option(
            names = "--cpus",
            paramLabel = "N",
            description = "The machine's processors (default: 2 with KVM, 1 without).")
    private @Nullable Integer cpus;

    @Option(
            names = "--accel",
            defaultValue = "auto",
            paramLabel = "NAME",
            converter = Converters.OfAccelerator.class,
            description = "auto, kvm or tcg (default: auto, which is KVM where it works).")
    private AcceleratorChoice accelerator = AcceleratorChoice.AUTO;

    @Option(
            names = "--grow",
            defaultValue = "1G",
            paramLabel = "SIZE",
            converter = Converters.OfSize.class,
            description = "How much larger than the image the medium is (default: 1G).")
    private DataSize growth = DataSize.ofGibibytes(1);

    Optional<DataSize> memory() {
        return Optional.ofNullable(memory);
    }

    OptionalInt cpus() {
        return cpus == null ? OptionalInt.empty() : OptionalInt.of(cpus);
    }

    AcceleratorChoice accelerator() {
        return accelerator;
    }

    DataSize growth() {
        return growth;
    }
}
