package htg.fsimage.inspect;

import htg.fsimage.boot.FoundKernel;
import htg.fsimage.boot.kernel.KernelConfig;
import htg.fsimage.boot.kernel.KernelImage;
import htg.fsimage.boot.kernel.KernelImage.Support;
import htg.fsimage.boot.kernel.KernelReader;
import htg.fsimage.inspect.Inspection.Kernel;
import htg.fsimage.inspect.Inspection.Ramdisk;
import htg.fsimage.mounts.Root;
import htg.fsimage.mounts.VersionOrder;
import htg.fsimage.volume.Names;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What can be said of a kernel by its file, its configuration and its modules. */
final class KernelReport {
    private static final int LONGEST_LIST = 4 << 20;
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

    static Kernel of(FoundKernel found, List<Root> roots, KernelReader reader) throws IOException {
        List<Ramdisk> ramdisks = new ArrayList<>();
        found.ramdisks().forEach(ramdisk -> ramdisks.add(new Ramdisk(ramdisk.shown(), ramdisk.size())));
        Optional<KernelConfig> configuration = configuration(found, roots);
        // What it says itself is packed, so that its configuration is asked first.
        KernelImage image = configuration.isPresent() ? found.image() : reader.withXen(found.file(), found.image());
        return new Kernel(
                found.file().shown(),
                found.version(),
                found.image().architecture(),
                found.image().format().shown(),
                found.file().size(),
                ramdisks,
                drivers(found, configuration, roots),
                configuration.map(config -> startsAsPv(config, found.version())).orElse(shown(image.paravirtualized())),
                configuration
                        .map(config -> startsAsPvh(config, found.version()))
                        .orElse(shown(image.pvh())));
    }

    private static String shown(Support support) {
        return support.name().toLowerCase(Locale.ROOT);
    }

    /** Before Linux 4.13 whatever was made for Xen could start as PV. */
    private static String startsAsPv(KernelConfig config, String version) {
        boolean all = config.builtIn("XEN") && isBefore(version, "4.13");
        return config.builtIn("XEN_PV") || all ? "yes" : "no";
    }

    /** Before Linux 4.11 the option was for another kind of PVH, which Xen has given up. */
    private static String startsAsPvh(KernelConfig config, String version) {
        boolean old = isBefore(version, "4.11");
        return config.builtIn("PVH") || (config.builtIn("XEN_PVH") && !old) ? "yes" : "no";
    }

    private static boolean isBefore(String version, String other) {
        boolean said = !version.isEmpty() && Character.isDigit(version.charAt(0));
        return said && VersionOrder.OLDEST_FIRST.compare(version, other) < 0;
    }

    /** That beside the kernel, else that among its modules. */
    private static Optional<KernelConfig> configuration(FoundKernel found, List<Root> roots) throws IOException {
        Optional<KernelConfig> configuration = found.configuration().filter(one -> !one.isEmpty());
        for (Root root : roots) {
            if (configuration.isEmpty() && !found.version().isEmpty()) {
                configuration = root.text("/lib/modules/" + found.version() + "/config")
                        .map(KernelConfig::parse)
                        .filter(one -> !one.isEmpty());
            }
        }
        return configuration;
    }

    private static List<String> drivers(FoundKernel found, Optional<KernelConfig> configuration, List<Root> roots)
            throws IOException {
        String modules = modules(found.version(), roots);
        List<String> drivers = new ArrayList<>();
        DRIVERS.forEach((module, option) -> {
            boolean configured =
                    configuration.filter(config -> config.has(option)).isPresent();
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
                    names.append(text(root, folder + version + "/modules.dep"));
                    names.append(text(root, folder + version + "/modules.builtin"));
                }
            }
        }
        return names.toString();
    }

    /** Longer than other text: a line has each module with all that it needs. */
    private static String text(Root root, String file) throws IOException {
        return root.start(file, LONGEST_LIST).map(Names::decode).orElse("");
    }
}
