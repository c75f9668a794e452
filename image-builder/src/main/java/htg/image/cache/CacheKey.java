package htg.image.cache;

import htg.common.io.Digests;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Names a cached result by its kind and the digest of its inputs.
 *
 * @param kind for example {@code base}; one folder each
 * @param digest the first 32 hexadecimal digits of the inputs' SHA-256
 */
public record CacheKey(String kind, String digest) {
    private static final Pattern KIND = Pattern.compile("[a-z][a-z-]*");

    public CacheKey {
        if (!KIND.matcher(kind).matches()) {
            throw new IllegalArgumentException("not a kind: " + kind);
        }
    }

    /** The key of a result that depends on exactly these inputs, in this order. */
    public static CacheKey of(String kind, List<String> inputs) {
        // Each input carries its length, so that no two lists run together into the same text.
        List<String> framed = new ArrayList<>();
        inputs.forEach(input -> framed.add(input.length() + ":" + input));
        return new CacheKey(kind, Digests.sha256(String.join("\n", framed)).substring(0, 32));
    }

    @Override
    public String toString() {
        return kind + "-" + digest;
    }
}
