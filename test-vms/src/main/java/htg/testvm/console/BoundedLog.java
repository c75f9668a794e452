package htg.testvm.console;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that receives what a console says, byte by byte, up to a limit; a guest in a loop fills no disk. */
final class BoundedLog implements AutoCloseable {
    static final long LIMIT = 16L << 20;
    private static final String NOTE = "\n[htg: the log ends here, the console said more]\n";

    private final OutputStream stream;
    private long room;

    private BoundedLog(OutputStream stream, long limit) {
        this.stream = stream;
        this.room = limit;
    }

    static BoundedLog open(Path file, long limit) throws IOException {
        return new BoundedLog(Files.newOutputStream(file), limit);
    }

    void write(byte[] bytes, int length) throws IOException {
        if (room <= 0) {
            return;
        }
        int fitting = (int) Math.min(room, length);
        stream.write(bytes, 0, fitting);
        room -= fitting;
        if (room == 0) {
            stream.write(NOTE.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Takes no more. */
    void giveUp() {
        room = 0;
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
