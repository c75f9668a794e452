package htg.testvm.block;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The first phase of a connection: fixed newstyle negotiation, with one export whose name is empty. */
final class NbdHandshake {
    private static final long MAGIC = 0x4e42_444d_4147_4943L;
    private static final long OPTION_MAGIC = 0x4948_4156_454f_5054L;
    private static final long REPLY_MAGIC = 0x3e8_8904_5565_a9L;

    private static final int FIXED_NEWSTYLE = 1;
    private static final int NO_ZEROES = 1 << 1;

    private static final int OPTION_EXPORT_NAME = 1;
    private static final int OPTION_ABORT = 2;
    private static final int OPTION_LIST = 3;
    private static final int OPTION_INFO = 6;
    private static final int OPTION_GO = 7;

    private static final int ACK = 1;
    private static final int SERVER = 2;
    private static final int INFO = 3;
    private static final int ERROR = 1 << 31;
    private static final int UNSUPPORTED = ERROR | 1;
    private static final int INVALID = ERROR | 3;
    private static final int UNKNOWN = ERROR | 6;

    private static final short INFO_EXPORT = 0;
    private static final short INFO_BLOCK_SIZE = 3;
    private static final int USUAL_BLOCK = 4096;

    private static final int RESERVED = 124;
    /** The longest string of the protocol, and room for what is around it. */
    private static final int MOST_OPTION_DATA = 8192;

    private final NbdWire wire;
    private final NbdExport export;

    NbdHandshake(NbdWire wire, NbdExport export) {
        this.wire = wire;
        this.export = export;
    }

    /**
     * Negotiates.
     *
     * @return whether the client wants the export; it is to be disconnected if not
     * @throws ProtocolException when the client breaks the rules
     */
    boolean succeeds() throws IOException {
        wire.send(ByteBuffer.allocate(18)
                .putLong(MAGIC)
                .putLong(OPTION_MAGIC)
                .putShort((short) (FIXED_NEWSTYLE | NO_ZEROES))
                .flip());
        int flags = wire.receive(Integer.BYTES).getInt();
        if ((flags & ~(FIXED_NEWSTYLE | NO_ZEROES)) != 0) {
            throw new ProtocolException("unknown client flags " + flags);
        }
        boolean zeroes = (flags & NO_ZEROES) == 0;
        Step step = Step.MORE;
        while (step == Step.MORE) {
            step = answerOption(zeroes);
        }
        return step == Step.TRANSMIT;
    }

    private enum Step {
        MORE,
        TRANSMIT,
        END
    }

    private Step answerOption(boolean zeroes) throws IOException {
        ByteBuffer header = wire.receive(16);
        if (header.getLong() != OPTION_MAGIC) {
            throw new ProtocolException("no option");
        }
        int option = header.getInt();
        int length = header.getInt();
        if (length < 0 || length > MOST_OPTION_DATA) {
            throw new ProtocolException("an option of " + Integer.toUnsignedString(length) + " bytes");
        }
        ByteBuffer data = wire.receive(length);
        return switch (option) {
            case OPTION_EXPORT_NAME -> answerExportName(data, zeroes);
            case OPTION_ABORT -> reply(option, ACK, Step.END);
            case OPTION_LIST -> answerList(data);
            case OPTION_INFO -> answerInfo(option, data, Step.MORE);
            case OPTION_GO -> answerInfo(option, data, Step.TRANSMIT);
            default -> reply(option, UNSUPPORTED, Step.MORE);
        };
    }

    /** This oldest option has no way to say no. */
    private Step answerExportName(ByteBuffer name, boolean zeroes) throws IOException {
        if (name.hasRemaining()) {
            throw new ProtocolException("no export " + StandardCharsets.UTF_8.decode(name));
        }
        wire.send(ByteBuffer.allocate(10 + (zeroes ? RESERVED : 0))
                .putLong(export.size())
                .putShort((short) export.flags())
                .rewind());
        return Step.TRANSMIT;
    }

    private Step answerList(ByteBuffer data) throws IOException {
        if (data.hasRemaining()) {
            return reply(OPTION_LIST, INVALID, Step.MORE);
        }
        reply(OPTION_LIST, SERVER, ByteBuffer.allocate(Integer.BYTES));
        return reply(OPTION_LIST, ACK, Step.MORE);
    }

    private Step answerInfo(int option, ByteBuffer data, Step next) throws IOException {
        int nameLength = data.remaining() < 6 ? -1 : data.getInt();
        if (nameLength < 0 || nameLength > data.remaining() - Short.BYTES) {
            return reply(option, INVALID, Step.MORE);
        }
        data.position(data.position() + nameLength);
        int requests = Short.toUnsignedInt(data.getShort());
        if (data.remaining() != requests * Short.BYTES) {
            return reply(option, INVALID, Step.MORE);
        }
        if (nameLength > 0) {
            return reply(option, UNKNOWN, Step.MORE);
        }
        sendInfo(option);
        return reply(option, ACK, next);
    }

    /** The block sizes are told whether asked for or not, as the protocol allows: a client may ignore them. */
    private void sendInfo(int option) throws IOException {
        reply(
                option,
                INFO,
                ByteBuffer.allocate(12)
                        .putShort(INFO_EXPORT)
                        .putLong(export.size())
                        .putShort((short) export.flags())
                        .flip());
        reply(
                option,
                INFO,
                ByteBuffer.allocate(14)
                        .putShort(INFO_BLOCK_SIZE)
                        .putInt(1)
                        .putInt(USUAL_BLOCK)
                        .putInt(NbdExport.MOST_DATA)
                        .flip());
    }

    private Step reply(int option, int type, Step next) throws IOException {
        reply(option, type, ByteBuffer.allocate(0));
        return next;
    }

    private void reply(int option, int type, ByteBuffer data) throws IOException {
        wire.send(ByteBuffer.allocate(20 + data.remaining())
                .putLong(REPLY_MAGIC)
                .putInt(option)
                .putInt(type)
                .putInt(data.remaining())
                .put(data)
                .flip());
    }
}
