package htg.fsimage.inspect;

import htg.fsimage.boot.BootFinder;
import htg.fsimage.boot.BootFindings;
import htg.fsimage.boot.BootRequest;
import htg.fsimage.boot.FoundKernel;
import htg.fsimage.boot.kernel.KernelReader;
import htg.fsimage.inspect.Inspection.Kernel;
import htg.fsimage.inspect.Inspection.Loader;
import htg.fsimage.mounts.Mounts;
import htg.fsimage.mounts.Root;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at everything in an image that tells what it is. */
public final class Inspector {
    private static final List<String> WINDOWS_DRIVERS =
            List.of("/Windows/System32/drivers/viostor.sys", "/Windows/System32/drivers/vioscsi.sys");

    private Inspector() {}

    /**
     * Looks through an image.
     *
     * @param parts the disks that the file systems are on, and their partitions, those included that are not read; may be none
     */
    public static Inspection inspect(Mounts mounts, List<Part> parts) throws IOException {
        return inspect(mounts, parts, BootFinder.find(mounts, BootRequest.DEFAULT));
    }

    /** As {@link #inspect(Mounts, List)}, with what {@link BootFinder} has already found there. */
    public static Inspection inspect(Mounts mounts, List<Part> parts, BootFindings findings) throws IOException {
        List<Root> roots = mounts.roots();
        List<OperatingSystem> systems = new ArrayList<>();
        boolean windowsVirtio = false;
        for (Root root : roots) {
            system(root).ifPresent(systems::add);
            for (String driver : WINDOWS_DRIVERS) {
                windowsVirtio |= root.anyCase(driver).isPresent();
            }
        }
        List<Kernel> kernels = new ArrayList<>();
        KernelReader reader = new KernelReader(mounts.limits(), mounts.problems());
        for (FoundKernel kernel : findings.kernels()) {
            kernels.add(KernelReport.of(kernel, roots, reader));
        }
        List<Loader> loaders = LoaderReader.read(mounts, parts, findings.menus());
        UnreadSystems unread = new UnreadSystems(mounts, parts, loaders);
        unread.windows(systems).ifPresent(systems::add);
        unread.freeBsd(systems).ifPresent(systems::add);
        Needs needs = new NeedsReader(systems, loaders, kernels, windowsVirtio).read();
        return new Inspection(
                systems, loaders, kernels, needs, mounts.problems().list());
    }

    private static Optional<OperatingSystem> system(Root root) throws IOException {
        Optional<OperatingSystem> other = OtherReader.read(root);
        return other.isPresent() ? other : LinuxReader.read(root);
    }
}
