package htg.image.plan;

import htg.common.io.Digests;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * The numbers by which a pool, its sticks and their parts are found. They are derived from the build's inputs: the same
 * inputs give the same stick, different inputs give sticks that never take one for the other.
 *
 * @param pool file-system UUID of a btrfs root pool, by which the trampoline finds it
 * @param hostId as {@code gethostid(3)}; never zero
 * @param sticks one for each stick of the pool
 */
public record Identities(UUID pool, int hostId, List<StickIdentities> sticks) {
    public Identities {
        sticks = List.copyOf(sticks);
    }

    /** Derives all of them, for so many sticks, from one text. */
    public static Identities derivedFrom(String seed, int sticks) {
        return new Identities(
                uuid(seed, "pool"),
                number(seed, "hostid"),
                IntStream.rangeClosed(1, sticks)
                        // A pool's first stick is what it would be alone.
                        .mapToObj(number -> stick(seed, number == 1 ? "" : "-" + number))
                        .toList());
    }

    /** The GUID of a ZFS root pool, in decimal as {@code zpool get guid} prints it. */
    public String poolGuid() {
        return Long.toUnsignedString(pool.getLeastSignificantBits());
    }

    private static StickIdentities stick(String seed, String suffix) {
        return new StickIdentities(
                uuid(seed, "disk" + suffix),
                uuid(seed, "bios-boot" + suffix),
                uuid(seed, "esp" + suffix),
                uuid(seed, "root" + suffix),
                uuid(seed, "pool-device" + suffix),
                number(seed, "esp-volume" + suffix),
                HexFormat.of().toHexDigits(digest(seed, "token").getLong()));
    }

    /** A version 8 UUID (RFC 9562): its bits are ours to define. */
    private static UUID uuid(String seed, String what) {
        ByteBuffer digest = digest(seed, what);
        long high = (digest.getLong() & ~0xF000L) | 0x8000L;
        long low = (digest.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static int number(String seed, String what) {
        return digest(seed, what).getInt() | 1;
    }

    private static ByteBuffer digest(String seed, String what) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(Digests.sha256(what + "\n" + seed)));
    }
}
