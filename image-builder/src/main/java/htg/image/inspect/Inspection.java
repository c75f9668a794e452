package htg.image.inspect;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The result of {@code htg inspect-boot} as a document. Field names are stable; the build's report has the same part
 * {@code secureBoot}.
 *
 * @param format version of this document
 * @param image as it was named
 * @param sound whether every program and module is as it was made
 */
public record Inspection(int format, String image, boolean sound, SecureBoot secureBoot) {
    public static final int FORMAT = 1;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** One JSON document. */
    public String json() {
        return JSON.writeValueAsString(this);
    }
}
