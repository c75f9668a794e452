package htg.fsimage.volume;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * File names as text and back, without loss. Unix file systems store any bytes; those that are not UTF-8 become the lone surrogates
 * U+DC80 to U+DCFF, one a byte, as in Python's PEP 383.
 */
public final class Names {
    private static final int ESCAPE = 0xDC00;

    private Names() {}

    /** The text of a name. */
    public static String decode(byte[] name) {
        if (isAscii(name)) {
            return new String(name, StandardCharsets.US_ASCII);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(name))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return decodeWithEscapes(name);
        }
    }

    /** Most names are, and folders have many. */
    private static boolean isAscii(byte[] name) {
        for (byte one : name) {
            if (one < 0) {
                return false;
            }
        }
        return true;
    }

    private static String decodeWithEscapes(byte[] name) {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer from = ByteBuffer.wrap(name);
        CharBuffer into = CharBuffer.allocate(name.length);
        while (from.hasRemaining()) {
            var result = decoder.reset().decode(from, into, true);
            if (result.isError()) {
                for (int i = 0; i < result.length(); i++) {
                    into.put((char) (ESCAPE + Byte.toUnsignedInt(from.get())));
                }
            }
        }
        return into.flip().toString();
    }

    /** The bytes of a name; what {@link #decode} made of bytes becomes these bytes again. */
    public static byte[] encode(String name) {
        ByteBuffer into = ByteBuffer.allocate(name.length() * 3);
        int at = 0;
        while (at < name.length()) {
            int character = name.codePointAt(at);
            if (character >= ESCAPE + 0x80 && character <= ESCAPE + 0xFF) {
                into.put((byte) (character - ESCAPE));
            } else {
                into.put(Character.toString(character).getBytes(StandardCharsets.UTF_8));
            }
            at += Character.charCount(character);
        }
        byte[] bytes = new byte[into.position()];
        into.flip().get(bytes);
        return bytes;
    }

    /** A name for the eyes: what would move a terminal's cursor, and bytes that are no text, come as {@code \\xNN}. */
    public static String printable(String name) {
        return name.chars().allMatch(character -> character >= ' ' && character <= '~') ? name : escaped(name);
    }

    private static String escaped(String name) {
        StringBuilder text = new StringBuilder(name.length());
        name.codePoints().forEach(character -> {
            if (character >= ESCAPE + 0x80 && character <= ESCAPE + 0xFF) {
                text.append("\\x%02x".formatted(character - ESCAPE));
            } else if (Character.isISOControl(character)) {
                text.append("\\x%02x".formatted(character));
            } else if (Character.getType(character) == Character.FORMAT) {
                text.append("\\u%04x".formatted(character));
            } else {
                text.appendCodePoint(character);
            }
        });
        return text.toString();
    }
}
