package htg.grub.secureboot;

import htg.common.HtgException;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/** By what a signature names its signer's certificate: issuer and serial number, or else the identifier of its key. */
final class SignerId {
    private static final String KEY_IDENTIFIER = "2.5.29.14";

    private final Optional<X500Principal> issuer;
    private final BigInteger serial;
    private final byte[] keyId;

    private SignerId(Optional<X500Principal> issuer, BigInteger serial, byte[] keyId) {
        this.issuer = issuer;
        this.serial = serial;
        this.keyId = keyId;
    }

    /** {@code IssuerAndSerialNumber}, or {@code [0] SubjectKeyIdentifier}. */
    static SignerId of(Der id) {
        if (id.tag() != Der.SEQUENCE) {
            return new SignerId(
                    Optional.empty(), BigInteger.ZERO, id.require(0x80).value());
        }
        Der name = id.child(0, Der.SEQUENCE);
        try {
            X500Principal issuer = new X500Principal(name.encoded());
            return new SignerId(Optional.of(issuer), id.child(1, Der.INTEGER).integer(), new byte[0]);
        } catch (IllegalArgumentException wrong) {
            HtgException told = name.damaged("is no name of an issuer");
            told.addSuppressed(wrong);
            throw told;
        }
    }

    boolean isOf(X509Certificate certificate) {
        if (issuer.isPresent()) {
            return issuer.get().equals(certificate.getIssuerX500Principal())
                    && serial.equals(certificate.getSerialNumber());
        }
        byte[] extension = certificate.getExtensionValue(KEY_IDENTIFIER);
        return extension != null && keyId.length > 0 && Arrays.equals(keyId, inner(extension));
    }

    /** An extension's value is an octet string around the one that is the identifier. */
    private static byte[] inner(byte[] extension) {
        byte[] value = Der.read("key identifier", extension).value();
        return Der.read("key identifier", value).value();
    }

    /** Who issued the signer's certificate, for people: the same as the signer when it signed itself. */
    String name() {
        return issuer.map(Certificates::common)
                .orElseGet(() -> "key " + HexFormat.of().formatHex(keyId));
    }

    /** The certificate's serial number in hexadecimal; empty when the signature names the key. */
    String serial() {
        return issuer.isPresent() ? serial.toString(16) : "";
    }
}
