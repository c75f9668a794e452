package htg.image.step;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** The shell scripts of {@code htg/image/hooks}, put where a program can run them. */
final class Hooks {
    private Hooks() {}

    /** Writes the script into {@code folder} and returns its path. */
    static Path unpack(String name, Path folder) {
        String resource = "/htg/image/hooks/" + name;
        try (InputStream stream = Objects.requireNonNull(Hooks.class.getResourceAsStream(resource), resource)) {
            Path script = folder.resolve(name);
            Files.write(script, stream.readAllBytes());
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
            return script;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The script's text, as an input of what it makes. */
    static String text(String name) {
        String resource = "/htg/image/hooks/" + name;
        try (InputStream stream = Objects.requireNonNull(Hooks.class.getResourceAsStream(resource), resource)) {
            return new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
