package htg.testvm.block;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A client that sends what a test wants, right or wrong; written from the protocol's document, not from the server. */
final class NbdClient implements AutoCloseable {
    static final long OPTION_MAGIC = 0x49484156454F5054L;
    static final int EXPORT_NAME = 1;
    static final int ABORT = 2;
    static final int LIST = 3;
    static final int INFO = 6;
    static final int GO = 7;

    static final int READ = 0;
    static final int WRITE = 1;
    static final int DISCONNECT = 2;
    static final int FLUSH = 3;
    static final int TRIM = 4;
    static final int WRITE_ZEROES = 6;
    static final int FUA = 1;

    private final SocketChannel channel;
    private final NbdWire wire;

    private NbdClient(SocketChannel channel) {
        this.channel = channel;
        this.wire = new NbdWire(channel);
    }

    /** The reply to an option. */
    record OptionReply(int option, int type, ByteBuffer data) {}

    static NbdClient connect(Path socket) throws IOException {
        return new NbdClient(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
    }

    /** A client that is through with the handshake. */
    static NbdClient ready(Path socket) throws IOException {
        NbdClient client = connect(socket);
        client.greet(3);
        client.option(EXPORT_NAME, ByteBuffer.allocate(0));
        client.receive(10);
        return client;
    }

    /** Reads the greeting and answers with client flags. */
    ByteBuffer greet(int flags) throws IOException {
        ByteBuffer greeting = receive(18);
        send(ByteBuffer.allocate(4).putInt(flags).flip());
        return greeting;
    }

    void option(int option, ByteBuffer data) throws IOException {
        send(ByteBuffer.allocate(16 + data.remaining())
                .putLong(OPTION_MAGIC)
                .putInt(option)
                .putInt(data.remaining())
                .put(data)
                .flip());
    }

    /** The data of options INFO and GO. */
    static ByteBuffer info(String name, int... requests) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer data = ByteBuffer.allocate(6 + bytes.length + 2 * requests.length)
                .putInt(bytes.length)
                .put(bytes)
                .putShort((short) requests.length);
        for (int request : requests) {
            data.putShort((short) request);
        }
        return data.flip();
    }

    OptionReply optionReply() throws IOException {
        ByteBuffer header = receive(20);
        if (header.getLong() != 0x3e889045565a9L) {
            throw new IOException("no option reply");
        }
        return new OptionReply(header.getInt(), header.getInt(), receive(header.getInt()));
    }

    /** Sends a request and returns the error number of its reply. */
    int request(int type, int flags, long offset, long length, byte... data) throws IOException {
        send(ByteBuffer.allocate(28 + data.length)
                .putInt(0x25609513)
                .putShort((short) flags)
                .putShort((short) type)
                .putLong(offset ^ 0x1234)
                .putLong(offset)
                .putInt((int) length)
                .put(data)
                .flip());
        ByteBuffer reply = receive(16);
        if (reply.getInt() != 0x67446698 || reply.getLong(8) != (offset ^ 0x1234)) {
            throw new IOException("no reply to this request");
        }
        return reply.getInt();
    }

    byte[] read(long offset, int length) throws IOException {
        int error = request(READ, 0, offset, length);
        if (error != 0) {
            throw new IOException("error " + error);
        }
        return receive(length).array();
    }

    int write(long offset, byte... data) throws IOException {
        return request(WRITE, 0, offset, data.length, data);
    }

    void send(ByteBuffer bytes) throws IOException {
        wire.send(bytes);
    }

    ByteBuffer receive(int length) throws IOException {
        return wire.receive(length);
    }

    /** Waits for the server to close the connection; whatever it sends before is thrown away. */
    boolean isDisconnected() throws IOException {
        ByteBuffer rest = ByteBuffer.allocate(4096);
        while (channel.read(rest.clear()) >= 0) {
            // Only the end is of interest.
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
