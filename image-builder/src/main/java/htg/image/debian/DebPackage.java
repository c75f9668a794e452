package htg.image.debian;

import htg.common.io.Digests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;

/**
 * A Debian binary package, as {@code deb(5)}: an ar archive of {@code debian-binary}, {@code control.tar} and
 * {@code data.tar}, both uncompressed. The same content gives the same bytes.
 *
 * @param control fields of the control file; {@code Package}, {@code Version} and {@code Architecture} at least
 * @param scripts maintainer scripts by name, such as {@code postinst}
 * @param files what is installed
 * @param date time stamp of every member
 */
public record DebPackage(Map<String, String> control, Map<String, String> scripts, List<TreeFile> files, Instant date) {
    public DebPackage {
        files = List.copyOf(files);
    }

    /**
     * A package whose version ends in a digest of its content: packages are cached by name and version, so the same name
     * must mean the same bytes.
     */
    static DebPackage versionedByContent(
            Map<String, String> control, Map<String, String> scripts, List<TreeFile> files, Instant date) {
        String content = Digests.sha256(new DebPackage(control, scripts, files, date).bytes())
                .substring(0, 12);
        Map<String, String> fields = new LinkedHashMap<>(control);
        fields.merge("Version", "+" + content, String::concat);
        return new DebPackage(fields, scripts, files, date);
    }

    public String fileName() {
        return control.get("Package") + "_" + control.get("Version") + "_" + control.get("Architecture") + ".deb";
    }

    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ArArchiveOutputStream archive = new ArArchiveOutputStream(bytes)) {
            member(archive, "debian-binary", "2.0\n".getBytes(StandardCharsets.US_ASCII));
            member(archive, "control.tar", TreeArchive.tar(controlFiles(), date));
            member(archive, "data.tar", TreeArchive.tar(files, date));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes.toByteArray();
    }

    private List<TreeFile> controlFiles() {
        List<TreeFile> all = new ArrayList<>();
        String fields = control.entrySet().stream()
                .map(field -> field.getKey() + ": " + field.getValue() + "\n")
                .collect(Collectors.joining());
        all.add(TreeFile.text("control", 0644, fields));
        Set<String> conffiles = files.stream()
                .filter(file -> file.path().startsWith("etc/") && file.link().isEmpty())
                .map(file -> "/" + file.path())
                .collect(Collectors.toCollection(TreeSet::new));
        if (!conffiles.isEmpty()) {
            all.add(TreeFile.text("conffiles", 0644, String.join("\n", conffiles) + "\n"));
        }
        new TreeMap<>(scripts).forEach((name, text) -> all.add(TreeFile.text(name, 0755, text)));
        return all;
    }

    private void member(ArArchiveOutputStream archive, String name, byte[] content) throws IOException {
        archive.putArchiveEntry(new ArArchiveEntry(name, content.length, 0, 0, 0100644, date.getEpochSecond()));
        archive.write(content);
        archive.closeArchiveEntry();
    }
}
