package htg.image.debian;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code Packages} files: stanzas of fields, divided by empty lines. */
final class PackageStanzas {
    private PackageStanzas() {}

    /** The stanzas of these packages. */
    static List<OfferedPackage> select(BufferedReader text, Set<String> names) throws IOException {
        List<OfferedPackage> found = new ArrayList<>();
        for (String line = text.readLine(); line != null; line = text.readLine()) {
            if (line.startsWith("Package: ") && names.contains(value(line))) {
                found.add(stanza(value(line), text));
            }
        }
        return found;
    }

    private static OfferedPackage stanza(String name, BufferedReader text) throws IOException {
        Map<String, String> fields = new HashMap<>();
        for (String line = text.readLine(); line != null && !line.isEmpty(); line = text.readLine()) {
            int colon = line.indexOf(": ");
            // Lines that go on with the field before start with a blank.
            if (colon > 0 && !line.startsWith(" ")) {
                fields.put(line.substring(0, colon), value(line));
            }
        }
        return new OfferedPackage(
                name, new DebianVersion(fields.getOrDefault("Version", "0")), fields.getOrDefault("Depends", ""));
    }

    private static String value(String line) {
        return line.substring(line.indexOf(": ") + 2).strip();
    }
}
