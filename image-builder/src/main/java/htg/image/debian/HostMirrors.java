package htg.image.debian;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.process.Command;
import htg.common.process.CommandRunner;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the mirror that the host's own apt uses. */
public final class HostMirrors {
    /** What {@code apt-get update --print-uris} prints: {@code 'URI/dists/SUITE/InRelease' file 0}. */
    private static final Pattern RELEASE = Pattern.compile("'(\\S+)/dists/(\\S+)/InRelease' .*");

    private HostMirrors() {}

    /**
     * Asks apt, which knows every way its sources can be written.
     *
     * @throws HtgException {@link ExitCode#ENVIRONMENT} when apt has no Debian archive configured
     */
    public static Mirrors detect(CommandRunner runner) {
        List<Matcher> releases = runner.check(Command.of("apt-get", "update", "--print-uris"))
                .output()
                .lines()
                .map(RELEASE::matcher)
                .filter(Matcher::matches)
                .toList();
        String main = releases.stream()
                .filter(release -> release.group(1).matches(".*/debian"))
                .findFirst()
                .map(release -> release.group(1))
                .orElseThrow(HostMirrors::none);
        Optional<String> security = releases.stream()
                .filter(release -> release.group(2).endsWith("-security"))
                .findFirst()
                .map(release -> release.group(1));
        return new Mirrors(plain(main), security.map(HostMirrors::plain));
    }

    /** A mirror that the user named; its security archive is looked for beside it, where Debian's mirrors keep it. */
    public static Mirrors named(String uri) {
        String base = uri.replaceAll("/+$", "");
        if (!base.matches("(https?|copy|file|ftp)://?[^\\s'\"]+")) {
            throw new HtgException(
                    ExitCode.USAGE,
                    "'" + uri + "' is not the address of a mirror",
                    "Give the archive's base address, which ends in /debian as a rule.");
        }
        Optional<String> security = base.endsWith("/debian") ? Optional.of(base + "-security") : Optional.empty();
        return new Mirrors(base, security);
    }

    /** The address without a user name and password that may stand in it: it ends up on the stick and in messages. */
    static String withoutCredentials(String uri) {
        return uri.replaceFirst("^([A-Za-z+]+://)[^/]*@", "$1");
    }

    private static String plain(String uri) {
        // mirror+file: and the like are this machine's indirections; the archive behind them is asked for directly.
        return uri.replaceFirst("^(mirror\\+|tor\\+)", "");
    }

    private static HtgException none() {
        return new HtgException(
                ExitCode.ENVIRONMENT,
                "This machine's apt has no Debian archive configured",
                "Name one with --mirror URL.");
    }
}
