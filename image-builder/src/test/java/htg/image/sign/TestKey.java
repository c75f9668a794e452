package htg.image.sign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;

/** Files as a user has them. */
public final class TestKey {
    private TestKey() {}

    /** Makes a key and its certificate, which is valid now: {@code NAME.key} and {@code NAME.cer}, both DER. */
    public static void write(Path folder, String name) throws IOException {
        KeyPair pair = TestCertificate.newKey("RSA", 2048);
        Instant now = Instant.now();
        Duration hour = Duration.ofHours(1);
        Files.write(folder.resolve(name + ".key"), pair.getPrivate().getEncoded());
        Files.write(
                folder.resolve(name + ".cer"),
                TestCertificate.of(pair).valid(now.minus(hour), now.plus(hour)).der());
    }
}
