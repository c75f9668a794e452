package htg.cli.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What must never be in the repository. */
class TrackedFilesIT {
    /** Hosts that documents and formats are named after; nothing is fetched from any of them. */
    private static final Set<String> NAMED_AFTER = Set.of(
            "json-schema.org",
            "keepachangelog.com",
            "maven.apache.org",
            "semver.org",
            "uapi-group.org",
            "www.apache.org",
            "www.freedesktop.org",
            "www.gnu.org",
            "www.w3.org",
            "xml.org");

    private static final Pattern URL = Pattern.compile("https?://([A-Za-z0-9.-]+\\.[A-Za-z]{2,}|\\d+(?:\\.\\d+){3})");

    /** A host whose first label is what mirrors and registries are called, with or without a scheme. */
    private static final Pattern MIRROR =
            Pattern.compile("\\b(?:deb|ftp|archive|security|snapshot|mirrors?|repo\\d?|registry|packages)"
                    + "\\.[a-z0-9-]+\\.(?:org|com|net|io|example)\\b");

    private static final int LONGEST_FILE = 400;

    @Test
    void noUrlPointsOutsideTheSpecifications() throws IOException {
        assertThat(found(URL, match -> isForeign(match.group(1)))).isEmpty();
    }

    @Test
    void noMirrorOrRegistryIsNamed() throws IOException {
        assertThat(found(MIRROR, match -> !match.group().endsWith(".example"))).isEmpty();
    }

    @Test
    void noFileIsBinary() throws IOException {
        List<Path> binary = new ArrayList<>();
        for (Path file : Project.files()) {
            if (content(file).indexOf('\0') >= 0) {
                binary.add(file);
            }
        }
        assertThat(binary).isEmpty();
    }

    @Test
    void noSourceFileIsTooLong() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : Project.files()) {
            long lines = content(file).lines().count();
            if (file.toString().endsWith(".java") && lines > LONGEST_FILE) {
                tooLong.add(file + " has " + lines + " lines");
            }
        }
        assertThat(tooLong).isEmpty();
    }

    /** Names reserved for examples (RFC 2606), loopback and the addresses of QEMU's user network are nobody's. */
    private static boolean isForeign(String host) {
        return !NAMED_AFTER.contains(host)
                && !host.matches("(.*\\.)?(example(\\.(com|org|net))?|invalid|test|localhost)")
                && !host.matches("(127|10\\.0\\.2)\\..*");
    }

    private static List<String> found(Pattern pattern, Function<MatchResult, Boolean> isWrong) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : Project.files()) {
            Matcher matcher = pattern.matcher(content(file));
            Stream<MatchResult> wrong = matcher.results().filter(isWrong::apply);
            wrong.forEach(match -> found.add(file + ": " + match.group()));
        }
        return found;
    }

    private static String content(Path file) throws IOException {
        return new String(Files.readAllBytes(Project.ROOT.resolve(file)), StandardCharsets.ISO_8859_1);
    }
}
