package htg.fsimage.inspect;

import htg.fsimage.boot.FoundKernel;
import htg.fsimage.boot.kernel.KernelConfig;
import htg.fsimage.boot.kernel.KernelImage.Support;
import htg.fsimage.inspect.Inspection.Kernel;
import htg.fsimage.inspect.Inspection.Ramdisk;
import htg.fsimage.mounts.Root;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What can be said of a kernel by its file, its configuration and its modules. */
final class KernelReport {
    /** Modules for virtual hardware, and the option of the configuration that makes each. */
    private static final Map<String, String> DRIVERS = new LinkedHashMap<>();

    static {
        DRIVERS.put("virtio_blk", "VIRTIO_BLK");
        DRIVERS.put("virtio_scsi", "SCSI_VIRTIO");
        DRIVERS.put("virtio_net", "VIRTIO_NET");
        DRIVERS.put("virtio_pci", "VIRTIO_PCI");
        DRIVERS.put("xen-blkfront", "XEN_BLKDEV_FRONTEND");
        DRIVERS.put("xen-netfront", "XEN_NETDEV_FRONTEND");
        DRIVERS.put("nvme", "BLK_DEV_NVME");
        DRIVERS.put("ahci", "SATA_AHCI");
    }

    private KernelReport() {}

    static Kernel of(FoundKernel found, List<Root> roots) throws IOException {
        List<Ramdisk> ramdisks = new ArrayList<>();
        found.ramdisks().forEach(ramdisk -> ramdisks.add(new Ramdisk(ramdisk.shown(), ramdisk.size())));
        Optional<KernelConfig> configuration = found.configuration();
        return new Kernel(
                found.file().shown(),
                found.version(),
                found.image().architecture(),
                found.image().format().shown(),
                found.file().size(),
                ramdisks,
                drivers(found, roots),
                support(found.image().paravirtualized(), configuration, "XEN_PV"),
                support(found.image().pvh(), configuration, "PVH"));
    }

    private static String support(Support byFile, Optional<KernelConfig> configuration, String option) {
        return switch (byFile) {
            case YES -> "yes";
            case NO -> "no";
            case UNKNOWN ->
                configuration
                        .map(config -> config.builtIn(option) || config.builtIn("XEN_" + option) ? "yes" : "no")
                        .orElse("unknown");
        };
    }

    private static List<String> drivers(FoundKernel found, List<Root> roots) throws IOException {
        String modules = modules(found.version(), roots);
        List<String> drivers = new ArrayList<>();
        DRIVERS.forEach((module, option) -> {
            boolean configured =
                    found.configuration().filter(config -> config.has(option)).isPresent();
            if (configured || modules.contains("/" + module + ".ko")) {
                drivers.add(module);
            }
        });
        return drivers;
    }

    /** The names of all modules, those that are built in as well, with hyphens where the kernel has them. */
    private static String modules(String version, List<Root> roots) throws IOException {
        StringBuilder names = new StringBuilder();
        for (Root root : roots) {
            for (String folder : List.of("/lib/modules/", "/usr/lib/modules/")) {
                if (!version.isEmpty() && names.isEmpty() && root.isFolder(folder + version)) {
                    names.append(root.text(folder + version + "/modules.dep").orElse(""));
                    names.append(
                            root.text(folder + version + "/modules.builtin").orElse(""));
                }
            }
        }
        return names.toString().toLowerCase(Locale.ROOT);
    }
}
