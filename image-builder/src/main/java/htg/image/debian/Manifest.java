package htg.image.debian;

import htg.common.io.Digests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Every installed package with the digest of the archive it came from: lines of four fields divided by tabs. */
public final class Manifest {
    private static final String NAME = "manifest";

    private Manifest() {}

    /**
     * One installed package.
     *
     * @param sha256 of the {@code .deb} file
     */
    public record Entry(String name, String version, String architecture, String sha256) {
        static Entry parse(String line) {
            String[] fields = line.split("\t", -1);
            return new Entry(fields[0], fields[1], fields[2], fields[3]);
        }

        String line() {
            return String.join("\t", name, version, architecture, sha256) + "\n";
        }
    }

    /** Makes the manifest of a base from its {@code packages} list and the folder of fetched archives. */
    public static void write(Path base, Path debs) throws IOException {
        String lines = Files.readAllLines(base.resolve("packages")).stream()
                .sorted()
                .map(line -> line.split("\t", -1))
                .map(fields ->
                        new Entry(fields[0], fields[1], fields[2], Digests.sha256(debs.resolve(fileName(fields)))))
                .map(Entry::line)
                .collect(Collectors.joining());
        Files.writeString(base.resolve(NAME), lines);
    }

    public static List<Entry> read(Path base) {
        try {
            return Files.readAllLines(base.resolve(NAME)).stream()
                    .map(Entry::parse)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** As apt names it: the colon of an epoch is escaped. */
    private static String fileName(String[] fields) {
        return fields[0] + "_" + fields[1].replace(":", "%3a") + "_" + fields[2] + ".deb";
    }
}
