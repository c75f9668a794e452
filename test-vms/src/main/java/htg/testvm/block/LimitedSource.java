package htg.testvm.block;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A medium behind a BIOS that cannot do large reads. Only its reads are spoilt, and only until the kernel starts; what lies
 * in front of the boot partition is spared, for GRUB's core image is loaded from there by the largest reads a BIOS has.
 */
public final class LimitedSource extends Layer {
    private final LargeReads limit;
    private final long spared;
    private final FirmwarePhase phase;

    /**
     * A medium that has this limit.
     *
     * @param spared the first byte, from the start of the medium, to which it applies
     */
    public LimitedSource(BlockSource below, LargeReads limit, long spared, FirmwarePhase phase) {
        super(below);
        this.limit = limit;
        this.spared = spared;
        this.phase = phase;
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        int from = target.position();
        int length = target.remaining();
        boolean spoilt = !phase.isOver() && offset >= spared && limit.spoils(offset, length);
        if (spoilt && limit.effect() == LargeReads.Effect.FAIL) {
            throw new IntendedFailure("a read of " + length + " bytes at " + offset + " is too large for this BIOS");
        }
        super.read(offset, target);
        if (spoilt) {
            turnOver(target, from + limit.bytes(), from + length);
        }
    }

    private static void turnOver(ByteBuffer data, int from, int to) {
        for (int i = from; i < to; i++) {
            data.put(i, (byte) ~data.get(i));
        }
    }
}
