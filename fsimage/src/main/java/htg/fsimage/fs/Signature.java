package htg.fsimage.fs;

/**
 * What a provider recognizes in the first bytes of a volume.
 *
 * @param type as in {@link FileSystemInfo#type}, as far as it can be told so early
 * @param strength how sure that is
 */
public record Signature(String type, Strength strength) {
    /** Of two that claim a volume the stronger one is asked first. */
    public enum Strength {
        /** Some fields have values that they would have. */
        PLAUSIBLE,
        /** The format's magic number is in its place. */
        MAGIC,
        /** That, and a checksum or as good a proof. */
        PROVEN
    }
}
