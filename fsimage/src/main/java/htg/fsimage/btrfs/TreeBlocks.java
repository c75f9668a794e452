package htg.fsimage.btrfs;

import htg.fsimage.fs.Limits;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.ImageFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Tree nodes by address; those used last stay in memory. Safe for several threads at once. */
final class TreeBlocks {
    private static final int LEAST_KEPT = 16;

    private final LogicalSpace space;
    private final ChecksumType checksum;
    private final int nodeSize;
    private final Problems problems;
    private final int most;
    private final Map<NodePointer, TreeBlock> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<NodePointer, TreeBlock> eldest) {
            return size() > most;
        }
    };
    private Set<UUID> owners = Set.of();

    TreeBlocks(LogicalSpace space, BtrfsSuperblock superblock, Limits limits, Problems problems) {
        this.space = space;
        this.checksum = superblock.checksum();
        this.nodeSize = (int) superblock.nodeSize();
        this.problems = problems;
        this.most = (int) Math.max(LEAST_KEPT, Math.min(limits.memory() / 3 / nodeSize, 4096));
    }

    /** From now on only nodes of these file systems are accepted: its own, and its seeds. */
    synchronized void owners(Set<UUID> uuids) {
        owners = Set.copyOf(uuids);
    }

    /** The node, from the first of its copies that is sound. */
    TreeBlock read(NodePointer pointer) throws IOException {
        Set<UUID> allowed;
        synchronized (this) {
            TreeBlock known = kept.get(pointer);
            if (known != null) {
                return known;
            }
            allowed = owners;
        }
        TreeBlock block = readFromAnyCopy(pointer, allowed);
        synchronized (this) {
            kept.put(pointer, block);
        }
        return block;
    }

    private TreeBlock readFromAnyCopy(NodePointer pointer, Set<UUID> allowed) throws IOException {
        int copies = space.copies(pointer.address());
        ImageFormatException first = new CorruptFileSystemException("btrfs node", -1, "no copy");
        for (int copy = 0; copy < copies; copy++) {
            try {
                byte[] raw = new byte[nodeSize];
                space.read(pointer.address(), copy, ByteBuffer.wrap(raw));
                TreeBlock block = TreeBlock.parse(pointer, raw, checksum, allowed);
                if (copy > 0) {
                    problems.note("A copy of a tree node is damaged (" + first.getMessage() + "); another was read.");
                }
                return block;
            } catch (ImageFormatException damaged) {
                first = copy == 0 ? damaged : first;
            }
        }
        throw first;
    }
}
