package htg.image.sign;

import java.math.BigInteger;
import java.security.cert.X509Certificate;

/**
 * A detached signature as CMS {@code SignedData} (RFC 5652) with one signer, without attributes and without certificates: what
 * the kernel's {@code scripts/sign-file} makes. No time is in it, so the same content and key give the same bytes.
 */
final class CmsSignature {
    private static final BigInteger VERSION = BigInteger.ONE;
    private static final String SIGNED_DATA = "1.2.840.113549.1.7.2";
    private static final String DATA = "1.2.840.113549.1.7.1";
    private static final String SHA_256 = "2.16.840.1.101.3.4.2.1";
    private static final String RSA = "1.2.840.113549.1.1.1";

    private CmsSignature() {}

    /**
     * Wraps a signature.
     *
     * @param signature over the content's SHA-256, by RSASSA-PKCS1-v1_5
     */
    static byte[] of(X509Certificate signer, byte[] signature) {
        byte[] digest = algorithm(SHA_256);
        byte[] signerInfo = Der.sequence(
                Der.integer(VERSION),
                Der.sequence(signer.getIssuerX500Principal().getEncoded(), Der.integer(signer.getSerialNumber())),
                digest,
                algorithm(RSA),
                Der.octets(signature));
        byte[] signedData = Der.sequence(
                Der.integer(VERSION), Der.setOf(digest), Der.sequence(Der.identifier(DATA)), Der.setOf(signerInfo));
        return Der.sequence(Der.identifier(SIGNED_DATA), Der.explicit0(signedData));
    }

    private static byte[] algorithm(String identifier) {
        return Der.sequence(Der.identifier(identifier), Der.nothing());
    }
}
