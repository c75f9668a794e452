package htg.image.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZInputStream;
import org.tukaani.xz.XZOutputStream;

class ModuleSignerTest {
    private static final byte[] MODULE = "\177ELF, a module".getBytes(StandardCharsets.ISO_8859_1);
    private static final MachineOwnerKey KEY = newKey();

    @TempDir
    private Path folder;

    @Test
    void theSignatureStandsBehindTheModuleAsTheKernelReadsIt() throws IOException {
        byte[] signed = sign("zfs.ko", MODULE);
        String text = new String(signed, StandardCharsets.ISO_8859_1);
        assertThat(text).startsWith(new String(MODULE, StandardCharsets.ISO_8859_1));
        assertThat(text).endsWith("~Module signature appended~\n");
        int information = signed.length - 28 - 12;
        int length = ((signed[information + 10] & 0xFF) << 8) + (signed[information + 11] & 0xFF);
        assertThat(signed).startsWith(MODULE).hasSize(MODULE.length + length + 12 + 28);
        assertThat(signed[information + 2]).as("PKEY_ID_PKCS7").isEqualTo((byte) 2);
        assertThat(text.charAt(MODULE.length)).as("an ASN.1 sequence").isEqualTo('0');
    }

    @Test
    void theSameModuleAndKeyGiveTheSameBytes() throws IOException {
        assertThat(sign("zfs.ko", MODULE)).isEqualTo(sign("zfs.ko", MODULE));
    }

    @Test
    void aSignatureThatIsThereIsReplaced() throws IOException {
        byte[] once = sign("zfs.ko", MODULE);
        byte[] anothers = SignedModule.parse(MODULE).signedBy(newKey()).file();
        assertThat(anothers).isNotEqualTo(once);
        assertThat(sign("zfs.ko", anothers)).isEqualTo(once);
        assertThat(SignedModule.parse(once).module()).isEqualTo(MODULE);
        assertThat(SignedModule.parse(MODULE).signature()).isEmpty();
    }

    @Test
    void aDamagedSignatureIsNoReasonToCutTheModule() {
        byte[] signed = SignedModule.parse(MODULE).signedBy(KEY).file();
        signed[signed.length - 28 - 4] = 0x7F;
        assertThatThrownBy(() -> SignedModule.parse(signed)).hasMessageContaining("longer than its file");
    }

    @Test
    void aCompressedModuleIsSignedInsideAndPackedForTheKernel() throws IOException {
        Path packed = folder.resolve("zfs.ko.xz");
        try (OutputStream output = new XZOutputStream(Files.newOutputStream(packed), new LZMA2Options())) {
            output.write(MODULE);
        }
        Path target = folder.resolve("signed.xz");
        new ModuleSigner(KEY).sign(packed, target);
        try (InputStream input = new XZInputStream(Files.newInputStream(target))) {
            assertThat(input.readAllBytes()).isEqualTo(sign("zfs.ko", MODULE));
        }
        // Stream header: magic, a zero, and the type of check, of which 1 is CRC32.
        assertThat(Files.readAllBytes(target)[7]).isEqualTo((byte) 1);
    }

    @Test
    void anUnknownCompressionIsRefused() throws IOException {
        Path module = Files.write(folder.resolve("zfs.ko.zst"), MODULE);
        assertThatThrownBy(() -> new ModuleSigner(KEY).sign(module, folder.resolve("out")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("zfs.ko.zst is neither a plain module nor one compressed by xz");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private byte[] sign(String name, byte[] content) throws IOException {
        Path module = Files.write(folder.resolve(name), content);
        Path target = folder.resolve("signed");
        new ModuleSigner(KEY).sign(module, target);
        return Files.readAllBytes(target);
    }

    private static MachineOwnerKey newKey() {
        KeyPair pair = TestCertificate.newKey("RSA", 2048);
        try (InputStream der =
                new java.io.ByteArrayInputStream(TestCertificate.of(pair).der())) {
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(der);
            return new MachineOwnerKey(certificate, pair.getPrivate());
        } catch (IOException | CertificateException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
