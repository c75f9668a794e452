package htg.fsimage.inspect;

import htg.fsimage.inspect.Inspection.Firmware;
import htg.fsimage.inspect.Inspection.Kernel;
import htg.fsimage.inspect.Inspection.Loader;
import htg.fsimage.inspect.Needs.Answer;
import htg.fsimage.inspect.Needs.Verdict;
import htg.fsimage.inspect.Needs.Way;
import htg.fsimage.inspect.OperatingSystem.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Draws conclusions from what was found. */
final class NeedsReader {
    private final List<OperatingSystem> systems;
    private final List<Loader> loaders;
    private final Optional<Kernel> kernel;
    private final boolean windowsVirtio;

    NeedsReader(List<OperatingSystem> systems, List<Loader> loaders, List<Kernel> kernels, boolean windowsVirtio) {
        this.systems = systems;
        this.loaders = loaders;
        this.kernel = kernels.stream().findFirst();
        this.windowsVirtio = windowsVirtio;
    }

    Needs read() {
        return new Needs(
                firmware(),
                virtioDisk() ? "virtio" : "sata",
                List.of(
                        kvm(),
                        xen(Way.XEN_PV, kernel.map(Kernel::paravirtualized).orElse("unknown"), "PV"),
                        xen(Way.XEN_PVH, kernel.map(Kernel::pvh).orElse("unknown"), "PVH"),
                        container()));
    }

    private boolean is(Kind kind) {
        return systems.stream().anyMatch(system -> system.kind() == kind);
    }

    private boolean startedBy(Firmware firmware) {
        return loaders.stream().anyMatch(loader -> loader.firmware() == firmware);
    }

    private String firmware() {
        boolean bios = startedBy(Firmware.BIOS);
        if (startedBy(Firmware.UEFI)) {
            return bios ? "BIOS or UEFI" : "UEFI";
        }
        return bios ? "BIOS" : "none";
    }

    private boolean virtioDisk() {
        return windowsVirtio
                || kernel.filter(one -> one.drivers().contains("virtio_blk")
                                || one.drivers().contains("virtio_scsi"))
                        .isPresent();
    }

    private Verdict kvm() {
        List<String> reasons = new ArrayList<>();
        boolean firmware = startedBy(Firmware.BIOS) || startedBy(Firmware.UEFI);
        if (firmware) {
            reasons.add("It has a boot loader for " + firmware() + ".");
        } else if (kernel.isPresent()) {
            reasons.add("It has no boot loader that firmware starts; its kernel must be given to the virtual machine.");
        } else {
            reasons.add("It has neither a boot loader that firmware starts nor a kernel of Linux.");
        }
        reasons.add(
                virtioDisk()
                        ? "It has drivers for disks of virtio."
                        : "No drivers for disks of virtio were found, so its disk should be one of SATA.");
        String architecture = architecture();
        if (!architecture.isEmpty()) {
            reasons.add("It is for machines of the architecture " + architecture + ".");
        }
        boolean possible = firmware || kernel.isPresent();
        return new Verdict(Way.KVM, possible ? Answer.YES : Answer.NO, reasons);
    }

    /** Of its kernel, else of its system. */
    private String architecture() {
        return kernel.map(Kernel::architecture)
                .orElse(systems.stream()
                        .map(OperatingSystem::architecture)
                        .filter(machine -> !machine.isEmpty())
                        .findFirst()
                        .orElse(""));
    }

    private Verdict xen(Way way, String support, String name) {
        if (kernel.isEmpty()) {
            return new Verdict(way, Answer.NO, List.of("It has no kernel of Linux to start as " + name + "."));
        }
        String version = kernel.get().version();
        return switch (support) {
            case "yes" ->
                new Verdict(way, Answer.YES, List.of("Its kernel " + version + " can start as " + name + "."));
            case "no" ->
                new Verdict(
                        way,
                        Answer.NO,
                        List.of("Its kernel " + version + " was built without what " + name + " needs."));
            default ->
                new Verdict(
                        way,
                        Answer.UNKNOWN,
                        List.of("Neither the kernel " + version + " nor its configuration says whether it can start as "
                                + name + "."));
        };
    }

    private Verdict container() {
        Optional<OperatingSystem> linux =
                systems.stream().filter(system -> system.kind() == Kind.LINUX).findFirst();
        if (linux.isEmpty()) {
            String what = is(Kind.WINDOWS) ? "It is Windows, which cannot run" : "Nothing in it could run";
            return new Verdict(Way.CONTAINER, Answer.NO, List.of(what + " as a container of Linux."));
        }
        String init = linux.get().init();
        return init.isEmpty()
                ? new Verdict(
                        Way.CONTAINER,
                        Answer.UNKNOWN,
                        List.of("It has no init, so only single programs of it can run as a container."))
                : new Verdict(Way.CONTAINER, Answer.YES, List.of("It is a Linux that " + init + " starts."));
    }
}
