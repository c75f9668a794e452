package htg.testvm.stick;

import htg.common.process.CommandRunner;
import htg.testvm.qemu.StickImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A comparison of identities taken out of the trampoline, and the cells of the matrix "pools" that have to notice. */
public enum IdentityMutation {
    /** Every btrfs passes for the stick's pool. */
    ANY_POOL(
            "htg/lib/btrfs.sh",
            "!= \"${HTG_POOL}\" ]",
            "= never ]",
            "direct/virtio-blk/foreign-pool",
            "direct/usb-xhci/foreign-pool",
            "direct/usb-xhci/same-name-pool"),
    /**
     * Every ZFS pool does. Each device has a number of its own, so that it is noticed only where the other comes first, which on
     * USB is a matter of luck.
     */
    ANY_ZFS_POOL(
            "htg/lib/zfs.sh",
            "!= \"${HTG_POOL}\" ]",
            "= never ]",
            "direct/virtio-blk/foreign-pool",
            "direct/virtio-blk/same-name-pool",
            "direct/virtio-blk/same-name-zpool"),
    /** Two devices never pass for the same one. */
    ANY_DEVICE("htg/lib/members.sh", "*\" $2 \"*) HTG_TWINS=", "never) HTG_TWINS=", "direct/virtio-blk/twin"),
    /** Each stick passes for the one that GRUB started from. */
    ANY_STICK(
            "htg/lib/token.sh",
            "htg_bears_token() {\n",
            "htg_bears_token() {\n    return 0\n",
            "direct/virtio-blk/used-twin");

    private final String file;
    private final String comparison;
    private final String instead;

    @SuppressWarnings("ImmutableEnumChecker") // it is immutable, which its type does not say
    private final List<String> noticed;

    IdentityMutation(String file, String comparison, String instead, String... noticed) {
        this.file = file;
        this.comparison = comparison;
        this.instead = instead;
        this.noticed = List.of(noticed);
    }

    /** Names of cells that fail then. */
    public List<String> noticed() {
        return noticed;
    }

    /** Writes a copy of a sound stick with this trampoline. */
    public StickImage apply(CommandRunner runner, StickParts stick, Path target) {
        return StickCopy.make(runner, stick, target, copy -> Ramdisk.edit(copy, file, this::mutated))
                .image();
    }

    private String mutated(String text) {
        if (!text.contains(comparison)) {
            throw new IllegalStateException(file + " no longer has: " + comparison);
        }
        return text.replace(comparison, instead);
    }

    /** For a file's or a test's name. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
