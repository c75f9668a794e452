package htg.init;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The scripts as they lie in the sources. */
final class Scripts {
    private static final Path ROOT = Path.of("src/main/resources/htg");

    private Scripts() {}

    static Path root() {
        return ROOT;
    }

    static Path folder(String name) {
        return ROOT.resolve(name);
    }

    /** Every shell script: by its first line, for few of them carry an extension. */
    static List<Path> all() {
        return files().stream()
                .filter(file -> read(file).startsWith("#!/bin/sh") || read(file).startsWith("# shellcheck shell=sh"))
                .toList();
    }

    /** Every file, in the order of the paths. */
    static List<Path> files() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
