package htg.cli.journey;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import htg.common.process.Command;
import htg.common.process.CommandRunner;
import htg.common.process.SystemCommandRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A machine-owner key that is made as the manual says.
 *
 * @param key its private half
 */
record OwnerKey(Path key, Path certificate) {
    private static final CommandRunner RUNNER = new SystemCommandRunner(command -> {});
    private static final String SUBJECT = "/CN=Sticks of htg's tests/";

    /** The same for all tests of a user: a base that is signed with another one is another base. */
    static OwnerKey ofTests() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "openssl is not installed");
        Path folder = Htg.CACHE.resolveSibling("htg-tests");
        OwnerKey key = new OwnerKey(folder.resolve("mok.key"), folder.resolve("mok.cer"));
        try {
            Files.createDirectories(folder);
            if (!Files.exists(key.certificate())) {
                key.make();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return key;
    }

    /** The options of a build, and those that sign. */
    String[] signing(String... options) {
        return Stream.concat(
                        Arrays.stream(options),
                        Stream.of("--set", "secure-boot.key=" + key, "--set", "secure-boot.certificate=" + certificate))
                .toArray(String[]::new);
    }

    /** The certificate appears last, when both are complete. */
    private void make() throws IOException {
        Path unfinished = certificate.resolveSibling("unfinished");
        RUNNER.check(Command.of("openssl", "req", "-new", "-x509", "-newkey", "rsa:2048", "-sha256", "-nodes")
                .with("-days", "3650", "-subj", SUBJECT)
                .with("-addext", "extendedKeyUsage=codeSigning,1.3.6.1.4.1.2312.16.1.2")
                .with("-keyout", key.toString(), "-out", unfinished.toString()));
        Files.move(unfinished, certificate, StandardCopyOption.ATOMIC_MOVE);
    }
}
