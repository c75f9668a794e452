package htg.fsimage.image;

/**
 * What is known of a volume that is not read.
 *
 * @param type as {@code blkid} names it, such as {@code crypto_LUKS}
 * @param label as {@code blkid} shows it; empty where there is none
 * @param uuid as {@code blkid} shows it; empty where there is none
 * @param version of the format; empty where it has none
 * @param reason why it is not read, as the end of a sentence that begins with the volume
 */
public record Recognized(String type, String label, String uuid, String version, String reason) implements Contents {
    static Recognized of(String type, String reason) {
        return new Recognized(type, "", "", "", reason);
    }

    Recognized label(String text) {
        return new Recognized(type, text, uuid, version, reason);
    }

    Recognized uuid(String text) {
        return new Recognized(type, label, text, version, reason);
    }

    Recognized version(String text) {
        return new Recognized(type, label, uuid, text, reason);
    }
}
