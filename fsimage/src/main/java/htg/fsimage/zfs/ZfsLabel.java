package htg.fsimage.zfs;

import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.LittleEndian;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * One verified label of a device.
 *
 * @param poolName of the pool
 * @param poolGuid unsigned
 * @param state as in {@code pool_state_t}: 0 in use or not exported, 1 exported, 2 destroyed
 * @param hostId of the machine that used the pool last; 0 where that has none
 * @param deviceGuid unsigned
 * @param partGuids of the devices of the part (mirror) that this one belongs to, or of this one alone
 */
public record ZfsLabel(String poolName, long poolGuid, long state, long hostId, long deviceGuid, List<Long> partGuids) {
    public static final long EXPORTED = 1;

    /** Size of a label. */
    static final long SIZE = 256L << 10;

    private static final int LIST = 16 << 10;
    private static final int LIST_SIZE = 112 << 10;
    private static final int CHECKSUM = 32;
    private static final int MAGIC_AND_CHECKSUM = 8 + CHECKSUM;
    private static final long MAGIC = 0x0210DA7AB10C7A11L;

    public ZfsLabel {
        partGuids = List.copyOf(partGuids);
    }

    /**
     * Reads and verifies the label at {@code position}.
     *
     * @throws ImageFormatException when there is none, or it is damaged
     */
    static ZfsLabel read(Volume device, long position) throws IOException {
        byte[] raw = device.read(position + LIST, LIST_SIZE);
        ByteOrder order = order(raw, position);
        if (!MessageDigest.isEqual(checksum(raw, position + LIST, order), stored(raw, order))) {
            throw new ImageFormatException("wrong checksum in the ZFS label at byte " + position);
        }
        return parse(NvList.read(raw));
    }

    /** That of the machine that wrote it; the list itself is the same on all. */
    private static ByteOrder order(byte[] raw, long position) throws ImageFormatException {
        long magic = LittleEndian.of(raw).bits64(LIST_SIZE - MAGIC_AND_CHECKSUM);
        if (magic != MAGIC && magic != Long.reverseBytes(MAGIC)) {
            throw new ImageFormatException("no ZFS label at byte " + position);
        }
        return magic == MAGIC ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }

    private static ZfsLabel parse(NvList list) throws ImageFormatException {
        List<Long> guids = new ArrayList<>();
        for (NvList part : list.lists("vdev_tree")) {
            for (NvList device : part.lists("children").isEmpty() ? List.of(part) : part.lists("children")) {
                guids.add(device.number("guid"));
            }
        }
        return new ZfsLabel(
                list.text("name"),
                list.number("pool_guid"),
                list.number("state"),
                list.number("hostid", 0),
                list.number("guid"),
                guids);
    }

    /** SHA-256 over everything, with the place where it stands in place of the checksum itself. */
    private static byte[] checksum(byte[] raw, long place, ByteOrder order) {
        ByteBuffer block = ByteBuffer.wrap(raw.clone()).order(order);
        block.putLong(LIST_SIZE - CHECKSUM, place);
        for (int at = LIST_SIZE - CHECKSUM + 8; at < LIST_SIZE; at += 8) {
            block.putLong(at, 0);
        }
        try {
            return MessageDigest.getInstance("SHA-256").digest(block.array());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** Four numbers, whose bytes stand the other way round than in the digest on little-endian machines. */
    private static byte[] stored(byte[] raw, ByteOrder order) {
        ByteBuffer from = ByteBuffer.wrap(raw, LIST_SIZE - CHECKSUM, CHECKSUM).order(order);
        ByteBuffer digest = ByteBuffer.allocate(CHECKSUM);
        while (from.hasRemaining()) {
            digest.putLong(from.getLong());
        }
        return digest.array();
    }
}
