package htg.image.report;

import htg.common.DataSize;
import htg.image.debian.AptSource;
import htg.image.plan.BuildPlan;
import htg.image.plan.DiskLayout.Extent;
import htg.image.plan.Stick;
import htg.image.spec.StickSpec;
import java.util.List;
import java.util.function.Predicate;

/** The plan for people. */
public final class PlanText {
    private PlanText() {}

    /**
     * A page of text.
     *
     * @param cached whether a cached step is already there
     */
    public static String of(BuildPlan plan, Predicate<htg.image.cache.CacheKey> cached) {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "stick",
                plan.spec().name() + ", Debian " + plan.spec().suite() + " as of "
                        + plan.index().date());
        for (Stick stick : plan.sticks()) {
            line(text, "output", stick.image() + ", " + plan.layout().size());
        }
        for (AptSource source : plan.index().sources()) {
            line(text, "packages", source.withoutCredentials().line().substring("deb ".length()));
        }
        line(
                text,
                "tool root",
                list(plan.toolPackages()) + state(cached.test(plan.keys().tool())));
        plan.zfs()
                .ifPresent(zfs -> line(
                        text,
                        "ZFS",
                        zfs.versions().zfs() + " for kernel " + zfs.versions().kernelRelease()
                                + state(cached.test(zfs.key()))));
        plan.spec()
                .machineOwnerKey()
                .ifPresent(key ->
                        line(text, "signed by", key.owner() + ", certificate with SHA-256 " + key.fingerprint()));
        line(
                text,
                "base",
                list(plan.basePackages()) + state(cached.test(plan.keys().base())));
        line(text, "root pool", pool(plan) + state(cached.test(plan.keys().pool())));
        line(
                text,
                "partitions",
                "1 BIOS boot " + extent(plan.layout().biosBoot()) + ", 2 ESP "
                        + extent(plan.layout().esp()) + ", 3 root pool "
                        + extent(plan.layout().root()));
        line(text, "BIOS reads", reads(plan.spec()));
        line(text, "kernel", String.join(" ", plan.kernelArguments()));
        line(text, "inputs", plan.digest());
        return text.toString();
    }

    private static String reads(StickSpec spec) {
        if (!spec.firmware().contains(StickSpec.Firmware.BIOS)) {
            return "none";
        }
        return switch (spec.grub().blockSize()) {
            case AUTO -> "in the blocks that are fastest on each machine";
            case STOCK -> "as GRUB does them by itself";
            default -> "in blocks of " + spec.grub().blockSize();
        };
    }

    private static String pool(BuildPlan plan) {
        StickSpec.Pool pool = plan.spec().pool();
        return pool.type().title() + (pool.mirrored() ? " mirror" : "") + ", " + pool.compression() + ", "
                + switch (pool.type()) {
                    case BTRFS -> "UUID " + plan.identities().pool();
                    case ZFS -> "GUID " + plan.identities().poolGuid();
                };
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format(java.util.Locale.ROOT, "%-10s  %s%n", name, value));
    }

    private static String list(List<String> packages) {
        return packages.size() + " packages named";
    }

    private static String state(boolean cached) {
        return cached ? " (from the cache)" : " (to be made)";
    }

    private static String extent(Extent extent) {
        return new DataSize(extent.length()).toString();
    }
}
