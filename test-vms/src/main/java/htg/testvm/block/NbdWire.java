package htg.testvm.block;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** One client's connection as a stream of whole, big-endian messages. For one thread. */
final class NbdWire implements AutoCloseable {
    private final SocketChannel channel;

    NbdWire(SocketChannel channel) {
        this.channel = channel;
    }

    /** The next {@code length} bytes. */
    ByteBuffer receive(int length) throws IOException {
        ByteBuffer message = ByteBuffer.allocate(length);
        receive(message);
        return message.flip();
    }

    /** Fills what remains of {@code target}. */
    void receive(ByteBuffer target) throws IOException {
        while (target.hasRemaining()) {
            if (channel.read(target) < 0) {
                throw new EOFException("the client is gone");
            }
        }
    }

    void send(ByteBuffer message) throws IOException {
        while (message.hasRemaining()) {
            channel.write(message);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
