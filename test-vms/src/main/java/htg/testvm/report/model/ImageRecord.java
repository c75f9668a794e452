package htg.testvm.report.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The image that was tested.
 *
 * @param path as the user named it, for people
 * @param sha256 of its content, in lower case, where somebody took the time to compute it
 */
public record ImageRecord(String path, long bytes, Optional<String> sha256) {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    public ImageRecord {
        path = PlainText.line(path);
        if (bytes < 0) {
            throw new IllegalArgumentException("an image has no " + bytes + " bytes");
        }
        if (sha256.filter(digest -> !DIGEST.matcher(digest).matches()).isPresent()) {
            throw new IllegalArgumentException("no SHA-256 digest: " + sha256.get());
        }
    }

    /** Whether nothing speaks against both being the same image: digests where both are known, and sizes. */
    public boolean mayEqual(ImageRecord other) {
        boolean digestsDiffer = sha256.isPresent() && other.sha256.isPresent() && !sha256.equals(other.sha256);
        return bytes == other.bytes && !digestsDiffer;
    }

    /** Whether both are known to be the same image. */
    public boolean equalsSurely(ImageRecord other) {
        return sha256.isPresent() && sha256.equals(other.sha256);
    }

    /** What it is known by beyond its name. */
    public String identity() {
        return bytes + " bytes" + sha256.map(digest -> ", sha256 " + digest).orElse("");
    }
}
