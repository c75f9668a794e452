package htg.fsimage.fs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** A node of a file system that exists only for tests. */
final class MemoryNode implements Node {
    private final Attributes attributes;
    private final Map<String, Node> children = new LinkedHashMap<>();
    private final String text;

    private MemoryNode(FileType type, String text) {
        this.attributes = Attributes.of(type, System.identityHashCode(this), text.length());
        this.text = text;
    }

    static MemoryNode folder() {
        return new MemoryNode(FileType.FOLDER, "");
    }

    static MemoryNode file(String text) {
        return new MemoryNode(FileType.REGULAR, text);
    }

    static MemoryNode link(String target) {
        return new MemoryNode(FileType.LINK, target);
    }

    MemoryNode with(String name, Node child) {
        children.put(name, child);
        return this;
    }

    @Override
    public Attributes attributes() {
        return attributes;
    }

    @Override
    public void list(EntryVisitor visitor) throws IOException {
        for (Map.Entry<String, Node> child : children.entrySet()) {
            boolean goOn = visitor.visit(new Entry() {
                @Override
                public String name() {
                    return child.getKey();
                }

                @Override
                public FileType type() {
                    return child.getValue().attributes().type();
                }

                @Override
                public Node node() {
                    return child.getValue();
                }
            });
            if (!goOn) {
                return;
            }
        }
    }

    @Override
    public String target() {
        return text;
    }

    @Override
    public Content open() {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return new Content() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public int read(long offset, ByteBuffer into) {
                int count = Math.min(into.remaining(), bytes.length - (int) offset);
                into.put(bytes, (int) offset, count);
                return count;
            }
        };
    }
}
