package htg.grub.secureboot;

import htg.common.HtgException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One element of a structure in DER (ITU-T X.690): a tag, a length, and what has that length. Elements are views; nothing
 * is read before it is asked for, so that no nesting is too deep.
 */
final class Der {
    static final int INTEGER = 0x02;
    static final int OCTETS = 0x04;
    static final int OID = 0x06;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;

    /** Constructed, context-specific: {@code [0]}, {@code [1]}. */
    static final int CONTEXT_0 = 0xA0;

    private static final String ELEMENT = "DER element";
    private static final int MOST_ELEMENTS = 4096;
    private static final int LONGEST_OID = 64;

    private final Fields source;
    private final int start;
    private final int content;
    private final int end;

    private Der(Fields source, int start, int content, int end) {
        this.source = source;
        this.start = start;
        this.content = content;
        this.end = end;
    }

    /**
     * The element that begins with the first byte; what is behind it is left aside.
     *
     * @param where what errors call the structure
     */
    static Der read(String where, byte[] bytes) {
        return at(new Fields(where, bytes), 0, bytes.length);
    }

    private static Der at(Fields source, int start, int limit) {
        int first = u8(source, start, limit);
        int length = u8(source, start + 1, limit);
        int content = start + 2;
        if ((first & 0x1F) == 0x1F || length == 0x80 || length > 0x84) {
            throw source.damaged(ELEMENT, start, "has a tag or a length that DER does not have");
        }
        long size = length;
        if (length > 0x80) {
            size = 0;
            for (int i = length - 0x80; i > 0; i--) {
                size = size << 8 | u8(source, content++, limit);
            }
        }
        if (size > limit - content) {
            throw source.damaged(
                    ELEMENT,
                    start,
                    "has " + size + " bytes, and what it is in has only " + (limit - content) + " more");
        }
        return new Der(source, start, content, content + (int) size);
    }

    private static int u8(Fields source, int at, int limit) {
        if (at >= limit) {
            throw source.damaged(ELEMENT, at, "is cut off");
        }
        return Byte.toUnsignedInt(source.all()[at]);
    }

    int tag() {
        return Byte.toUnsignedInt(source.all()[start]);
    }

    /** The elements inside. */
    List<Der> children() {
        if ((tag() & 0x20) == 0) {
            throw damaged("holds no others");
        }
        List<Der> all = new ArrayList<>();
        for (int at = content; at < end; at = all.get(all.size() - 1).end) {
            if (all.size() == MOST_ELEMENTS) {
                throw damaged("holds more than " + MOST_ELEMENTS + " others");
            }
            all.add(at(source, at, end));
        }
        return all;
    }

    /** One of the elements inside, from 0, which has to have this tag. */
    Der child(int index, int tag) {
        List<Der> all = children();
        if (index >= all.size()) {
            throw damaged("has only " + all.size() + " parts");
        }
        return all.get(index).require(tag);
    }

    Der require(int tag) {
        if (tag() != tag) {
            throw damaged(String.format("has the tag %02X instead of %02X", tag(), tag));
        }
        return this;
    }

    /** With tag and length. */
    byte[] encoded() {
        return Arrays.copyOfRange(source.all(), start, end);
    }

    /** Without tag and length. */
    byte[] value() {
        return Arrays.copyOfRange(source.all(), content, end);
    }

    BigInteger integer() {
        if (require(INTEGER).content == end) {
            throw damaged("is a number without digits");
        }
        return new BigInteger(value());
    }

    /** An object identifier in its usual form, such as {@code 1.2.840.113549.1.7.2}. */
    String oid() {
        byte[] bytes = require(OID).value();
        if (bytes.length == 0 || bytes.length > LONGEST_OID || bytes[bytes.length - 1] < 0) {
            throw damaged("is no object identifier");
        }
        StringBuilder text = new StringBuilder();
        BigInteger number = BigInteger.ZERO;
        for (byte next : bytes) {
            number = number.shiftLeft(7).or(BigInteger.valueOf(next & 0x7F));
            if (next >= 0) {
                text.append(text.length() == 0 ? first(number) : "." + number);
                number = BigInteger.ZERO;
            }
        }
        return text.toString();
    }

    /** The first two numbers are one in the encoding. */
    private static String first(BigInteger both) {
        int arc = both.compareTo(BigInteger.valueOf(80)) >= 0 ? 2 : both.intValue() / 40;
        return arc + "." + both.subtract(BigInteger.valueOf(40L * arc));
    }

    HtgException damaged(String why) {
        return source.damaged(ELEMENT, start, why);
    }
}
