package htg.grub.secureboot;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;

/** Writes DER. */
final class DerBytes {
    private DerBytes() {}

    static byte[] element(int tag, byte[]... parts) {
        byte[] content = joined(parts);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            out.write(0x82);
            out.write(content.length >> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    static byte[] sequence(byte[]... parts) {
        return element(Der.SEQUENCE, parts);
    }

    static byte[] set(byte[]... parts) {
        return element(Der.SET, parts);
    }

    static byte[] octets(byte[] content) {
        return element(Der.OCTETS, content);
    }

    static byte[] number(long value) {
        return number(BigInteger.valueOf(value));
    }

    static byte[] number(BigInteger value) {
        return element(Der.INTEGER, value.toByteArray());
    }

    static byte[] oid(String dotted) {
        int[] numbers = Arrays.stream(dotted.split("\\.", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(40 * numbers[0] + numbers[1]);
        for (int i = 2; i < numbers.length; i++) {
            for (int shift = 28; shift > 0; shift -= 7) {
                if (numbers[i] >>> shift != 0) {
                    out.write((numbers[i] >>> shift & 0x7F) | 0x80);
                }
            }
            out.write(numbers[i] & 0x7F);
        }
        return element(Der.OID, out.toByteArray());
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
