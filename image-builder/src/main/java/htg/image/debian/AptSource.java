package htg.image.debian;

import java.util.List;

/**
 * One suite of one archive.
 *
 * @param uri the archive's base, without a trailing slash
 * @param suite for example {@code trixie-updates}
 */
public record AptSource(String uri, String suite, List<String> components) {
    public AptSource {
        uri = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
        components = List.copyOf(components);
    }

    /** The line in {@code sources.list(5)}. */
    public String line() {
        return "deb " + uri + " " + suite + " " + String.join(" ", components);
    }

    /** The same without a password that may stand in the address: sources end up on the stick. */
    public AptSource withoutCredentials() {
        return new AptSource(HostMirrors.withoutCredentials(uri), suite, components);
    }

    /** Where the signed index of the suite is. */
    public String releaseUri() {
        return fileUri("InRelease");
    }

    /** Where a file of the suite is. */
    String fileUri(String path) {
        return uri + "/dists/" + suite + "/" + path;
    }
}
