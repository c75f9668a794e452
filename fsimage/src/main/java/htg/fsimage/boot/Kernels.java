package htg.fsimage.boot;

import htg.fsimage.boot.entry.BootEntry;
import htg.fsimage.boot.entry.BootFile;
import htg.fsimage.boot.entry.BootMenu;
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

    private final KernelReader reader;
    private final List<FoundKernel> found = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    private Kernels(KernelReader reader) {
        this.reader = reader;
    }

    /** Those in their folders, and those that menus name, which may lie anywhere. */
    static List<FoundKernel> find(Mounts mounts, KernelReader reader, List<BootMenu> menus) throws IOException {
        Kernels kernels = new Kernels(reader);
        for (Root root : mounts.roots()) {
            for (String folder : FOLDERS) {
                kernels.look(root, folder);
            }
        }
        for (BootMenu menu : menus) {
            for (BootEntry entry : menu.entries()) {
                kernels.look(entry);
            }
        }
        kernels.found.sort(BEST_FIRST);
        return kernels.found;
    }

    private void look(BootEntry entry) throws IOException {
        Optional<BootFile> file = entry.kernel().filter(this::isNew);
        Optional<KernelImage> image = file.isEmpty() ? Optional.empty() : reader.read(file.get());
        if (image.isPresent()) {
            String path = file.get().path();
            String version = version(image.get(), path.substring(path.lastIndexOf('/') + 1));
            found.add(new FoundKernel(file.get(), image.get(), version, entry.ramdisks(), Optional.empty()));
        }
    }

    private static String version(KernelImage image, String name) {
        return image.release().isEmpty() ? RamdiskNames.suffix(name) : image.release();
    }

    private boolean isNew(BootFile file) {
        return seen.size() < MOST_KERNELS
                && seen.add(
                        file.mounted().name() + " " + file.node().attributes().id());
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
        Optional<BootFile> file = BootFile.find(root, path).filter(this::isNew);
        Optional<KernelImage> image = file.isEmpty() ? Optional.empty() : reader.read(file.get());
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
                    Optional.empty());
        }
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        String name = path.substring(folder.length());
        List<BootFile> ramdisks = new ArrayList<>();
        for (String ramdisk : RamdiskNames.matching(name, image.release(), names)) {
            BootFile.find(root, folder + ramdisk).ifPresent(ramdisks::add);
        }
        String version = version(image, name);
        Optional<String> configuration = root.text(folder + "config-" + version);
        return new FoundKernel(file, image, version, ramdisks, configuration.map(KernelConfig::parse));
    }
}
