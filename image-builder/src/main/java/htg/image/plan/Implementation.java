package htg.image.plan;

import htg.common.io.Digests;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The program as an input of what it builds: a changed htg builds a changed stick. */
public final class Implementation {
    private Implementation() {}

    /** One digest over htg's own classes and resources. */
    public static String digest() {
        String digests = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(Implementation::isOurs)
                .flatMap(Implementation::files)
                .map(Digests::sha256)
                .sorted()
                .collect(Collectors.joining("\n"));
        return Digests.sha256(digests);
    }

    /** Our jars, or folders of classes when run from a build. */
    private static boolean isOurs(Path entry) {
        return Files.isDirectory(entry)
                || (Files.isRegularFile(entry)
                        && String.valueOf(entry.getFileName()).startsWith("htg-"));
    }

    private static Stream<Path> files(Path entry) {
        if (!Files.isDirectory(entry)) {
            return Stream.of(entry);
        }
        try (Stream<Path> tree = Files.walk(entry)) {
            List<Path> all = tree.filter(Files::isRegularFile).toList();
            return all.stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
