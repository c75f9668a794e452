package htg.fsimage.boot;

import htg.fsimage.boot.entry.BootFile;
import htg.fsimage.mounts.Fstab;
import htg.fsimage.mounts.Mounted;
import htg.fsimage.mounts.Mounts;
import htg.fsimage.mounts.Root;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A command line for a kernel that no configuration gives one.
 *
 * @param words of it
 * @param reason why these, part of a sentence
 */
record RootArguments(String words, String reason) {
    private static final List<String> SIGNS =
            List.of("/etc/fstab", "/etc/os-release", "/usr/lib/os-release", "/sbin/init", "/etc/inittab", "/bin/sh");
    /** More than the signs together. */
    private static final int HAS_KERNEL = 10;

    private static final int HAS_MODULES = 20;

    /**
     * What names the root file system.
     *
     * @param kernel the one that is started
     * @param version of it, empty where that is not known
     * @param ramdisk whether there is one: without it the kernel itself must find the root, and knows no UUIDs of file systems
     */
    static RootArguments of(Mounts mounts, BootFile kernel, String version, boolean ramdisk) throws IOException {
        return of(root(mounts, Optional.of(kernel), version), ramdisk);
    }

    /** As {@link #of(Mounts, BootFile, String, boolean)}, for whatever kernel and with a ramdisk. */
    static RootArguments of(Optional<Root> root) throws IOException {
        return of(root, true);
    }

    private static RootArguments of(Optional<Root> root, boolean ramdisk) throws IOException {
        if (root.isEmpty()) {
            return new RootArguments("", "no file system looks like a system's root, so no root is given");
        }
        Optional<Fstab.Line> line = Fstab.rootLine(root.get());
        Mounted mounted = root.get().mounted();
        if (!ramdisk && !mounted.place().partitionId().isEmpty()) {
            return arguments("PARTUUID=" + mounted.place().partitionId(), root.get(), line, "its partition's GUID");
        } else if (line.isPresent() && isLasting(line.get().device())) {
            return arguments(line.get().device(), root.get(), line, "/etc/fstab");
        } else if (!mounted.info().uuid().isEmpty()) {
            return arguments("UUID=" + mounted.info().uuid(), root.get(), line, "the file system's UUID");
        } else if (line.isPresent()) {
            return arguments(line.get().device(), root.get(), line, "/etc/fstab");
        }
        String label = mounted.info().label();
        return label.isEmpty()
                ? new RootArguments("", "the root file system " + mounted.name() + " has no name, so no root is given")
                : arguments("LABEL=" + label, root.get(), line, "the file system's label");
    }

    /** The likeliest root of all: the one with most of what every system has. */
    static Optional<Root> root(Mounts mounts) throws IOException {
        return root(mounts, Optional.empty(), "");
    }

    /** Of several systems the one that has the kernel's modules, else the one that has the kernel. */
    private static Optional<Root> root(Mounts mounts, Optional<BootFile> kernel, String version) throws IOException {
        Optional<Root> best = Optional.empty();
        int most = 0;
        for (Root root : mounts.roots()) {
            int signs = 0;
            for (String sign : SIGNS) {
                signs += root.findLink(sign).isPresent() ? 1 : 0;
            }
            if (signs > 0) {
                signs += hasModules(root, version) ? HAS_MODULES : 0;
                signs += kernel.filter(file -> holds(root, file)).isPresent() ? HAS_KERNEL : 0;
            }
            if (signs > most) {
                most = signs;
                best = Optional.of(root);
            }
        }
        return best;
    }

    private static boolean hasModules(Root root, String version) throws IOException {
        return !version.isEmpty()
                && (root.isFolder("/lib/modules/" + version) || root.isFolder("/usr/lib/modules/" + version));
    }

    private static boolean holds(Root root, BootFile file) {
        return root.mounted().equals(file.mounted()) && file.path().startsWith(root.absolute("/"));
    }

    /** Names such as /dev/sda1 change with the machine. */
    private static boolean isLasting(String device) {
        return device.contains("=") || device.startsWith("/dev/mapper/") || device.startsWith("/dev/disk/");
    }

    private static RootArguments arguments(String device, Root root, Optional<Fstab.Line> line, String reason) {
        String words = "root=" + device.replace("\"", "") + " ro";
        String subvolume = line.map(one -> one.option("subvol")).orElse("");
        if (subvolume.isEmpty()
                && root.mounted().info().type().equals("btrfs")
                && !root.path().equals("/")) {
            subvolume = root.path();
        }
        if (!subvolume.isEmpty()) {
            words += " rootflags=subvol=" + subvolume;
        }
        return new RootArguments(words, "the root on its command line is from " + reason);
    }
}
