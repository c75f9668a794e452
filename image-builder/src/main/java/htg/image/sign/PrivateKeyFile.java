package htg.image.sign;

import htg.common.HtgException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads an RSA private key from PEM or DER, PKCS#8 (RFC 5958) or PKCS#1 (RFC 8017). Nothing of a key gets into a message. */
final class PrivateKeyFile {
    private static final String PRIVATE_KEY = "PRIVATE KEY";
    private static final String RSA = "1.2.840.113549.1.1.1";

    private final Path file;
    private final Consumer<String> problems;

    /**
     * A reader of one file.
     *
     * @param problems is told what is wrong with it
     */
    PrivateKeyFile(Path file, Consumer<String> problems) {
        this.file = file;
        this.problems = problems;
    }

    Optional<RSAPrivateKey> read() {
        try {
            Optional<KeyFile.Block> block = KeyFile.read(file).find(PRIVATE_KEY);
            if (block.isEmpty()) {
                return refuse(file + " holds no private key");
            }
            return key(block.get());
        } catch (IOException failure) {
            return refuse("cannot read " + file + ": " + HtgException.reason(failure));
        }
    }

    private Optional<RSAPrivateKey> key(KeyFile.Block block) {
        if (block.encrypted()) {
            return refuse(file + " is encrypted, and htg asks nobody for a passphrase; 'openssl pkey -in " + file
                    + " -out FILE' makes one that is not");
        }
        Optional<RSAPrivateKey> key = rsa(block.der()).or(() -> rsa(pkcs8(block.der())));
        return key.isPresent()
                ? key
                : refuse(file + " holds no RSA key that can be read without a passphrase, in PEM or DER; shim and the"
                        + " kernel know no other kind");
    }

    private Optional<RSAPrivateKey> refuse(String problem) {
        problems.accept(problem);
        return Optional.empty();
    }

    private static Optional<RSAPrivateKey> rsa(byte[] pkcs8) {
        try {
            return Optional.of(
                    (RSAPrivateKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        } catch (InvalidKeySpecException other) {
            return Optional.empty();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has RSA", impossible);
        }
    }

    /** What OpenSSL calls {@code RSA PRIVATE KEY}, with the header that says so. */
    private static byte[] pkcs8(byte[] pkcs1) {
        return Der.sequence(
                Der.integer(BigInteger.ZERO), Der.sequence(Der.identifier(RSA), Der.nothing()), Der.octets(pkcs1));
    }
}
