package htg.fsimage.testkit;

import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.Content;
import htg.fsimage.fs.Entry;
import htg.fsimage.fs.EntryVisitor;
import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.FileSystemInfo;
import htg.fsimage.fs.FileSystemProvider;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Node;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.fs.Signature;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** Lets {@link Mutants} damage what is no file system: whatever opens volumes inside a volume, each of which is read as a file. */
public record VolumeReader(Opener opener) implements FileSystemProvider {
    /** What is tested. */
    @FunctionalInterface
    public interface Opener {
        /** The volumes that are inside another. */
        List<Volume> open(Volume volume) throws IOException;
    }

    @Override
    public String name() {
        return "volumes";
    }

    @Override
    public Optional<Signature> probe(byte[] start) {
        return Optional.empty();
    }

    @Override
    public FileSystem open(OpenRequest request) throws IOException {
        List<Volume> volumes = opener.open(request.volume());
        return new FileSystem() {
            @Override
            public FileSystemInfo info() {
                return FileSystemInfo.of("volumes", "", "", volumes.size(), -1);
            }

            @Override
            public Node root() {
                return new Folder(volumes);
            }
        };
    }

    private record Folder(List<Volume> volumes) implements Node {
        @Override
        public Attributes attributes() {
            return Attributes.of(FileType.FOLDER, 1, 0);
        }

        @Override
        public void list(EntryVisitor visitor) throws IOException {
            for (int i = 0; i < volumes.size(); i++) {
                if (!visitor.visit(new OneVolume("volume" + i, volumes.get(i)))) {
                    return;
                }
            }
        }
    }

    private record OneVolume(String name, Volume volume) implements Entry, Node, Content {
        @Override
        public FileType type() {
            return FileType.REGULAR;
        }

        @Override
        public Node node() {
            return this;
        }

        @Override
        public Attributes attributes() {
            return Attributes.of(FileType.REGULAR, 2, volume.size());
        }

        @Override
        public Content open() {
            return this;
        }

        @Override
        public long size() {
            return volume.size();
        }

        @Override
        public int read(long offset, ByteBuffer into) throws IOException {
            int count = (int) Math.min(into.remaining(), size() - offset);
            volume.read(offset, into.limit(into.position() + count));
            return count;
        }
    }
}
