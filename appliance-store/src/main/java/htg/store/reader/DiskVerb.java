package htg.store.reader;

import htg.fsimage.container.Container;
import htg.fsimage.container.Stretch;
import htg.fsimage.fs.Content;
import htg.fsimage.fs.Times;
import htg.store.frame.FrameWriter;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Sends a whole disk as a machine would see it, so that nobody else has to open its container. */
final class DiskVerb {
    private static final long STEP = 64L << 20;

    private final FrameWriter frames;

    DiskVerb(FrameWriter frames) {
        this.frames = frames;
    }

    void run(OpenedImage image) throws IOException {
        Container container = image.disks().get(0).container();
        new FileSender(frames).file("", new Disk(container), 0600, Times.NEVER);
        frames.done();
    }

    /** A disk as a file. */
    private record Disk(Container container) implements Content {
        @Override
        public long size() {
            return container.virtualSize();
        }

        @Override
        public int read(long offset, ByteBuffer into) throws IOException {
            int count = (int) Math.min(into.remaining(), size() - offset);
            ByteBuffer part = into.slice(into.position(), count);
            container.disk().read(offset, part);
            into.position(into.position() + count);
            return count;
        }

        @Override
        public Run run(long offset) throws IOException {
            Stretch stretch = container.stretch(offset, STEP);
            return new Run(offset + stretch.length(), stretch.hole());
        }
    }
}
