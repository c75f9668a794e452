package htg.fsimage.boot;

import htg.fsimage.boot.entry.BootFile;
import htg.fsimage.boot.kernel.KernelConfig;
import htg.fsimage.boot.kernel.KernelImage;
import htg.fsimage.boot.kernel.KernelReader;
import htg.fsimage.boot.kernel.UnifiedKernel;
import htg.fsimage.mounts.Mounts;
import htg.fsimage.mounts.Root;
import htg.fsimage.mounts.VersionOrder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All kernels that lie where kernels lie, with their ramdisks. */
final class Kernels {
    /** Where they lie: {@code /boot} itself, a partition of its own, an EFI system partition, media that install a system. */
    private static final List<String> FOLDERS = List.of(
            "/boot",
            "/",
            "/EFI/Linux",
            "/boot/efi/EFI/Linux",
            "/live",
            "/casper",
            "/install.amd",
            "/isolinux",
            "/images/pxeboot",
            "/boot/x86_64/loader",
            "/arch/boot/x86_64");

    private static final int MOST_KERNELS = 200;

    /** The best first: no rescue system, then the newest, then one with a ramdisk. */
    private static final Comparator<FoundKernel> BEST_FIRST = Comparator.comparing(
                    (FoundKernel kernel) -> RamdiskNames.isForEmergencies(kernel.name()))
            .thenComparing(Comparator.comparing(FoundKernel::version, VersionOrder.OLDEST_FIRST)
                    .reversed())
            .thenComparing(kernel -> kernel.ramdisks().isEmpty());

    private final List<FoundKernel> found = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    private Kernels() {}

    static List<FoundKernel> find(Mounts mounts) throws IOException {
        Kernels kernels = new Kernels();
        for (Root root : mounts.roots()) {
            for (String folder : FOLDERS) {
                kernels.look(root, folder);
            }
        }
        kernels.found.sort(BEST_FIRST);
        return kernels.found;
    }

    private void look(Root root, String folder) throws IOException {
        List<String> names = root.names(folder);
        for (String name : names) {
            String path = folder.equals("/") ? "/" + name : folder + "/" + name;
            boolean candidate = RamdiskNames.isKernel(name) || (folder.endsWith("/EFI/Linux") && name.endsWith(".efi"));
            if (candidate && seen.size() < MOST_KERNELS) {
                kernel(root, path, names);
            }
        }
    }

    private void kernel(Root root, String path, List<String> names) throws IOException {
        Optional<BootFile> file = BootFile.find(root, path);
        if (file.isEmpty()
                || !seen.add(file.get().mounted().name()
                        + " "
                        + file.get().node().attributes().id())) {
            return;
        }
        Optional<KernelImage> image = KernelReader.read(file.get(), root.problems());
        if (image.isPresent()) {
            found.add(kernel(root, path, names, file.get(), image.get()));
        }
    }

    private static FoundKernel kernel(Root root, String path, List<String> names, BootFile file, KernelImage image)
            throws IOException {
        Optional<UnifiedKernel> unified = UnifiedKernel.read(file, root.problems());
        if (unified.isPresent()) {
            return new FoundKernel(
                    unified.get().kernel(),
                    image,
                    image.release(),
                    unified.get().ramdisks(),
                    Optional.empty(),
                    root);
        }
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        String name = path.substring(folder.length());
        List<BootFile> ramdisks = new ArrayList<>();
        for (String ramdisk : RamdiskNames.matching(name, image.release(), names)) {
            BootFile.find(root, folder + ramdisk).ifPresent(ramdisks::add);
        }
        String version = image.release().isEmpty() ? RamdiskNames.suffix(name) : image.release();
        Optional<String> configuration = root.text(folder + "config-" + version);
        return new FoundKernel(file, image, version, ramdisks, configuration.map(KernelConfig::parse), root);
    }
}
