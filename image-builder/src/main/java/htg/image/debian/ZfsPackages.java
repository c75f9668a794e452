package htg.image.debian;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which ZFS is to be built for which kernel.
 *
 * @param kernelRelease as {@code uname -r} prints it, for example {@code 6.12.117+deb13-amd64}
 * @param kernel version of the kernel's package
 * @param zfs version of the package {@code zfs-dkms}
 */
public record ZfsPackages(String kernelRelease, DebianVersion kernel, DebianVersion zfs) {
    /** The packages to look up. */
    public static final Set<String> NAMES = Set.of("linux-image-amd64", "zfs-dkms");

    private static final Pattern IMAGE = Pattern.compile("\\blinux-image-(\\d\\S*-amd64)\\b");

    /**
     * Takes the versions from what was looked up.
     *
     * @throws HtgException {@link ExitCode#ENVIRONMENT} when the archive has no ZFS
     */
    public static ZfsPackages of(Map<String, OfferedPackage> offered, String suite) {
        OfferedPackage image = require(offered, "linux-image-amd64", suite);
        OfferedPackage zfs = require(offered, "zfs-dkms", suite);
        Matcher release = IMAGE.matcher(image.depends());
        if (!release.find()) {
            throw new IllegalStateException("linux-image-amd64 depends on no kernel: " + image.depends());
        }
        return new ZfsPackages(release.group(1), image.version(), zfs.version());
    }

    private static OfferedPackage require(Map<String, OfferedPackage> offered, String name, String suite) {
        OfferedPackage found = offered.get(name);
        if (found == null) {
            throw new HtgException(
                    ExitCode.ENVIRONMENT,
                    "The mirror has no package '" + name + "' in " + suite + ", which a ZFS stick is built with",
                    "It is in Debian's component 'contrib': name a mirror that has it with --mirror URL.");
        }
        return found;
    }
}
