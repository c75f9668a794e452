package htg.image.debian;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** The shell scripts of {@code htg/image/hooks}, put where a program can run them. */
public final class Hooks {
    private Hooks() {}

    /** Writes the script into {@code folder} and returns its path. */
    public static Path unpack(String name, Path folder) {
        try {
            Path script = Files.writeString(folder.resolve(name), text(name));
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
            return script;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The script's text, as an input of what it makes. */
    public static String text(String name) {
        String resource = "/htg/image/hooks/" + name;
        try (InputStream stream = Objects.requireNonNull(Hooks.class.getResourceAsStream(resource), resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
