package htg.fsimage.ufs;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import htg.fsimage.volume.UnsupportedFormatException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/** Finds the superblock at one of its four places, or a copy of one that is damaged. */
final class SuperblockSearch {
    private static final int FIRST_MAGIC = 0x011954;
    private static final int SECOND_MAGIC = 0x19540119;
    /** UFS2 of NetBSD 10 whose extended attributes can be trusted. */
    private static final int SECOND_MAGIC_WITH_ATTRIBUTES = 0x19012038;

    private static final int PLACE_OF_SECOND = 65_536;
    private static final List<Integer> PLACES = List.of(PLACE_OF_SECOND, 8192, 0, 262_144);
    private static final String NAME = "UFS superblock";

    /**
     * A magic number.
     *
     * @param place where its superblock begins
     * @param second whether it is that of UFS2
     */
    record Found(int place, boolean second, ByteOrder order) {}

    /**
     * What to read by.
     *
     * @param problem why it is a copy; empty when it is none
     */
    record Result(Superblock superblock, ByteOrder order, String problem) {}

    private SuperblockSearch() {}

    /** Looks for a magic number where one can be, given the first bytes of a volume. */
    static Optional<Found> find(byte[] start) {
        for (int place : PLACES) {
            if (place + Superblock.LENGTH <= start.length) {
                for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
                    Optional<Found> found = at(ByteBuffer.wrap(start).order(order), place);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Behind 64 KiB UFS1 with blocks of that size has only a copy, and UFS2 says where its superblock is. */
    private static Optional<Found> at(ByteBuffer start, int place) {
        int magic = start.getInt(place + Superblock.MAGIC_OFFSET);
        boolean second = magic == SECOND_MAGIC || magic == SECOND_MAGIC_WITH_ATTRIBUTES;
        boolean first = magic == FIRST_MAGIC && place != PLACE_OF_SECOND;
        if (first || (second && start.getLong(place + 1000) == place)) {
            return Optional.of(new Found(place, second, start.order()));
        }
        return Optional.empty();
    }

    /** Reads the superblock of a volume. */
    static Result read(Volume volume) throws IOException {
        int length = (int) Math.min(volume.size(), PLACES.get(3) + Superblock.LARGEST);
        Found found = find(volume.read(0, length))
                .orElseThrow(() -> new UnsupportedFormatException("there is no superblock of UFS"));
        Structure fields = fields(volume, found.place(), found.order());
        try {
            return new Result(Superblock.parse(fields, found.second()), found.order(), "");
        } catch (CorruptFileSystemException damaged) {
            return copy(volume, found, fields, damaged);
        }
    }

    private static Structure fields(Volume volume, long place, ByteOrder order) throws IOException {
        long room = Math.max(Superblock.LENGTH, Math.min(Superblock.LARGEST, volume.size() - place));
        return Structure.read(volume, NAME, place, (int) room, order);
    }

    /**
     * The copy in the second cylinder group; where that is only the damaged one says, so that it is taken only when it is sound in
     * itself and begins where it says of the others that they begin.
     */
    private static Result copy(Volume volume, Found found, Structure damaged, CorruptFileSystemException why)
            throws IOException {
        long place = (damaged.u32(188) + damaged.u32(8)) * damaged.u32(52);
        if (place <= 0 || place > volume.size() - Superblock.LENGTH) {
            throw why;
        }
        try {
            Structure fields = fields(volume, place, found.order());
            int magic = fields.s32(Superblock.MAGIC_OFFSET);
            Superblock copy = Superblock.parse(fields, found.second());
            boolean same = magic == damaged.s32(Superblock.MAGIC_OFFSET) && copy.copyPlace() == place;
            fields.require(same, "it is no copy of the first one");
            return new Result(copy, found.order(), "It is read by a copy of its superblock: " + why.getMessage() + ".");
        } catch (CorruptFileSystemException alsoDamaged) {
            why.addSuppressed(alsoDamaged);
            throw why;
        }
    }
}
