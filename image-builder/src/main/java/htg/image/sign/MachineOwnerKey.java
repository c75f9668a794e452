package htg.image.sign;

import htg.common.io.Digests;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;

/**
 * The key that the user's machines are told to trust, and its certificate. The private half is kept nowhere but here: no
 * method gives it away, and the text is that of the certificate. Keys with the same certificate are equal.
 */
public final class MachineOwnerKey {
    /** The certificate's file at the root of the boot partition, where MokManager's user looks for it. */
    public static final String FILE_ON_STICK = "enroll-this-key.cer";

    private final X509Certificate certificate;
    private final PrivateKey privateKey;

    MachineOwnerKey(X509Certificate certificate, PrivateKey privateKey) {
        this.certificate = certificate;
        this.privateKey = privateKey;
    }

    /** The certificate in DER, as MokManager reads it. */
    public byte[] certificate() {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("a certificate that was read cannot be written", impossible);
        }
    }

    /** Whose it is, for example {@code CN=Alice's sticks}. */
    public String owner() {
        return certificate.getSubjectX500Principal().getName();
    }

    /** SHA-256 of the certificate, in hexadecimal. */
    public String fingerprint() {
        return Digests.sha256(certificate());
    }

    /** Signs a kernel module; the result is detached CMS in DER. */
    byte[] sign(byte[] module) {
        try {
            Signature rsa = Signature.getInstance("SHA256withRSA");
            rsa.initSign(privateKey);
            rsa.update(module);
            return CmsSignature.of(certificate, rsa.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a key that was checked cannot sign", impossible);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MachineOwnerKey key && certificate.equals(key.certificate);
    }

    @Override
    public int hashCode() {
        return certificate.hashCode();
    }

    /** Part of the text of a specification, on which a build depends. */
    @Override
    public String toString() {
        return "certificate " + fingerprint();
    }
}
