package htg.store.reader;

import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.Content;
import htg.fsimage.fs.Entry;
import htg.fsimage.fs.EntryVisitor;
import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.FileSystemInfo;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Node;
import htg.fsimage.fs.Times;
import htg.fsimage.volume.CorruptFileSystemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Files and folders in memory, some of them damaged. */
final class FakeNode implements Node, FileSystem {
    private static final AtomicLong NEXT = new AtomicLong(1);

    private final Attributes attributes;
    private final List<Named> children = new ArrayList<>();
    private final byte[] content;
    private final boolean damaged;

    private FakeNode(FileType type, String content, boolean damaged, Instant modified) {
        this.content = content.getBytes(StandardCharsets.UTF_8);
        this.damaged = damaged;
        this.attributes =
                Attributes.of(type, NEXT.getAndIncrement(), this.content.length).times(Times.ofModification(modified));
    }

    static FakeNode folder() {
        return new FakeNode(FileType.FOLDER, "", false, Instant.EPOCH);
    }

    static FakeNode file(String content) {
        return new FakeNode(FileType.REGULAR, content, false, Instant.EPOCH);
    }

    /** Its second half cannot be read. */
    static FakeNode damagedFile(String content) {
        return new FakeNode(FileType.REGULAR, content, true, Instant.EPOCH);
    }

    static FakeNode link(String target) {
        return new FakeNode(FileType.LINK, target, false, Instant.EPOCH);
    }

    static FakeNode damagedLink() {
        return new FakeNode(FileType.LINK, "x", true, Instant.EPOCH);
    }

    static FakeNode fileOf(Instant time) {
        return new FakeNode(FileType.REGULAR, "", false, time);
    }

    /** The same folder with one more name in it. */
    FakeNode with(String name, FakeNode child) {
        children.add(new Named(name, child));
        return this;
    }

    @Override
    public Attributes attributes() {
        return attributes;
    }

    @Override
    public void list(EntryVisitor visitor) throws IOException {
        for (Named child : children) {
            if (!visitor.visit(child)) {
                return;
            }
        }
    }

    @Override
    public String target() throws IOException {
        if (damaged) {
            throw corrupt();
        }
        return new String(content, StandardCharsets.UTF_8);
    }

    @Override
    public Content open() {
        return new Content() {
            @Override
            public long size() {
                return content.length;
            }

            @Override
            public int read(long offset, ByteBuffer into) throws IOException {
                int half = content.length / 2;
                if (damaged && offset >= half) {
                    throw corrupt();
                }
                int end = damaged ? half : content.length;
                int count = (int) Math.min(into.remaining(), end - offset);
                into.put(content, (int) offset, count);
                return count;
            }
        };
    }

    private static CorruptFileSystemException corrupt() {
        return new CorruptFileSystemException("fake block", 4096, "its checksum is wrong");
    }

    @Override
    public FileSystemInfo info() {
        return FileSystemInfo.of("fake", "", "", 0, 0);
    }

    @Override
    public Node root() {
        return this;
    }

    private record Named(String name, FakeNode node) implements Entry {
        @Override
        public FileType type() {
            return node.attributes().type();
        }
    }
}
