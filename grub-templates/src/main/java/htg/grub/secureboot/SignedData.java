package htg.grub.secureboot;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The "signed data" of PKCS #7 (RFC 2315, section 9) and of its successor CMS (RFC 5652, section 5), as far as signatures
 * of programs and modules use it: one signer, its certificates, and perhaps what was signed.
 */
final class SignedData {
    static final Map<String, String> DIGESTS = Map.of(
            "1.3.14.3.2.26", "SHA-1",
            "2.16.840.1.101.3.4.2.1", "SHA-256",
            "2.16.840.1.101.3.4.2.2", "SHA-384",
            "2.16.840.1.101.3.4.2.3", "SHA-512");

    private static final String SIGNED_DATA = "1.2.840.113549.1.7.2";
    private static final String MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
    private static final int MOST_CERTIFICATES = 32;

    private final Optional<Der> content;
    private final List<X509Certificate> certificates;
    private final SignerId signer;
    private final String digest;
    private final Optional<Der> attributes;
    private final byte[] signature;

    private SignedData(Der data) {
        List<Der> parts = data.children();
        this.content = data.child(2, Der.SEQUENCE).children().stream()
                .filter(part -> part.tag() == Der.CONTEXT_0)
                .findFirst()
                .map(explicit ->
                        explicit.children().stream().findFirst().orElseThrow(() -> explicit.damaged("is empty")));
        this.certificates = parts.stream()
                .skip(3)
                .filter(part -> part.tag() == Der.CONTEXT_0)
                .findFirst()
                .map(SignedData::certificates)
                .orElse(List.of());
        Der signers = parts.get(parts.size() - 1).require(Der.SET);
        List<Der> info = signers.child(0, Der.SEQUENCE).children();
        if (info.size() < 5) {
            throw signers.damaged("has a signer with only " + info.size() + " parts");
        }
        this.signer = SignerId.of(info.get(1));
        this.digest = info.get(2).child(0, Der.OID).oid();
        this.attributes = Optional.of(info.get(3)).filter(part -> part.tag() == Der.CONTEXT_0);
        int last = attributes.isPresent() ? 5 : 4;
        if (info.size() <= last) {
            throw signers.damaged("has a signer without a signature");
        }
        this.signature = info.get(last).require(Der.OCTETS).value();
    }

    /**
     * Reads one.
     *
     * @param where what errors call it
     */
    static SignedData read(String where, byte[] der) {
        Der outer = Der.read(where, der).require(Der.SEQUENCE);
        if (!outer.child(0, Der.OID).oid().equals(SIGNED_DATA)) {
            throw outer.damaged("is no signed data");
        }
        return new SignedData(outer.child(1, Der.CONTEXT_0).child(0, Der.SEQUENCE));
    }

    /** What was signed, if it is inside. */
    Optional<Der> content() {
        return content;
    }

    List<X509Certificate> certificates() {
        return certificates;
    }

    SignerId signer() {
        return signer;
    }

    /** The signer's certificate, if it is inside. */
    Optional<X509Certificate> signerCertificate() {
        return certificates.stream().filter(signer::isOf).findFirst();
    }

    /** Whether the key of this certificate has signed this content. An algorithm that is not known here has not. */
    boolean verifies(X509Certificate certificate, byte[] signed) {
        String algorithm = DIGESTS.get(digest);
        String key = certificate.getPublicKey().getAlgorithm();
        if (algorithm == null) {
            return false;
        }
        try {
            String name = algorithm.replace("-", "") + "with" + (key.equals("EC") ? "ECDSA" : key);
            Signature check = Signature.getInstance(name);
            check.initVerify(certificate.getPublicKey());
            if (attributes.isPresent()) {
                check.update(asSet(attributes.get()));
                return check.verify(signature)
                        && attributesName(MessageDigest.getInstance(algorithm).digest(signed));
            }
            check.update(signed);
            return check.verify(signature);
        } catch (GeneralSecurityException notVerified) {
            return false;
        }
    }

    /** A digest algorithm; empty when it is not known here. */
    static Optional<MessageDigest> messageDigest(String oid) {
        try {
            String name = DIGESTS.get(oid);
            return name == null ? Optional.empty() : Optional.of(MessageDigest.getInstance(name));
        } catch (NoSuchAlgorithmException none) {
            return Optional.empty();
        }
    }

    /** The signature is over the attributes as a set, not as the tagged part that they are (RFC 5652, section 5.4). */
    private static byte[] asSet(Der attributes) {
        byte[] encoded = attributes.encoded();
        encoded[0] = Der.SET;
        return encoded;
    }

    private boolean attributesName(byte[] contentDigest) {
        return attributes.stream()
                .flatMap(set -> set.children().stream())
                .filter(attribute -> attribute.child(0, Der.OID).oid().equals(MESSAGE_DIGEST))
                .anyMatch(attribute -> MessageDigest.isEqual(
                        contentDigest,
                        attribute.child(1, Der.SET).child(0, Der.OCTETS).value()));
    }

    private static List<X509Certificate> certificates(Der set) {
        List<Der> encoded = set.children();
        if (encoded.size() > MOST_CERTIFICATES) {
            throw set.damaged("has " + encoded.size() + " certificates");
        }
        List<X509Certificate> all = new ArrayList<>();
        for (Der one : encoded) {
            all.add(Certificates.read(one.encoded()).orElseThrow(() -> one.damaged("is no certificate")));
        }
        return List.copyOf(all);
    }
}
