package htg.testvm.run;

import htg.testvm.fault.Contents;
import htg.testvm.fault.Patch;
import htg.testvm.qemu.DiskPlan;
import htg.testvm.stick.StickParts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Those of a ZFS pool: copies of the stick with other labels. */
record ZfsLookalikes(StickParts stick, Contents contents) implements Lookalikes {
    private static final String[] IDENTITIES = {"pool_guid", "top_guid", "guid"};

    /** Where a label keeps its uberblocks, all of them, and the least room that one of them has. */
    private static final int UBERBLOCKS = 128 << 10;

    private static final int UBERBLOCK = 1 << 10;

    /** The address of the tree of everything, in an uberblock. */
    private static final int ROOT = 40;

    /** What is made of the list in a label. */
    private interface Change {
        ZfsLabelList of(ZfsLabelList list) throws IOException;
    }

    @Override
    public List<Patch> foreign() throws IOException {
        return labels(ZfsLookalikes::foreign);
    }

    /** The labels are sound. The uberblocks, the newest of which is the pool, have checksums that are wrong. */
    @Override
    public List<Patch> damaged() throws IOException {
        List<Patch> patches = new ArrayList<>();
        for (long label : ZfsLabelList.labels(stick.pool().length())) {
            long offset = stick.pool().offset() + label + UBERBLOCKS;
            byte[] ring = contents.read(offset, ZfsLabelList.LABEL - UBERBLOCKS);
            for (int at = ROOT; at < ring.length; at += UBERBLOCK) {
                ring[at] = (byte) ~ring[at];
            }
            patches.add(new Patch("zfs-uberblocks" + patches.size() + ".bin", offset, ring));
        }
        return patches;
    }

    @Override
    public DiskPlan sameName(String file) {
        return DiskPlan.over(stick.image(), stick.image().size()).named(file);
    }

    @Override
    public List<Patch> sameNamePatches() throws IOException {
        return labels(ZfsLookalikes::usedLater);
    }

    @Override
    public void requireForSameName() {
        // A copy of the stick, for which no program is needed.
    }

    private static ZfsLabelList foreign(ZfsLabelList list) throws IOException {
        ZfsLabelList changed = list;
        for (String name : IDENTITIES) {
            changed = changed.withNumbers(name, guid -> ~guid);
        }
        return changed;
    }

    /** Another pool of the same name, that another machine has used after this stick, and not exported. */
    private static ZfsLabelList usedLater(ZfsLabelList list) throws IOException {
        return foreign(list)
                .withNumbers("state", state -> ZfsLabels.IN_USE)
                .withNumbers("hostid", host -> ZfsLabels.HOST)
                .withNumbers("txg", transaction -> ZfsLabels.TRANSACTION);
    }

    private List<Patch> labels(Change change) throws IOException {
        List<Patch> patches = new ArrayList<>();
        for (long label : ZfsLabelList.labels(stick.pool().length())) {
            long position = label + ZfsLabelList.START;
            long offset = stick.pool().offset() + position;
            ZfsLabelList list = ZfsLabelList.of(contents.read(offset, ZfsLabelList.SIZE));
            byte[] sealed = change.of(list).sealed(position);
            patches.add(new Patch("zfs-label" + patches.size() + ".bin", offset, sealed));
        }
        return patches;
    }
}
