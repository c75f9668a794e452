package htg.image.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import htg.common.event.Event;
import htg.common.process.Command;
import htg.common.process.CommandResult;
import htg.common.process.CommandRunner;
import htg.common.process.SystemCommandRunner;
import htg.image.sign.KeyReader;
import htg.image.sign.MachineOwnerKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenSSL and xz judge what was made of the modules of ZFS. */
class SignModulesIT {
    private static final CommandRunner RUNNER = new SystemCommandRunner(command -> {});
    private static final String MARK = "~Module signature appended~\n";

    /** What stands between the signature and the mark; its last four bytes are the signature's length. */
    private static final int INFORMATION = 12;

    private static final List<Event> EVENTS = new ArrayList<>();

    @TempDir
    static Path folder = Path.of("");

    private static ZfsBuild zfs = new ZfsBuild(Path.of(""));

    @BeforeAll
    static void signTheModules() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "openssl is not installed");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/xz")), "xz-utils is not installed");
        zfs = BuiltZfs.zfs();
        RUNNER.check(openssl("req", "-new", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30")
                .with("-subj", "/C=NL/O=Example/CN=Our sticks")
                .with("-addext", "extendedKeyUsage=codeSigning,1.3.6.1.4.1.2312.16.1.2")
                .with("-keyout", file("mok.key"), "-out", file("mok.pem")));
        MachineOwnerKey key = new KeyReader(folder.resolve("mok.key"), folder.resolve("mok.pem"))
                .read(Instant.now(), problem -> {}, problem -> {})
                .orElseThrow();
        new SignModulesStep(EVENTS::add, "base", key).run(zfs.modules(), folder.resolve("signed"));
    }

    @Test
    void openSslVerifiesEachModule() throws IOException {
        for (String name : List.of("spl", "zfs")) {
            byte[] plain = unpacked(zfs.modules().resolve(name + ".ko.xz"));
            byte[] signed = unpacked(signed(name));
            int end = signed.length - MARK.length() - INFORMATION;
            int length = ByteBuffer.wrap(signed).getInt(end + INFORMATION - Integer.BYTES);
            assertThat(new String(signed, end + INFORMATION, MARK.length(), StandardCharsets.US_ASCII))
                    .isEqualTo(MARK);
            assertThat(Arrays.copyOf(signed, end - length))
                    .as("the module itself")
                    .isEqualTo(plain);
            Files.write(folder.resolve("signature"), Arrays.copyOfRange(signed, end - length, end));
            Files.write(folder.resolve("module"), plain);
            assertThat(verified().errorTail()).contains("successful");
            plain[plain.length / 2] ^= 1;
            Files.write(folder.resolve("module"), plain);
            assertThat(verified().succeeded()).as("a changed module").isFalse();
        }
    }

    @Test
    void modulesAreCompressedAsTheKernelDemands() {
        String kinds = RUNNER.check(Command.of(
                        "xz", "--robot", "--list", "-vv", signed("zfs").toString()))
                .output();
        assertThat(kinds).contains("\tCRC32\t", "--lzma2=dict=1MiB").doesNotContain("CRC64");
    }

    @Test
    void whatIsInTheCacheIsNotSigned() throws IOException {
        for (String name : List.of("spl.ko.xz", "zfs.ko.xz")) {
            byte[] plain = unpacked(zfs.modules().resolve(name));
            assertThat(new String(plain, StandardCharsets.ISO_8859_1)).doesNotEndWith(MARK);
        }
    }

    @Test
    void itIsToldForWhomEachIsSigned() {
        assertThat(EVENTS)
                .extracting(Event::toString)
                .satisfiesExactly(
                        spl -> assertThat(spl).contains("signing spl.ko.xz for CN=Our sticks,O=Example,C=NL"),
                        zfsModule -> assertThat(zfsModule).contains("signing zfs.ko.xz"));
    }

    /** Whom the certificate comes from is nobody's business: the machine's owner has chosen it. */
    private static CommandResult verified() {
        return RUNNER.run(openssl("cms", "-verify", "-inform", "DER", "-binary", "-noverify")
                .with("-in", file("signature"), "-content", file("module"), "-certfile", file("mok.pem"))
                .with("-out", "/dev/null"));
    }

    private static Command openssl(String... arguments) {
        return Command.of("openssl", arguments);
    }

    private static byte[] unpacked(Path module) throws IOException {
        Path target = folder.resolve("unpacked");
        RUNNER.check(
                Command.of("xz", "--decompress", "--stdout", module.toString()).writing(target));
        return Files.readAllBytes(target);
    }

    private static Path signed(String name) {
        return folder.resolve("signed").resolve(name + ".ko.xz");
    }

    private static String file(String name) {
        return folder.resolve(name).toString();
    }
}
