package htg.grub.secureboot;

import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One Authenticode signature of a program.
 *
 * @param signer name of the certificate whose key has signed, or of its issuer when the certificate is not there
 * @param chain that certificate and those it is signed by, as far as they are there; empty when it is not there
 * @param state whether the signature holds
 */
public record ProgramSignature(String signer, List<X509Certificate> chain, State state) {
    /** Whether a signature holds. */
    public enum State {
        /** The program is what the signer has signed. */
        SOUND,
        /** The program was changed after it was signed. */
        MODIFIED,
        /** The signature itself is not the signer's, or is made in a way that is not known here. */
        INVALID
    }

    public ProgramSignature {
        chain = List.copyOf(chain);
    }

    /**
     * All signatures of a program, in their order.
     *
     * @throws htg.common.HtgException naming structure and place when one is damaged
     */
    public static List<ProgramSignature> of(PeImage program) {
        List<ProgramSignature> all = new ArrayList<>();
        for (byte[] pkcs7 : program.pkcs7()) {
            String where = program.name() + ", signature " + (all.size() + 1);
            SignedData data = SignedData.read(where, pkcs7);
            Optional<X509Certificate> signer = data.signerCertificate();
            List<X509Certificate> chain = signer.map(own -> CertificateChain.from(own, data.certificates()))
                    .orElse(List.of());
            String name = signer.map(Certificates::subject)
                    .orElseGet(() -> data.signer().name());
            all.add(new ProgramSignature(name, chain, state(program, data, signer)));
        }
        return List.copyOf(all);
    }

    /** Whether this holds, and {@link #leadsTo} the certificate. */
    public boolean isBy(X509Certificate authority) {
        return state == State.SOUND && leadsTo(authority);
    }

    /** Whether this holds, and {@link #leadsTo} the certificate with this SHA-256. */
    public boolean isBy(String fingerprint) {
        return state == State.SOUND && leadsTo(fingerprint);
    }

    /** Whether the signer has this certificate, or one that its key answers for. */
    public boolean leadsTo(X509Certificate authority) {
        return chain.contains(authority) || chain.stream().anyMatch(one -> CertificateChain.isIssued(one, authority));
    }

    /** Whether the certificate with this SHA-256 is the signer's, or answers for it. */
    public boolean leadsTo(String fingerprint) {
        return chain.stream()
                .anyMatch(certificate -> Certificates.fingerprint(certificate).equals(fingerprint));
    }

    /** Who answers for the signer: the issuer of its certificate. */
    public String authority() {
        return chain.isEmpty() ? signer : Certificates.issuer(chain.get(0));
    }

    private static State state(PeImage program, SignedData data, Optional<X509Certificate> signer) {
        Der content = data.content().orElse(null);
        if (content == null || signer.isEmpty() || !data.verifies(signer.get(), content.value())) {
            return State.INVALID;
        }
        // SpcIndirectDataContent ::= SEQUENCE { data, messageDigest SEQUENCE { algorithm SEQUENCE { OID }, OCTET STRING
        // } }
        Der digest = content.child(1, Der.SEQUENCE);
        String algorithm = digest.child(0, Der.SEQUENCE).child(0, Der.OID).oid();
        byte[] signed = digest.child(1, Der.OCTETS).value();
        Optional<MessageDigest> known = SignedData.messageDigest(algorithm);
        if (known.isEmpty()) {
            return State.INVALID;
        }
        return MessageDigest.isEqual(signed, program.digest(known.get())) ? State.SOUND : State.MODIFIED;
    }
}
