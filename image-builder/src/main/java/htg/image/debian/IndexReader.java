package htg.image.debian;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.io.AsideFile;
import htg.common.io.Digests;
import htg.common.io.TemporaryFolder;
import htg.common.process.CommandRunner;
import htg.image.debian.PackageIndex.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Fetches the signed indices. Signatures are checked later, by apt, when packages are fetched; here the indices only name
 * the state of the archive.
 */
public final class IndexReader {
    private final CommandRunner runner;
    private final Path kept;
    private final boolean offline;

    /**
     * A reader that remembers.
     *
     * @param kept folder where each index is kept for later offline builds
     * @param offline use what is kept instead of the network
     */
    public IndexReader(CommandRunner runner, Path kept, boolean offline) {
        this.runner = runner;
        this.kept = kept;
        this.offline = offline;
    }

    /**
     * Reads the indices of a suite, its updates, and its security updates where the mirror has them.
     *
     * @param components of the archive, such as {@code main}
     * @throws HtgException {@link ExitCode#ENVIRONMENT} when the mirror does not answer, {@link ExitCode#USAGE} when it
     *     does not have the suite
     */
    public PackageIndex read(Mirrors mirrors, String suite, List<String> components) {
        List<Release> releases = new ArrayList<>();
        releases.add(fetch(new AptSource(mirrors.main(), suite, components))
                .orElseThrow(() -> offline ? neverSeen(suite) : noSuchSuite(mirrors, suite)));
        fetch(new AptSource(mirrors.main(), suite + "-updates", components)).ifPresent(releases::add);
        mirrors.security()
                .flatMap(uri -> fetch(new AptSource(uri, suite + "-security", components)))
                .ifPresent(releases::add);
        Instant newest = releases.stream()
                .map(Release::date)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return new PackageIndex(releases, newest);
    }

    /** Where the index of a suite is kept. */
    static Path copyOf(Path kept, AptSource source) {
        return kept.resolve(Digests.sha256(source.releaseUri()));
    }

    private Optional<Release> fetch(AptSource source) {
        Path copy = copyOf(kept, source);
        if (offline) {
            return remembered(source, copy);
        }
        Optional<byte[]> content = download(source);
        content.ifPresent(bytes -> AsideFile.write(copy, bytes));
        return content.map(bytes -> parse(source, bytes));
    }

    private static Optional<Release> remembered(AptSource source, Path copy) {
        try {
            return Files.isRegularFile(copy) ? Optional.of(parse(source, Files.readAllBytes(copy))) : Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Optional<byte[]> download(AptSource source) {
        try (TemporaryFolder folder = TemporaryFolder.create(null, "htg-index-")) {
            Path file = folder.resolve("InRelease");
            boolean there = new ArchiveDownload(runner).fetch(source, source.releaseUri(), file, Optional.empty());
            return there ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Release parse(AptSource source, byte[] content) {
        String date = new String(content, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("Date: "))
                .findFirst()
                .map(line -> line.substring("Date: ".length()).strip())
                .orElseThrow(() -> notAnIndex(source));
        try {
            // RFC 1123, with UTC instead of GMT.
            Instant instant = ZonedDateTime.parse(date.replace("UTC", "GMT"), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return new Release(source, Digests.sha256(content), instant);
        } catch (DateTimeParseException failure) {
            throw notAnIndex(source);
        }
    }

    private static HtgException noSuchSuite(Mirrors mirrors, String suite) {
        return new HtgException(
                ExitCode.USAGE,
                "The mirror " + HostMirrors.withoutCredentials(mirrors.main()) + " has no suite '" + suite + "'",
                "Check 'suite' in the specification, or name another mirror with --mirror URL.");
    }

    private static HtgException neverSeen(String suite) {
        return new HtgException(
                ExitCode.ENVIRONMENT,
                "No earlier build from this mirror left a package index of '" + suite + "'",
                "Build once without --offline.");
    }

    private static HtgException notAnIndex(AptSource source) {
        return new HtgException(
                ExitCode.ENVIRONMENT,
                source.withoutCredentials().releaseUri() + " is not a Debian package index",
                "A proxy or login page may answer in its place. Name another mirror with --mirror URL.");
    }
}
