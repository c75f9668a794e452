package htg.store.reader;

import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.Content;
import htg.fsimage.fs.Times;
import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.Names;
import htg.store.frame.Frame;
import htg.store.frame.FrameWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.time.Instant;
import java.util.Arrays;

/** Sends files as frames; what is a hole, or a block of zeros, is not sent. */
final class FileSender {
    private static final int BLOCK = 256 << 10;
    private static final int GRAIN = 4096;
    private static final int LONGEST_TARGET = 4095;
    private static final byte[] ZEROS = new byte[GRAIN];

    private final FrameWriter frames;
    private final byte[] buffer = new byte[BLOCK];

    FileSender(FrameWriter frames) {
        this.frames = frames;
    }

    /**
     * Sends a node of a kind that has a frame.
     *
     * @param path where it goes, relative to what was asked for
     */
    void send(String path, Described found) throws IOException {
        Attributes known = found.attributes();
        switch (known.type()) {
            case REGULAR ->
                file(
                        path,
                        found.node().open(),
                        known.permissions(),
                        known.times().modified());
            case FOLDER -> frames.begin(begin(Frame.Kind.FOLDER, path, "", known));
            case LINK -> frames.begin(begin(Frame.Kind.LINK, path, target(found), known));
            default -> frames.note(found.path() + " is a device, pipe or socket and was left out");
        }
    }

    /** One that a link can have here. */
    private static String target(Described link) throws IOException {
        String target = link.node().target();
        int length = Names.encode(target).length;
        if (target.isEmpty() || target.indexOf(0) >= 0 || length > LONGEST_TARGET) {
            throw new ImageFormatException("no link can lead to where it does, by " + length + " bytes");
        }
        return target;
    }

    /** Sends bytes as a file. */
    void file(String path, Content content, int permissions, Instant modified) throws IOException {
        frames.begin(new Frame.Begin(Frame.Kind.FILE, path, "", content.size(), permissions & 0777, seconds(modified)));
        try {
            content(content);
        } catch (ImageFormatException | FileSystemException damaged) {
            frames.abandoned();
            throw damaged;
        }
        frames.end();
    }

    private void content(Content content) throws IOException {
        long at = 0;
        while (at < content.size()) {
            Content.Run run = content.run(at);
            if (run.hole()) {
                at = run.end();
            } else {
                int count = content.read(at, ByteBuffer.wrap(buffer, 0, (int) Math.min(BLOCK, run.end() - at)));
                data(at, count);
                at += count;
            }
        }
    }

    /** Leaves out zeros at the end of a block that are whole pages: files of guests are full of them. */
    private void data(long offset, int count) throws IOException {
        int used = count;
        while (used >= GRAIN && Arrays.equals(buffer, used - GRAIN, used, ZEROS, 0, GRAIN)) {
            used -= GRAIN;
        }
        if (used > 0) {
            frames.data(offset, buffer, used);
        }
    }

    private static Frame.Begin begin(Frame.Kind kind, String path, String target, Attributes known) {
        return new Frame.Begin(
                kind,
                path,
                target,
                0,
                known.permissions() & 0777,
                seconds(known.times().modified()));
    }

    private static long seconds(Instant time) {
        return time.equals(Times.NEVER) ? Long.MIN_VALUE : time.getEpochSecond();
    }
}
