package htg.image.plan;

import htg.image.spec.StickSpec;
import java.util.List;

/** What the kernel and {@code fstab(5)} are told of the root pool. */
record PoolTable(StickSpec spec, Identities identities, String environment) {
    /** The pool is there, since the root is mounted from it: only a very slow machine makes udev take its time. */
    private static final String PATIENCE = ",noatime,x-systemd.device-timeout=15min";

    /** What the root is mounted from, by a link of udev's: a copy of the stick that is plugged in has the same UUID. */
    private static final String ROOT_DEVICE = "/dev/htg/root";

    List<String> kernelArguments() {
        return switch (spec.pool().type()) {
            case BTRFS ->
                List.of(
                        "root=UUID=" + identities.pool(),
                        "rootfstype=btrfs",
                        "rootflags=" + options("ROOT/" + environment));
            case ZFS -> List.of("root=ZFS=" + identities.poolGuid() + "/ROOT/" + environment, "rootfstype=zfs");
        };
    }

    /** One line for each part of the pool that has a place of its own. */
    String fstab() {
        return switch (spec.pool().type()) {
            case BTRFS ->
                btrfs("UUID=" + identities.pool(), "/", "ROOT/" + environment, ",noatime")
                        + btrfs(ROOT_DEVICE, "/home", "HOME", PATIENCE)
                        + btrfs(ROOT_DEVICE, "/var/log", "VAR/log", PATIENCE)
                        + btrfs(ROOT_DEVICE, "/srv/htg", "STORE", PATIENCE);
            case ZFS ->
                zfs("/", "ROOT/" + environment)
                        + zfs("/home", "HOME")
                        + zfs("/var/log", "VAR/log")
                        + zfs("/srv/htg", "STORE");
        };
    }

    private String btrfs(String device, String place, String subvolume, String more) {
        return device + " " + place + " btrfs " + options(subvolume) + more + " 0 0\n";
    }

    private String options(String subvolume) {
        return "subvol=" + subvolume
                + spec.pool()
                        .compression()
                        .btrfs()
                        .map(method -> ",compress=" + method)
                        .orElse("");
    }

    private String zfs(String place, String dataset) {
        return spec.name() + "/" + dataset + " " + place + " zfs defaults 0 0\n";
    }
}
