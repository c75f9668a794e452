package htg.fsimage.btrfs;

import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A range of logical addresses, and where it is on the devices.
 *
 * @param start its first address
 * @param length in bytes
 * @param type what it is for, and the flags of its profile
 */
record Chunk(long start, long length, long type, Profile profile, List<Stripe> stripes) {
    static final long DATA = 1;
    static final long SYSTEM = 2;
    static final long METADATA = 4;

    /** What goes to one device before the next one's turn. */
    private static final long STRIPE_LENGTH = 64 << 10;

    private static final int HEADER = 48;
    private static final int STRIPE = 32;

    Chunk {
        stripes = List.copyOf(stripes);
    }

    /** A range on a device. */
    record Stripe(long deviceId, long offset, UUID deviceUuid) {}

    /**
     * Bytes of a chunk that are together on one device.
     *
     * @param offset where they are there
     * @param length how many
     */
    record Piece(Stripe stripe, long offset, long length) {}

    /** How many bytes the item takes that begins here. */
    static int itemSize(Structure item, int offset) throws IOException {
        return HEADER + STRIPE * item.u16(offset + 44);
    }

    /** Reads a chunk item. */
    static Chunk parse(long start, Structure item) throws IOException {
        long length = item.u63(0, "length");
        long type = item.bits64(24);
        Profile profile = Profile.of(type, item);
        int count = item.u16(44);
        item.require(start >= 0 && length > 0 && length <= Long.MAX_VALUE - start, "its length is " + length);
        item.require(item.bits64(16) == STRIPE_LENGTH, "its stripes are " + item.bits64(16) + " bytes long");
        item.require(profile.fits(count), count + " stripes are no " + profile);
        item.require(profile != Profile.RAID10 || item.u16(46) == 2, "its sub stripes are " + item.u16(46));
        List<Stripe> stripes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int at = HEADER + i * STRIPE;
            stripes.add(new Stripe(item.bits64(at), item.u63(at + 8, "place of a stripe"), item.uuid(at + 16)));
        }
        return new Chunk(start, length, type, profile, stripes);
    }

    boolean contains(long address) {
        return address >= start && address - start < length;
    }

    /** Where the bytes from {@code address} are, and how many follow each other there. */
    Piece locate(long address, int copy) {
        long offset = address - start;
        int which = copy % profile.copies();
        if (!profile.striped()) {
            Stripe stripe = stripes.get(which);
            return new Piece(stripe, stripe.offset() + offset, length - offset);
        }
        int columns = (stripes.size() - profile.parities()) / profile.copies();
        long number = offset / STRIPE_LENGTH;
        long row = number / columns;
        long column = number % columns * profile.copies() + which;
        // The devices take turns with the parity.
        int index = (int) ((profile.parities() > 0 ? column + row : column) % stripes.size());
        Stripe stripe = stripes.get(index);
        long within = offset % STRIPE_LENGTH;
        return new Piece(
                stripe,
                stripe.offset() + row * STRIPE_LENGTH + within,
                Math.min(STRIPE_LENGTH - within, length - offset));
    }
}
