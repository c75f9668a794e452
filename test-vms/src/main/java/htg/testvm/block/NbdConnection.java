package htg.testvm.block;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Serves one client from its handshake to its end, one request after another, with simple replies. */
final class NbdConnection {
    private static final int REPLY_MAGIC = 0x6744_6698;
    private static final int REPLY = 16;
    private static final int LEAST_BUFFER = 64 << 10;

    private final NbdWire wire;
    private final BlockSource source;
    private final NbdExport export;
    private final Consumer<Exception> failures;
    private final ByteBuffer header = ByteBuffer.allocate(NbdRequest.SIZE);

    /** Outside of the heap, where files and sockets read it without another copy; it grows up to the largest request. */
    private ByteBuffer buffer = ByteBuffer.allocateDirect(REPLY + LEAST_BUFFER);

    NbdConnection(NbdWire wire, BlockSource source, Consumer<Exception> failures) {
        this.wire = wire;
        this.source = source;
        this.export = NbdExport.of(source);
        this.failures = failures;
    }

    /**
     * Serves until the client says goodbye.
     *
     * @throws IOException when the client is gone or breaks the rules
     */
    void serve() throws IOException {
        if (!new NbdHandshake(wire, export).succeeds()) {
            return;
        }
        for (NbdRequest request = next(); request.type() != NbdRequest.DISCONNECT; request = next()) {
            answer(request);
        }
    }

    private NbdRequest next() throws IOException {
        wire.receive(header.clear());
        return NbdRequest.parse(header.flip());
    }

    private void answer(NbdRequest request) throws IOException {
        if (request.isTooLarge() && request.type() == NbdRequest.WRITE) {
            skip(request.length());
        } else {
            makeRoom(request);
            if (request.type() == NbdRequest.WRITE) {
                wire.receive(buffer);
            }
        }
        NbdError error = request.check(export);
        if (error == NbdError.NONE) {
            error = attempt(request);
        }
        boolean withData = error == NbdError.NONE && request.type() == NbdRequest.READ;
        buffer.limit(withData ? REPLY + (int) request.length() : REPLY).position(0);
        buffer.putInt(0, REPLY_MAGIC).putInt(4, error.number()).putLong(8, request.handle());
        wire.send(buffer);
    }

    private NbdError attempt(NbdRequest request) {
        try {
            perform(request);
            return NbdError.NONE;
        } catch (IOException | RuntimeException failure) {
            // A guest that loses its disk because of one bad request would hide which request it was.
            failures.accept(failure);
            return NbdError.of(failure);
        }
    }

    private void perform(NbdRequest request) throws IOException {
        buffer.position(REPLY);
        switch (request.type()) {
            case NbdRequest.READ -> source.read(request.offset(), buffer);
            case NbdRequest.WRITE -> source.write(request.offset(), buffer);
            case NbdRequest.TRIM -> source.discard(request.offset(), request.length());
            case NbdRequest.WRITE_ZEROES -> source.writeZeroes(request.offset(), request.length());
            default -> source.flush();
        }
        if (request.isThrough()) {
            source.flush();
        }
    }

    /** Readies the buffer for the request's data, which lies behind room for the reply's header. */
    private void makeRoom(NbdRequest request) {
        boolean carriesData = request.type() == NbdRequest.READ || request.type() == NbdRequest.WRITE;
        int length = carriesData && !request.isTooLarge() ? (int) request.length() : 0;
        if (buffer.capacity() - REPLY < length) {
            int twice = Math.min(NbdExport.MOST_DATA, 2 * (buffer.capacity() - REPLY));
            buffer = ByteBuffer.allocateDirect(REPLY + Math.max(length, twice));
        }
        buffer.clear().position(REPLY).limit(REPLY + length);
    }

    private void skip(long length) throws IOException {
        long left = length;
        while (left > 0) {
            buffer.clear().limit((int) Math.min(left, buffer.capacity()));
            left -= buffer.limit();
            wire.receive(buffer);
        }
    }
}
