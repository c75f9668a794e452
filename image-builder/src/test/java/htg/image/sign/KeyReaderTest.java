package htg.image.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyReaderTest {
    private static final KeyPair PAIR = TestCertificate.newKey("RSA", 2048);
    private static final KeyPair OTHER = TestCertificate.newKey("RSA", 2048);

    /** In front of the key itself there are 26 bytes of PKCS#8: version, algorithm, the octet string's header. */
    private static final int PKCS8_HEADER = 26;

    @TempDir
    private Path folder;

    private final List<String> ofKey = new ArrayList<>();
    private final List<String> ofCertificate = new ArrayList<>();

    @Test
    void readsWhatOpenSslWrites() throws IOException {
        byte[] pkcs8 = PAIR.getPrivate().getEncoded();
        byte[] pkcs1 = Arrays.copyOfRange(pkcs8, PKCS8_HEADER, pkcs8.length);
        byte[] certificate = certificate().der();
        List<byte[]> keys = List.of(
                pkcs8, pkcs1, pem("PRIVATE KEY", pkcs8), pem("RSA PRIVATE KEY", pkcs1), both(pkcs8, certificate));
        List<byte[]> certificates =
                List.of(certificate, pem("CERTIFICATE", certificate), both(pkcs8, certificate), dumped(certificate));
        for (byte[] key : keys) {
            for (byte[] one : certificates) {
                assertThat(read(key, one).orElseThrow().certificate()).isEqualTo(certificate);
            }
        }
    }

    @Test
    void takesEveryPurposeThatModulesGoWith() throws IOException {
        List<TestCertificate> good = List.of(
                certificate().withUsage(7, 0x80),
                certificate().withPurposes("1.3.6.1.5.5.7.3.3"),
                certificate().withPurposes("1.3.6.1.5.5.7.3.1", "1.3.6.1.4.1.2312.16.1.2"),
                certificate().withPurposes("2.5.29.37.0"));
        for (TestCertificate one : good) {
            assertThat(read(privateKey(), one.der())).isPresent();
        }
    }

    @Test
    void namesEachFileThatIsMissing() {
        Optional<MachineOwnerKey> key = new KeyReader(folder.resolve("a"), folder.resolve("b"))
                .read(TestCertificate.NOW, ofKey::add, ofCertificate::add);
        assertThat(key).isEmpty();
        assertThat(ofKey).containsExactly("cannot read " + folder.resolve("a") + ": no such file or folder");
        assertThat(ofCertificate).containsExactly("cannot read " + folder.resolve("b") + ": no such file or folder");
    }

    @Test
    void refusesAKeyThatNeedsAPassphrase() throws IOException {
        byte[] certificate = certificate().der();
        byte[] algorithm = Der.sequence(Der.identifier("1.2.840.113549.1.5.13"), Der.sequence());
        byte[] encrypted = Der.sequence(algorithm, Der.octets(new byte[64]));
        String old = """
                -----BEGIN RSA PRIVATE KEY-----
                Proc-Type: 4,ENCRYPTED
                DEK-Info: AES-256-CBC,00FF

                AAAA
                -----END RSA PRIVATE KEY-----
                """;
        for (byte[] key : List.of(pem("ENCRYPTED PRIVATE KEY", encrypted), ascii(old))) {
            assertThat(read(key, certificate)).isEmpty();
            assertThat(ofKey).singleElement().asString().contains("key is encrypted", "openssl pkey -in ");
            ofKey.clear();
        }
        assertThat(read(encrypted, certificate)).isEmpty();
        assertThat(ofKey).singleElement().asString().contains("holds no RSA key that can be read without a passphrase");
    }

    @Test
    void refusesWhatIsNoRsaKey() throws IOException {
        byte[] certificate = certificate().der();
        KeyPair curve = TestCertificate.newKey("EC", 256);
        assertThat(read(pem("PRIVATE KEY", curve.getPrivate().getEncoded()), certificate))
                .isEmpty();
        assertThat(read(pem("CERTIFICATE", certificate), certificate)).isEmpty();
        assertThat(read(pem("OPENSSH PRIVATE KEY", new byte[40]), certificate)).isEmpty();
        assertThat(read(ascii("-----BEGIN PRIVATE KEY-----\n*\n-----END PRIVATE KEY-----\n"), certificate))
                .isEmpty();
        assertThat(read(new byte[0], certificate)).isEmpty();
        assertThat(ofKey).hasSize(5).allMatch(problem -> problem.contains("holds no"));
        assertThat(read(privateKey(), TestCertificate.of(curve).der())).isEmpty();
        assertThat(ofCertificate)
                .singleElement()
                .asString()
                .contains("for a key of type EC; shim and the kernel know RSA");
    }

    @Test
    void refusesAKeyOfAnotherCertificate() throws IOException {
        assertThat(read(OTHER.getPrivate().getEncoded(), certificate().der())).isEmpty();
        assertThat(ofKey).singleElement().asString().contains("is not the key of the certificate ");
        assertThat(ofCertificate).isEmpty();
    }

    @Test
    void refusesLengthsThatAreTooWeakOrUnknownToTheKernel() throws IOException {
        for (int bits : new int[] {1024, 2176}) {
            KeyPair pair = TestCertificate.newKey("RSA", bits);
            assertThat(read(
                            pair.getPrivate().getEncoded(),
                            TestCertificate.of(pair).der()))
                    .isEmpty();
        }
        assertThat(ofKey).isEmpty();
        assertThat(ofCertificate)
                .satisfiesExactly(
                        weak -> assertThat(weak)
                                .contains("1024 bits, which is too weak; possible are 2048, 3072 and 4096"),
                        odd -> assertThat(odd).contains("2176 bits; possible are 2048, 3072 and 4096"));
    }

    @Test
    void refusesACertificateOutOfItsTime() throws IOException {
        Duration day = Duration.ofDays(1);
        TestCertificate old =
                certificate().valid(TestCertificate.NOW.minus(day).minus(day), TestCertificate.NOW.minus(day));
        TestCertificate early = certificate()
                .valid(
                        TestCertificate.NOW.plus(day),
                        TestCertificate.NOW.plus(day).plus(day));
        assertThat(read(privateKey(), old.der())).isEmpty();
        assertThat(read(privateKey(), early.der())).isEmpty();
        assertThat(ofCertificate)
                .satisfiesExactly(
                        late -> assertThat(late).endsWith("has expired on 2026-05-31"),
                        soon -> assertThat(soon).endsWith("is not valid before 2026-06-02"));
    }

    @Test
    void refusesACertificateForOtherPurposes() throws IOException {
        TestCertificate server = certificate().withUsage(5, 0x20).withPurposes("1.3.6.1.5.5.7.3.1");
        assertThat(read(privateKey(), server.der())).isEmpty();
        assertThat(ofCertificate)
                .satisfiesExactly(
                        usage -> assertThat(usage).contains("its key usage lacks digitalSignature"),
                        purpose -> assertThat(purpose).contains("neither codeSigning nor 1.3.6.1.4.1.2312.16.1.2"));
        assertThat(read(privateKey(), ascii("no certificate"))).isEmpty();
        assertThat(ofCertificate).last().asString().contains("holds no X.509 certificate in PEM or DER");
    }

    @Test
    void tellsNothingOfThePrivateHalf() throws IOException {
        MachineOwnerKey key = read(privateKey(), certificate().der()).orElseThrow();
        assertThat(key).hasToString("certificate " + key.fingerprint());
        assertThat(key.owner()).isEqualTo("CN=Test,O=htg");
        assertThat(key)
                .isEqualTo(read(pem("PRIVATE KEY", privateKey()), certificate().der())
                        .orElseThrow());
    }

    private Optional<MachineOwnerKey> read(byte[] key, byte[] certificate) throws IOException {
        Path keyFile = Files.write(folder.resolve("key"), key);
        Path certificateFile = Files.write(folder.resolve("certificate"), certificate);
        return new KeyReader(keyFile, certificateFile).read(TestCertificate.NOW, ofKey::add, ofCertificate::add);
    }

    private static TestCertificate certificate() {
        return TestCertificate.of(PAIR);
    }

    private static byte[] privateKey() {
        return PAIR.getPrivate().getEncoded();
    }

    private static byte[] both(byte[] key, byte[] certificate) {
        return ascii(text("PRIVATE KEY", key) + text("CERTIFICATE", certificate));
    }

    /** As {@code openssl x509 -text} prints it. */
    private static byte[] dumped(byte[] certificate) {
        return ascii("Certificate:\n    Data: - -----\n" + text("CERTIFICATE", certificate));
    }

    private static byte[] pem(String label, byte[] der) {
        return ascii(text(label, der));
    }

    private static String text(String label, byte[] der) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
