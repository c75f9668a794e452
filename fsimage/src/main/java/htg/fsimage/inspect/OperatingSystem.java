package htg.fsimage.inspect;

import htg.fsimage.mounts.Fstab;
import java.util.List;

/**
 * An operating system in a root folder. What is not known is empty text.
 *
 * @param place such as {@code sda2:/}
 * @param kind of system
 * @param distribution its id as in os-release, such as {@code debian}
 * @param family such as {@code redhat}, of which several distributions are
 * @param version such as {@code 12}
 * @param name for people, such as {@code Debian GNU/Linux 12 (bookworm)}
 * @param hostname of the machine
 * @param architecture as {@code uname -m}
 * @param init what starts its services, such as {@code systemd}
 * @param packages what installs its packages, such as {@code apt}
 * @param cloud what sets it up in a cloud
 * @param mounts lines of its {@code /etc/fstab}
 */
public record OperatingSystem(
        String place,
        Kind kind,
        String distribution,
        String family,
        String version,
        String name,
        String hostname,
        String architecture,
        String init,
        String packages,
        CloudInit cloud,
        List<Fstab.Line> mounts) {
    /** Kinds of systems. */
    public enum Kind {
        LINUX,
        WINDOWS,
        FREEBSD,
        NETBSD,
        OPENBSD,
        SOLARIS,
        /** A medium that installs one. */
        INSTALLER
    }

    /**
     * cloud-init.
     *
     * @param installed whether it is there
     * @param disabled whether a file keeps it from doing anything
     * @param datasources where it looks for its settings, none where that is not set
     * @param seeds folders with settings in the image itself
     */
    public record CloudInit(boolean installed, boolean disabled, List<String> datasources, List<String> seeds) {
        public static final CloudInit NONE = new CloudInit(false, false, List.of(), List.of());

        public CloudInit {
            datasources = List.copyOf(datasources);
            seeds = List.copyOf(seeds);
        }
    }

    public OperatingSystem {
        mounts = List.copyOf(mounts);
    }

    /** One of which only this is known. */
    static OperatingSystem of(String place, Kind kind, Identity identity) {
        return new OperatingSystem(
                place,
                kind,
                identity.id(),
                identity.family(),
                identity.version(),
                identity.name(),
                "",
                "",
                "",
                "",
                CloudInit.NONE,
                List.of());
    }

    OperatingSystem architecture(String machine) {
        return new OperatingSystem(
                place, kind, distribution, family, version, name, hostname, machine, init, packages, cloud, mounts);
    }

    OperatingSystem running(String host, String initSystem, String packageManager) {
        return new OperatingSystem(
                place,
                kind,
                distribution,
                family,
                version,
                name,
                host,
                architecture,
                initSystem,
                packageManager,
                cloud,
                mounts);
    }

    OperatingSystem with(CloudInit cloudInit, List<Fstab.Line> lines) {
        return new OperatingSystem(
                place,
                kind,
                distribution,
                family,
                version,
                name,
                hostname,
                architecture,
                init,
                packages,
                cloudInit,
                lines);
    }
}
