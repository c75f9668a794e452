package htg.grub.secureboot;

import htg.common.io.Digests;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;

/** Reads certificates (RFC 5280), and tells what they are called. */
public final class Certificates {
    private static final Pattern COMMON_NAME = Pattern.compile("(?:^|[,+])CN=((?:\\\\.|[^,+\\\\])+)");

    private Certificates() {}

    /** A certificate in DER or PEM; empty when the bytes are none. */
    public static Optional<X509Certificate> read(byte[] encoded) {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            return Optional.of((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(encoded)));
        } catch (CertificateException damaged) {
            return Optional.empty();
        }
    }

    /** The name that a certificate is for. */
    public static String subject(X509Certificate certificate) {
        return common(certificate.getSubjectX500Principal());
    }

    /** Who has signed a certificate. */
    public static String issuer(X509Certificate certificate) {
        return common(certificate.getIssuerX500Principal());
    }

    /** SHA-256 of a certificate, as everybody's tools show it, in 64 lower-case digits. */
    public static String fingerprint(X509Certificate certificate) {
        try {
            return Digests.sha256(certificate.getEncoded());
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("a certificate that was decoded cannot be encoded", impossible);
        }
    }

    /** The common name, or all of the name when it has none; printable, and no longer than a line. */
    static String common(X500Principal name) {
        String whole = name.getName(X500Principal.RFC2253);
        Matcher common = COMMON_NAME.matcher(whole);
        String text = common.find() ? common.group(1).replaceAll("\\\\(.)", "$1") : whole;
        String printable = text.replaceAll("\\p{Cntrl}", "?");
        return printable.length() > 120 ? printable.substring(0, 120) : printable;
    }
}
