package htg.image.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.process.Command;
import htg.common.process.SystemCommandRunner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelKeysTest {
    private static final int PAYLOAD = 1024;

    @TempDir
    Path folder = Path.of("");

    private final SystemCommandRunner runner = new SystemCommandRunner(command -> {});
    private final Unpacker unpacker = new Unpacker(runner, Command.of("zstd"));

    /** A kernel with nothing in it but a payload, which is not packed. */
    private static byte[] kernel(byte[] payload) {
        byte[] kernel = new byte[PAYLOAD + payload.length + 4];
        ByteBuffer fields = ByteBuffer.wrap(kernel).order(ByteOrder.LITTLE_ENDIAN);
        fields.put(0x1F1, (byte) 1).putInt(0x202, 0x53726448).putInt(0x24C, payload.length + 4);
        fields.put(PAYLOAD, payload);
        return kernel;
    }

    private X509Certificate certificate() throws Exception {
        Path store = folder.resolve("keys.p12");
        runner.check(Command.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair")
                .with("-alias", "key", "-dname", "CN=kernel key", "-keyalg", "EC", "-keystore", store.toString())
                .with("-storetype", "PKCS12", "-storepass", "not-a-secret"));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(store)) {
            keys.load(stream, "not-a-secret".toCharArray());
        }
        return (X509Certificate) keys.getCertificate("key");
    }

    @Test
    void findsCertificatesWhereverTheyLie() throws Exception {
        X509Certificate certificate = certificate();
        byte[] encoded = certificate.getEncoded();
        int block = 1 << 20;
        for (int at : new int[] {0, 777, block - 10, block + 8000, 3 * block - encoded.length}) {
            byte[] payload = new byte[3 * block];
            System.arraycopy(encoded, 0, payload, at, encoded.length);
            assertThat(KernelKeys.in(kernel(payload), unpacker)).as("at " + at).containsExactly(certificate);
        }
    }

    @Test
    void whatOnlyLooksLikeCertificatesIsNone() throws IOException {
        byte[] start = {0x30, (byte) 0x82, 1, 0, 0x30, (byte) 0x82, 0, 90, (byte) 0xA0, 3, 2, 1, 2, 0, 0, 0};
        byte[] payload = new byte[8 << 20];
        for (int at = 0; at < payload.length; at += start.length) {
            System.arraycopy(start, 0, payload, at, start.length);
        }
        assertThat(KernelKeys.in(kernel(payload), unpacker)).isEmpty();
    }

    @Test
    void refusesWhatIsNoKernelOrLeavesIt() {
        byte[] kernel = kernel(new byte[100]);
        for (int field : new int[] {0x202, 0x248, 0x24C}) {
            byte[] damaged = kernel.clone();
            ByteBuffer.wrap(damaged).putInt(field, -1);
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> KernelKeys.in(damaged, unpacker));
        }
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> KernelKeys.in(Arrays.copyOf(kernel, 600), unpacker));
    }
}
