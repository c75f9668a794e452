package htg.image.debian;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.io.AsideFile;
import htg.common.io.Digests;
import htg.common.io.TemporaryFolder;
import htg.common.process.CommandRunner;
import htg.image.debian.PackageIndex.Release;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * Looks single packages up in the lists of all packages that the suites' indices name. The lists are 10 MB; only the
 * answer is kept, under the digest of the indices.
 */
public final class PackageLookup {
    private static final String LIST = "/binary-amd64/Packages.xz";

    private final ArchiveDownload download;
    private final Path kept;
    private final boolean offline;

    /**
     * A lookup that remembers.
     *
     * @param kept the folder where {@link IndexReader} keeps what it read
     * @param offline use what is kept instead of the network
     */
    public PackageLookup(CommandRunner runner, Path kept, boolean offline) {
        this.download = new ArchiveDownload(runner);
        this.kept = kept;
        this.offline = offline;
    }

    /**
     * The newest version of each of these packages; what no suite has is not in the answer.
     *
     * @throws HtgException {@link ExitCode#ENVIRONMENT} when the mirror does not answer, or offline when nobody asked
     *     before
     */
    public Map<String, OfferedPackage> find(PackageIndex index, Set<String> names) {
        Path answer =
                kept.resolve("packages-" + Digests.sha256(index.digest() + new TreeSet<>(names) + index.sources()));
        try {
            if (!Files.isRegularFile(answer)) {
                AsideFile.write(answer, text(search(index, names)).getBytes(StandardCharsets.UTF_8));
            }
            return newest(Files.readAllLines(answer).stream()
                    .map(OfferedPackage::parse)
                    .toList());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Collection<OfferedPackage> search(PackageIndex index, Set<String> names) throws IOException {
        if (offline) {
            throw new HtgException(
                    ExitCode.ENVIRONMENT,
                    "No earlier build looked up " + String.join(", ", new TreeSet<>(names)),
                    "Build once without --offline.");
        }
        Set<OfferedPackage> found = new LinkedHashSet<>();
        for (Release release : index.releases()) {
            for (String component : release.source().components()) {
                found.addAll(search(release, component, names));
            }
        }
        return found;
    }

    private Collection<OfferedPackage> search(Release release, String component, Set<String> names) throws IOException {
        String inRelease = Files.readString(IndexReader.copyOf(kept, release.source()));
        Optional<String> digest = digestOf(inRelease, component + LIST);
        if (digest.isEmpty()) {
            return Set.of();
        }
        try (TemporaryFolder folder = TemporaryFolder.create(null, "htg-packages-")) {
            Path file = folder.resolve("Packages.xz");
            String uri = release.source().fileUri(place(inRelease, component, digest.get()));
            if (!download.fetch(release.source(), uri, file, digest)) {
                throw changed(release.source());
            }
            try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
                    InputStream plain = XZCompressorInputStream.builder()
                            .setInputStream(raw)
                            .setDecompressConcatenated(true)
                            .get()) {
                return PackageStanzas.select(
                        new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8)), names);
            }
        }
    }

    /** By its digest where the archive offers that: the list of this index, even if there is a newer one by now. */
    private static String place(String inRelease, String component, String digest) {
        boolean byHash = inRelease.lines().anyMatch("Acquire-By-Hash: yes"::equals);
        return byHash ? component + "/binary-amd64/by-hash/SHA256/" + digest : component + LIST;
    }

    /** From lines of digest, size and path; SHA-256 is the only digest of 64 digits. */
    private static Optional<String> digestOf(String inRelease, String path) {
        return inRelease
                .lines()
                .map(line -> line.strip().split(" +"))
                .filter(words -> words.length == 3 && words[0].length() == 64 && words[2].equals(path))
                .map(words -> words[0])
                .findFirst();
    }

    private static Map<String, OfferedPackage> newest(Collection<OfferedPackage> all) {
        Map<String, OfferedPackage> newest = new TreeMap<>();
        all.forEach(one -> newest.merge(one.name(), one, (a, b) -> a.version().compareTo(b.version()) >= 0 ? a : b));
        return newest;
    }

    private static String text(Collection<OfferedPackage> all) {
        return all.stream().map(OfferedPackage::line).collect(Collectors.joining());
    }

    private static HtgException changed(AptSource source) {
        return new HtgException(
                ExitCode.ENVIRONMENT,
                "The mirror " + source.withoutCredentials().uri() + " lacks a list of packages that its index names",
                "It may just be changing. Run the same command again.");
    }
}
