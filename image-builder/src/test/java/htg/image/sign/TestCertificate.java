package htg.image.sign;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/**
 * A certificate of any kind, by nobody in particular: whoever reads one does not ask who has issued it, so that its own
 * signature is none.
 *
 * @param usage the two bytes of a key usage's bits; none at all when empty
 * @param purposes of the extended key usage; none at all when empty
 */
record TestCertificate(KeyPair pair, Instant from, Instant until, List<Integer> usage, List<String> purposes) {
    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private static final int BIT_STRING = 0x03;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int EXTENSIONS = 0xA3;
    private static final String SHA256_WITH_RSA = "1.2.840.113549.1.1.11";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    static TestCertificate of(KeyPair pair) {
        return new TestCertificate(
                pair, NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(30)), List.of(), List.of());
    }

    static KeyPair newKey(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    TestCertificate valid(Instant newFrom, Instant newUntil) {
        return new TestCertificate(pair, newFrom, newUntil, usage, purposes);
    }

    TestCertificate withUsage(int unusedBits, int bits) {
        return new TestCertificate(pair, from, until, List.of(unusedBits, bits), purposes);
    }

    TestCertificate withPurposes(String... identifiers) {
        return new TestCertificate(pair, from, until, usage, List.of(identifiers));
    }

    byte[] der() {
        byte[] algorithm = Der.sequence(Der.identifier(SHA256_WITH_RSA), Der.nothing());
        byte[] name = new X500Principal("CN=Test, O=htg").getEncoded();
        byte[] content = Der.sequence(
                Der.explicit0(Der.integer(BigInteger.TWO)),
                Der.integer(BigInteger.valueOf(0x1234567890L)),
                algorithm,
                name,
                Der.sequence(time(from), time(until)),
                name,
                pair.getPublic().getEncoded(),
                extensions());
        return Der.sequence(content, algorithm, value(BIT_STRING, new byte[] {0, 1, 2, 3}));
    }

    private byte[] extensions() {
        byte[] all = new byte[0];
        if (!usage.isEmpty()) {
            byte[] bits = {usage.get(0).byteValue(), usage.get(1).byteValue()};
            all = join(all, extension("2.5.29.15", value(BIT_STRING, bits)));
        }
        if (!purposes.isEmpty()) {
            byte[][] identifiers = purposes.stream().map(Der::identifier).toArray(byte[][]::new);
            all = join(all, extension("2.5.29.37", Der.sequence(identifiers)));
        }
        return all.length == 0 ? all : value(EXTENSIONS, Der.sequence(all));
    }

    private static byte[] extension(String identifier, byte[] content) {
        return Der.sequence(Der.identifier(identifier), Der.octets(content));
    }

    private static byte[] time(Instant instant) {
        return value(GENERALIZED_TIME, TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    /** A value of another type, made of one of the same length. */
    private static byte[] value(int tag, byte[] content) {
        byte[] value = Der.octets(content);
        value[0] = (byte) tag;
        return value;
    }

    private static byte[] join(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }
}
