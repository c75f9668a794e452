package htg.image.report;

import htg.image.debian.Manifest;
import java.util.List;
import java.util.SortedMap;

/**
 * The document beside a finished image. Field names are stable; sizes are in bytes, times in milliseconds.
 *
 * @param format version of this document
 * @param inputs digest of everything that went into the image
 * @param image the image as a file
 * @param bootFiles SHA-256 of each file of the boot partition by its path, as read back from the image
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
        SortedMap<String, BootFile> bootFiles,
        List<Step> steps,
        List<Manifest.Entry> packages) {
    public static final int FORMAT = 1;

    public BuildReport {
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

    /** A file of the boot partition. */
    public record BootFile(long size, String sha256) {}

    /** One step. */
    public record Step(String name, long milliseconds, String outcome) {}
}
