package htg.testvm.report.html;

import htg.common.io.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/** The page's own style and script, and the policy that lets a browser use these and nothing else. */
final class Assets {
    private Assets() {}

    static String style() {
        return read("page.css");
    }

    static String script() {
        return read("page.js");
    }

    /** A Content Security Policy (W3C, level 2): no network at all; style and script only with exactly these contents. */
    static String policy() {
        return "default-src 'none'; img-src data:; style-src " + hash(style()) + "; script-src " + hash(script())
                + "; base-uri 'none'; form-action 'none'";
    }

    private static String hash(String content) {
        byte[] digest = Digests.sha256().digest(content.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }

    private static String read(String name) {
        try (InputStream stream = Objects.requireNonNull(Assets.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
