package htg.image.debian;

import htg.common.io.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A folder that apt takes packages from. */
public final class LocalRepository {
    private LocalRepository() {}

    /** Fills {@code folder} with packages and their index; returns the line for {@code sources.list(5)}. */
    public static String create(Path folder, List<DebPackage> debs) throws IOException {
        List<String> stanzas = new ArrayList<>();
        for (DebPackage deb : debs) {
            stanzas.add(add(folder, deb));
        }
        Files.writeString(folder.resolve("Packages"), String.join("\n", stanzas));
        // copy: makes apt bring the packages into the tree, where dpkg sees them.
        return "deb [trusted=yes] copy:" + folder.toAbsolutePath() + " ./";
    }

    private static String add(Path folder, DebPackage deb) throws IOException {
        byte[] bytes = deb.bytes();
        Files.write(folder.resolve(deb.fileName()), bytes);
        String fields =
                deb.control().entrySet().stream().map(LocalRepository::field).collect(Collectors.joining());
        return fields + "Filename: ./" + deb.fileName() + "\nSize: " + bytes.length + "\nSHA256: "
                + Digests.sha256(bytes) + "\n";
    }

    private static String field(Map.Entry<String, String> field) {
        return field.getKey() + ": " + field.getValue() + "\n";
    }
}
