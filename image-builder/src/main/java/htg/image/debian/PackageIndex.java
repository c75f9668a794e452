package htg.image.debian;

import htg.common.io.Digests;
import java.time.Instant;
import java.util.List;

/**
 * The state of the archives a build draws from.
 *
 * @param date when the newest of the indices was made: the build's {@code SOURCE_DATE_EPOCH}
 */
public record PackageIndex(List<Release> releases, Instant date) {
    public PackageIndex {
        releases = List.copyOf(releases);
    }

    /**
     * One suite's signed index.
     *
     * @param sha256 digest of its {@code InRelease} file
     */
    public record Release(AptSource source, String sha256, Instant date) {}

    public List<AptSource> sources() {
        return releases.stream().map(Release::source).toList();
    }

    /** One digest over all indices; the address of the mirror is no part of it. */
    public String digest() {
        return Digests.sha256(releases.stream().map(Release::sha256).reduce("", (all, next) -> all + "\n" + next));
    }
}
