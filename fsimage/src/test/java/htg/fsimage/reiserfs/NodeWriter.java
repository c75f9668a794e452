package htg.fsimage.reiserfs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Writes the nodes above others. */
final class NodeWriter {
    private static final int HEADER = 24;
    private static final int CHILD = 8;

    private NodeWriter() {}

    /** The nodes above some, which share these evenly. */
    static List<LeafWriter.Node> above(List<LeafWriter.Node> nodes, List<Long> places, int level, int blockSize) {
        int most = (blockSize - HEADER - CHILD) / (Key.LENGTH + CHILD) + 1;
        int parents = (nodes.size() + most - 1) / most;
        List<LeafWriter.Node> found = new ArrayList<>();
        for (int i = 0; i < parents; i++) {
            int from = (int) ((long) nodes.size() * i / parents);
            int to = (int) ((long) nodes.size() * (i + 1) / parents);
            found.add(node(nodes.subList(from, to), places.subList(from, to), level, blockSize));
        }
        return found;
    }

    private static LeafWriter.Node node(List<LeafWriter.Node> children, List<Long> places, int level, int blockSize) {
        int usedBytes = (children.size() - 1) * Key.LENGTH + children.size() * CHILD;
        ByteBuffer node = ByteBuffer.allocate(blockSize).order(ByteOrder.LITTLE_ENDIAN);
        node.putShort((short) level).putShort((short) (children.size() - 1));
        node.putShort((short) (blockSize - HEADER - usedBytes));
        node.position(HEADER);
        children.subList(1, children.size()).forEach(child -> node.put(child.first()));
        for (int i = 0; i < children.size(); i++) {
            node.putInt(places.get(i).intValue());
            node.putShort((short) children.get(i).used()).putShort((short) 0);
        }
        return new LeafWriter.Node(LeafWriter.bytes(node), children.get(0).first(), usedBytes);
    }
}
