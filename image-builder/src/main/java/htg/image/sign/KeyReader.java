package htg.image.sign;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Reads a machine-owner key from its two files, or says everything that is wrong with them. */
public final class KeyReader {
    private final Path keyFile;
    private final Path certificateFile;

    public KeyReader(Path keyFile, Path certificateFile) {
        this.keyFile = keyFile;
        this.certificateFile = certificateFile;
    }

    /**
     * Reads both.
     *
     * @param now at which the certificate has to be valid
     * @param ofKey is told what is wrong with the private key
     * @param ofCertificate is told what is wrong with the certificate
     * @return empty when anything is wrong
     */
    public Optional<MachineOwnerKey> read(Instant now, Consumer<String> ofKey, Consumer<String> ofCertificate) {
        AtomicBoolean sound = new AtomicBoolean(true);
        Consumer<String> unsound = problem -> sound.set(false);
        Optional<X509Certificate> certificate =
                new CertificateFile(certificateFile, unsound.andThen(ofCertificate)).read(now);
        Optional<RSAPrivateKey> key = new PrivateKeyFile(keyFile, unsound.andThen(ofKey)).read();
        if (certificate.isEmpty() || key.isEmpty()) {
            return Optional.empty();
        }
        if (!belongTogether(key.get(), certificate.get())) {
            unsound.andThen(ofKey).accept(keyFile + " is not the key of the certificate " + certificateFile);
        }
        return sound.get() ? Optional.of(new MachineOwnerKey(certificate.get(), key.get())) : Optional.empty();
    }

    private static boolean belongTogether(RSAPrivateKey key, X509Certificate certificate) {
        return certificate.getPublicKey() instanceof RSAPublicKey half
                && half.getModulus().equals(key.getModulus());
    }
}
