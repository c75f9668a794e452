package htg.image.sign;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;

/** The distinguished encoding (X.690) of the few ASN.1 types that a signature is made of. */
final class Der {
    private static final int INTEGER = 0x02;
    private static final int OCTET_STRING = 0x04;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int EXPLICIT = 0xA0;
    private static final byte[] NULL = {0x05, 0x00};

    private Der() {}

    static byte[] sequence(byte[]... members) {
        return value(SEQUENCE, members);
    }

    /** A set of one, which needs no sorting. */
    static byte[] setOf(byte[] member) {
        return value(SET, member);
    }

    /** The member with the context-specific tag 0 around it. */
    static byte[] explicit0(byte[] member) {
        return value(EXPLICIT, member);
    }

    static byte[] integer(BigInteger number) {
        return value(INTEGER, number.toByteArray());
    }

    static byte[] octets(byte[] bytes) {
        return value(OCTET_STRING, bytes);
    }

    static byte[] nothing() {
        return NULL.clone();
    }

    /** An object identifier from its usual form, such as {@code 1.2.840}. */
    static byte[] identifier(String dotted) {
        String[] arcs = dotted.split("\\.", -1);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.write(Integer.parseInt(arcs[0]) * 40 + Integer.parseInt(arcs[1]));
        for (int i = 2; i < arcs.length; i++) {
            base128(Integer.parseInt(arcs[i]), content);
        }
        return value(OBJECT_IDENTIFIER, content.toByteArray());
    }

    /** Seven bits a byte, the highest first, all but the last byte marked. */
    private static void base128(int number, ByteArrayOutputStream target) {
        for (int shift = 28; shift > 0; shift -= 7) {
            if (number >>> shift != 0) {
                target.write(0x80 | ((number >>> shift) & 0x7F));
            }
        }
        target.write(number & 0x7F);
    }

    private static byte[] value(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        encoded.write(tag);
        length(content.size(), encoded);
        encoded.writeBytes(content.toByteArray());
        return encoded.toByteArray();
    }

    private static void length(int length, ByteArrayOutputStream target) {
        if (length < 0x80) {
            target.write(length);
            return;
        }
        byte[] number = BigInteger.valueOf(length).toByteArray();
        int start = number[0] == 0 ? 1 : 0;
        target.write(0x80 | (number.length - start));
        target.write(number, start, number.length - start);
    }
}
