package htg.fsimage.nio;

import htg.fsimage.fs.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** Reads a file at any place. */
final class ContentChannel implements SeekableByteChannel {
    private final Content content;
    private long position;
    private boolean open = true;

    ContentChannel(Content content) {
        this.content = content;
    }

    private void requireOpen() throws ClosedChannelException {
        if (!open) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public synchronized int read(ByteBuffer into) throws IOException {
        requireOpen();
        if (!into.hasRemaining()) {
            return 0;
        } else if (position >= content.size()) {
            return -1;
        }
        int count = content.read(position, into);
        position += count;
        return count;
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public synchronized long position() throws IOException {
        requireOpen();
        return position;
    }

    @Override
    public synchronized SeekableByteChannel position(long place) throws IOException {
        requireOpen();
        if (place < 0) {
            throw new IllegalArgumentException("there is no place " + place);
        }
        position = place;
        return this;
    }

    @Override
    public synchronized long size() throws IOException {
        requireOpen();
        return content.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public synchronized boolean isOpen() {
        return open;
    }

    @Override
    public synchronized void close() {
        open = false;
    }
}
