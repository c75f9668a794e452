package htg.testvm.run;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Makes characters of the bytes of a serial port, also of one that arrives in two pieces. */
final class SerialText {
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private byte[] rest = {};

    /**
     * The characters that are complete now.
     *
     * @param bytes a byte a character, as {@link htg.testvm.boot.Boot#heard} gives them
     */
    String add(String bytes) {
        byte[] more = bytes.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer input = ByteBuffer.allocate(rest.length + more.length)
                .put(rest)
                .put(more)
                .flip();
        CharBuffer output = CharBuffer.allocate(input.remaining() + 1);
        decoder.decode(input, output, false);
        rest = new byte[input.remaining()];
        input.get(rest);
        return output.flip().toString();
    }
}
