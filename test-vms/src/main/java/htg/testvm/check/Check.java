package htg.testvm.check;

import htg.testvm.machine.Firmware;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A check to run in the guest.
 *
 * @param name lower-case words joined by hyphens
 * @param script POSIX shell, run by root after {@code multi-user.target}: exit status 0 is a pass, the last line it prints
 *     is the detail, and the last 4 KiB are in the report
 * @param only the firmware on which it makes sense, if it does not on all
 */
public record Check(String name, String script, Optional<Firmware> only) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    public Check {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is no name of a check, such as 'network-dhcp'");
        }
    }

    /** A check for every machine. */
    public static Check of(String name, String script) {
        return new Check(name, script, Optional.empty());
    }

    /** Whether it makes sense on a machine with {@code firmware}. */
    public boolean appliesTo(Firmware firmware) {
        return only.isEmpty() || only.get() == firmware;
    }

    static Check ofResource(String name, Optional<Firmware> only) {
        return new Check(name, resource(name + ".sh"), only);
    }

    static String resource(String file) {
        try (InputStream stream = Check.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("the resource " + file + " is not on the class path");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
