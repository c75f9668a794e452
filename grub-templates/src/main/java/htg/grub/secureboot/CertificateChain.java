package htg.grub.secureboot;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From a signer's certificate to who answers for it, each certificate signed by the next. As firmware does it, nothing is
 * asked of a certificate but that its signature is right: dates do not matter.
 */
final class CertificateChain {
    private static final int LONGEST = 8;

    private CertificateChain() {}

    /**
     * The certificates in the order in which each is signed by the next, as far as they lead.
     *
     * @param others where the next ones may be
     */
    static List<X509Certificate> from(X509Certificate signer, List<X509Certificate> others) {
        List<X509Certificate> chain = new ArrayList<>(List.of(signer));
        Optional<X509Certificate> next = next(signer, others);
        while (next.isPresent() && chain.size() < LONGEST && !chain.contains(next.get())) {
            chain.add(next.get());
            next = next(next.get(), others);
        }
        return List.copyOf(chain);
    }

    private static Optional<X509Certificate> next(X509Certificate certificate, List<X509Certificate> others) {
        return others.stream()
                .filter(other -> !other.equals(certificate))
                .filter(other -> isIssued(certificate, other))
                .findFirst();
    }

    /** Whether a certificate says that it is from another, and is. */
    static boolean isIssued(X509Certificate certificate, X509Certificate by) {
        if (!certificate.getIssuerX500Principal().equals(by.getSubjectX500Principal())) {
            return false;
        }
        try {
            certificate.verify(by.getPublicKey());
            return true;
        } catch (GeneralSecurityException forged) {
            return false;
        }
    }
}
