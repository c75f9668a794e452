package htg.image.report;

import htg.image.debian.Manifest;
import htg.image.inspect.SecureBoot;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;

/**
 * The document beside a finished image. Field names are stable; sizes are in bytes, times in milliseconds.
 *
 * @param format version of this document
 * @param inputs digest of everything that went into the image
 * @param image the image as a file
 * @param pool what the root pool is
 * @param bootFiles SHA-256 of each file of the boot partition by its path, as read back from the image
 * @param secureBoot who has signed what, and which entries of the menu start where, as read back from the image
 * @param ramdisks what each tier of the ramdisk holds, in the order in which the kernel unpacks them
 * @param otherSticks the same of the other half of a mirror
 * @param steps what was done, in order of completion
 * @param packages every installed package
 */
public record BuildReport(
        int format,
        String name,
        String suite,
        String inputs,
        Source source,
        ImageFile image,
        Identity identities,
        String kernelVersion,
        Pool pool,
        SortedMap<String, BootFile> bootFiles,
        SecureBoot secureBoot,
        List<Ramdisk> ramdisks,
        List<Stick> otherSticks,
        List<Step> steps,
        List<Manifest.Entry> packages) {
    public static final int FORMAT = 1;

    public BuildReport {
        Objects.requireNonNull(secureBoot, "an older htg wrote this report");
        ramdisks = List.copyOf(ramdisks);
        otherSticks = List.copyOf(otherSticks);
        steps = List.copyOf(steps);
        packages = List.copyOf(packages);
    }

    /** State of the archive: digest over its indices, and the newest index's date in ISO 8601, UTC. */
    public record Source(String packageIndex, String date) {}

    /** Nominal size, space the file really takes, and its SHA-256. */
    public record ImageFile(String file, long size, long allocated, String sha256) {}

    /** As {@code blkid} prints them; {@code hostid} in hexadecimal as {@code hostid(1)}. */
    public record Identity(
            String disk, String biosBoot, String esp, String root, String pool, String espVolume, String hostid) {}

    /** As in the specification; {@code guid} as ZFS prints it, empty for btrfs, whose UUID is among the identities. */
    public record Pool(String type, int mirror, String compression, String guid) {}

    /** One stick. */
    public record Stick(
            ImageFile image, Identity identities, SortedMap<String, BootFile> bootFiles, SecureBoot secureBoot) {}

    /** All sticks, the first one first. */
    public List<Stick> sticks() {
        List<Stick> all = new ArrayList<>(List.of(new Stick(image, identities, bootFiles, secureBoot)));
        all.addAll(otherSticks);
        return all;
    }

    /** A file of the boot partition. */
    public record BootFile(long size, String sha256) {}

    /**
     * A tier of the ramdisk.
     *
     * @param size of its file
     * @param contentSize of what it holds: the memory it takes until the base starts
     */
    public record Ramdisk(String file, long size, long contentSize, List<Feature> features) {
        public Ramdisk {
            features = List.copyOf(features);
        }

        /**
         * What is in a tier for one reason. Modules that several features need are the feature {@code shared}.
         *
         * @param files how many
         * @param contentSize of all of them
         * @param packedSize of all of them, packed by themselves; a tier's file is smaller than the sum
         */
        public record Feature(String name, int files, long contentSize, long packedSize) {}
    }

    /** One step. */
    public record Step(String name, long milliseconds, String outcome) {}
}
