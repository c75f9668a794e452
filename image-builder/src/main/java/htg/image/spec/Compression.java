package htg.image.spec;

import htg.image.spec.StickSpec.PoolType;
import java.util.Optional;

/**
 * How the root pool is compressed, in the words of a specification: {@code none}, {@code lzo}, {@code lz4},
 * {@code zlib:1-9}, {@code zstd:1-19}.
 */
public record Compression(String text) {
    /** Above it, btrfs has no level of zstd. */
    private static final int HIGHEST_BTRFS_LEVEL = 15;

    private static final String ZSTD = "zstd:";
    private static final String ZLIB = "zlib:";

    /** As in the mount option {@code compress} of {@code btrfs(5)}; empty for none. */
    public Optional<String> btrfs() {
        return none() ? Optional.empty() : Optional.of(text);
    }

    /** As the property {@code compression} of {@code zfsprops(7)}. */
    public String zfs() {
        return none() ? "off" : text.replace(ZLIB, "gzip:").replace(':', '-');
    }

    /** Why a pool of this type cannot have it, completing "..., but"; empty when it can. */
    Optional<String> objection(PoolType type) {
        return switch (type) {
            case BTRFS -> objectionOfBtrfs();
            case ZFS ->
                text.equals("lzo") ? Optional.of("ZFS has none, lz4, zlib:1-9 and zstd:1-19") : Optional.empty();
        };
    }

    private Optional<String> objectionOfBtrfs() {
        boolean tooHigh =
                text.startsWith(ZSTD) && Integer.parseInt(text.substring(ZSTD.length())) > HIGHEST_BTRFS_LEVEL;
        return tooHigh || text.equals("lz4")
                ? Optional.of("btrfs has none, lzo, zlib:1-9 and zstd:1-" + HIGHEST_BTRFS_LEVEL)
                : Optional.empty();
    }

    private boolean none() {
        return text.equals("none");
    }

    @Override
    public String toString() {
        return text;
    }
}
