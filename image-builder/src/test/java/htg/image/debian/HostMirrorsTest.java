package htg.image.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.image.FakeRunner;
import org.junit.jupiter.api.Test;

class HostMirrorsTest {
    @Test
    void findsTheArchiveAndItsSecurityUpdates() {
        Mirrors mirrors = detect("""
                'http://pool.test/apt/dists/tools/InRelease' a 0\s
                'http://mirror.test/debian/dists/bookworm/InRelease' b 0\s
                'http://mirror.test/debian/dists/bookworm/main/binary-amd64/Packages.xz' c 0\s
                'http://safe.test/debian-security/dists/bookworm-security/InRelease' d 0\s
                """);
        assertThat(mirrors.main()).isEqualTo("http://mirror.test/debian");
        assertThat(mirrors.security()).contains("http://safe.test/debian-security");
    }

    @Test
    void saysWhenAptHasNoArchive() {
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> detect(""))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ExitCode.ENVIRONMENT))
                .withMessageContaining("no Debian archive");
    }

    @Test
    void looksForSecurityUpdatesBesideANamedMirror() {
        assertThat(HostMirrors.named("http://mirror.test/debian/").security())
                .contains("http://mirror.test/debian-security");
        assertThat(HostMirrors.named("http://mirror.test/other").security()).isEmpty();
        assertThatExceptionOfType(HtgException.class).isThrownBy(() -> HostMirrors.named("mirror.test"));
    }

    @Test
    void passwordsInAddressesStayHere() {
        assertThat(new AptSource("http://me:secret@mirror.test/debian", "trixie", java.util.List.of("main"))
                        .withoutCredentials()
                        .line())
                .isEqualTo("deb http://mirror.test/debian trixie main");
        assertThat(HostMirrors.withoutCredentials("http://me:s@cret@my_mirror/debian"))
                .isEqualTo("http://my_mirror/debian");
    }

    private static Mirrors detect(String printed) {
        return HostMirrors.detect(new FakeRunner(command -> new FakeRunner.Answer(0, printed, "")));
    }
}
