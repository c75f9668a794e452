package htg.fsimage.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A volume over a file. */
final class FileVolume implements Volume {
    private final FileChannel channel;
    private final long size;

    private FileVolume(FileChannel channel, long size) {
        this.channel = channel;
        this.size = size;
    }

    static FileVolume open(Path file, LinkOption... links) throws IOException {
        Set<OpenOption> options = new HashSet<>(List.of(links));
        options.add(StandardOpenOption.READ);
        FileChannel channel = FileChannel.open(file, options);
        try {
            return new FileVolume(channel, channel.size());
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
    }

    static FileVolume of(FileChannel channel) throws IOException {
        return new FileVolume(channel, channel.size());
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        requireRange(offset, into.remaining());
        long position = offset;
        while (into.hasRemaining()) {
            int read = channel.read(into, position);
            if (read < 0) {
                throw new ImageFormatException("the file shrank to " + position + " bytes while it was read");
            }
            position += read;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
