package htg.image.sign;

import htg.common.HtgException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads a certificate (RFC 5280) from PEM or DER, and sees that modules can be signed in its name. */
final class CertificateFile {
    /** Less is too weak for shim, and what is not among them is of no length that the kernel knows. */
    private static final Set<Integer> RSA_BITS = Set.of(2048, 3072, 4096);

    /** The purposes that go with modules: any, code, and the kernel's own, with which shim trusts no boot loader. */
    private static final Set<String> PURPOSES = Set.of("2.5.29.37.0", "1.3.6.1.5.5.7.3.3", "1.3.6.1.4.1.2312.16.1.2");

    private static final int DIGITAL_SIGNATURE = 0;

    private final Path file;
    private final Consumer<String> problems;

    /**
     * A reader of one file.
     *
     * @param problems is told what is wrong with it
     */
    CertificateFile(Path file, Consumer<String> problems) {
        this.file = file;
        this.problems = problems;
    }

    /** The certificate, if it can be read; what else is wrong with it is told. */
    Optional<X509Certificate> read(Instant now) {
        try {
            Optional<KeyFile.Block> block = KeyFile.read(file).find("CERTIFICATE");
            if (block.isEmpty()) {
                problems.accept(file + " holds no certificate");
                return Optional.empty();
            }
            X509Certificate certificate = parse(block.get().der());
            checkKey(certificate);
            checkTime(certificate, now);
            checkUsage(certificate);
            return Optional.of(certificate);
        } catch (IOException failure) {
            problems.accept("cannot read " + file + ": " + HtgException.reason(failure));
        } catch (CertificateException none) {
            problems.accept(file + " holds no X.509 certificate in PEM or DER");
        }
        return Optional.empty();
    }

    private static X509Certificate parse(byte[] der) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    private void checkKey(X509Certificate certificate) {
        String algorithm = certificate.getPublicKey().getAlgorithm();
        if (!"RSA".equals(algorithm)) {
            problems.accept(file + " is for a key of type " + algorithm + "; shim and the kernel know RSA");
        } else if (certificate.getPublicKey() instanceof RSAPublicKey key
                && !RSA_BITS.contains(key.getModulus().bitLength())) {
            int bits = key.getModulus().bitLength();
            problems.accept(file + " is for an RSA key of " + bits + " bits"
                    + (bits < Collections.min(RSA_BITS) ? ", which is too weak" : "")
                    + "; possible are 2048, 3072 and 4096");
        }
    }

    private void checkTime(X509Certificate certificate, Instant now) {
        if (certificate.getNotAfter().toInstant().isBefore(now)) {
            problems.accept(file + " has expired on " + day(certificate.getNotAfter()));
        }
        if (certificate.getNotBefore().toInstant().isAfter(now)) {
            problems.accept(file + " is not valid before " + day(certificate.getNotBefore()));
        }
    }

    private void checkUsage(X509Certificate certificate) throws CertificateParsingException {
        boolean[] usage = certificate.getKeyUsage();
        if (usage != null && !usage[DIGITAL_SIGNATURE]) {
            problems.accept(file + " is not for signatures: its key usage lacks digitalSignature");
        }
        List<String> purposes = certificate.getExtendedKeyUsage();
        if (purposes != null && Collections.disjoint(purposes, PURPOSES)) {
            problems.accept(file + " is not for code: its extended key usage has neither codeSigning nor"
                    + " 1.3.6.1.4.1.2312.16.1.2, which is that of modules");
        }
    }

    private static LocalDate day(Date date) {
        return date.toInstant().atZone(ZoneOffset.UTC).toLocalDate();
    }
}
