package htg.grub.secureboot;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.Command;
import htg.common.process.CommandResult;
import htg.common.process.SystemCommandRunner;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** A key with its certificate, and how programs and modules are signed with it. The JDK's keytool makes them. */
record MadeKey(PrivateKey key, X509Certificate certificate) {
    private static final String PASSWORD = "not-a-secret";
    private static final String SHA_256 = "2.16.840.1.101.3.4.2.1";

    /**
     * Makes a key in {@code folder}.
     *
     * @param issuer who signs its certificate; nobody for one that signs itself
     */
    static MadeKey of(Path folder, String name, String algorithm, String... issuer) throws Exception {
        Path store = folder.resolve("keys.p12");
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-dname",
                "CN=" + name + ",O=Test",
                "-keyalg",
                algorithm,
                "-validity",
                "3650",
                "-ext",
                "bc:c",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD));
        for (String signer : issuer) {
            words.addAll(List.of("-signer", signer));
        }
        CommandResult made = new SystemCommandRunner(command -> {}).run(Command.of(words));
        assertThat(made.exitStatus()).as(made.errorTail() + made.output()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(store)) {
            keys.load(stream, PASSWORD.toCharArray());
        }
        return new MadeKey(
                (PrivateKey) keys.getKey(name, PASSWORD.toCharArray()), (X509Certificate) keys.getCertificate(name));
    }

    /** The Authenticode signature of an image with this digest, with these certificates in it. */
    byte[] authenticode(byte[] imageDigest, X509Certificate... certificates) throws GeneralSecurityException {
        byte[] digestInfo = DerBytes.sequence(DerBytes.sequence(DerBytes.oid(SHA_256)), DerBytes.octets(imageDigest));
        byte[] data = DerBytes.sequence(DerBytes.oid("1.3.6.1.4.1.311.2.1.15"));
        byte[] content = DerBytes.joined(data, digestInfo);
        byte[] type = DerBytes.oid("1.3.6.1.4.1.311.2.1.4");
        byte[] attributes = DerBytes.joined(
                DerBytes.sequence(DerBytes.oid("1.2.840.113549.1.9.3"), DerBytes.set(type)),
                DerBytes.sequence(
                        DerBytes.oid("1.2.840.113549.1.9.4"), DerBytes.set(DerBytes.octets(sha256(content)))));
        byte[] signature = sign(DerBytes.set(attributes));
        byte[] encapsulated = DerBytes.sequence(type, DerBytes.element(0xA0, DerBytes.sequence(content)));
        return signedData(encapsulated, DerBytes.element(0xA0, attributes), signature, certificates);
    }

    /** A module with its signature behind it, as Linux' scripts/sign-file makes it. */
    byte[] signedModule(byte[] module) throws GeneralSecurityException {
        byte[] encapsulated = DerBytes.sequence(DerBytes.oid("1.2.840.113549.1.7.1"));
        byte[] pkcs7 = signedData(encapsulated, new byte[0], sign(module));
        byte[] header = {0, 0, 2, 0, 0, 0, 0, 0, 0, 0, (byte) (pkcs7.length >> 8), (byte) pkcs7.length};
        return DerBytes.joined(
                module,
                pkcs7,
                header,
                "~Module signature appended~\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    private byte[] signedData(byte[] content, byte[] attributes, byte[] signature, X509Certificate... certificates)
            throws GeneralSecurityException {
        byte[] algorithm = DerBytes.sequence(DerBytes.oid(SHA_256));
        byte[] encoded = new byte[0];
        for (X509Certificate one : certificates) {
            encoded = DerBytes.joined(encoded, one.getEncoded());
        }
        byte[] signer = DerBytes.sequence(
                DerBytes.number(1),
                DerBytes.sequence(
                        certificate.getIssuerX500Principal().getEncoded(),
                        DerBytes.number(certificate.getSerialNumber())),
                algorithm,
                attributes,
                DerBytes.sequence(DerBytes.oid("1.2.840.113549.1.1.1")),
                DerBytes.octets(signature));
        byte[] inner = DerBytes.sequence(
                DerBytes.number(1),
                DerBytes.set(algorithm),
                content,
                encoded.length == 0 ? encoded : DerBytes.element(0xA0, encoded),
                DerBytes.set(signer));
        return DerBytes.sequence(DerBytes.oid("1.2.840.113549.1.7.2"), DerBytes.element(0xA0, inner));
    }

    private byte[] sign(byte[] content) throws GeneralSecurityException {
        Signature signature =
                Signature.getInstance("SHA256with" + (key.getAlgorithm().equals("EC") ? "ECDSA" : "RSA"));
        signature.initSign(key);
        signature.update(content);
        return signature.sign();
    }

    private static byte[] sha256(byte[] content) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(content);
    }
}
