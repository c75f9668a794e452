package htg.image.plan;

import htg.image.cache.CacheKey;
import htg.image.debian.ZfsPackages;
import java.util.ArrayList;
import java.util.List;

/**
 * What a ZFS stick has built for it.
 *
 * @param packages of the tree that it is built in, sorted
 * @param key of the result: kernel and ZFS count, no other state of the archive
 */
public record ZfsPlan(ZfsPackages versions, List<String> packages, CacheKey key) {
    public ZfsPlan {
        packages = List.copyOf(packages);
    }

    /** Adds the headers of the one kernel to the packages that every build needs. */
    static ZfsPlan of(ZfsPackages versions, CacheKey key) {
        List<String> packages = new ArrayList<>(PackageLists.zfsBuild());
        packages.add("linux-headers-" + versions.kernelRelease());
        return new ZfsPlan(versions, packages, key);
    }
}
