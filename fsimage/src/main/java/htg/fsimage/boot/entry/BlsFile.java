package htg.fsimage.boot.entry;

import htg.fsimage.mounts.Root;
import htg.fsimage.mounts.VersionOrder;
import htg.fsimage.mounts.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An entry of the UAPI Boot Loader Specification, type 1: a file {@code loader/entries/*.conf} of keys and values.
 *
 * @param name of the file
 * @param lines what it says
 */
public record BlsFile(String name, List<Line> lines) {
    /** By the version in the name of the file, as Fedora's GRUB sorts; the oldest first. */
    public static final Comparator<BlsFile> BY_NAME =
            Comparator.comparing(BlsFile::id, VersionOrder.OLDEST_FIRST).thenComparing(BlsFile::id);

    private static final int MOST_LINES = 500;

    /**
     * A line of it.
     *
     * @param key such as {@code options}
     * @param value what follows
     */
    public record Line(String key, String value) {}

    public BlsFile {
        lines = List.copyOf(lines);
    }

    /** Reads an entry; empty when the name does not end in {@code .conf} or it cannot be read. */
    public static Optional<BlsFile> read(Root root, String folder, String name) throws IOException {
        if (!name.endsWith(".conf")) {
            return Optional.empty();
        }
        return root.text(folder + "/" + name).map(text -> parse(name, text));
    }

    /** The entry of a file. */
    public static BlsFile parse(String name, String text) {
        List<Line> lines = new ArrayList<>();
        for (String line : text.lines().limit(MOST_LINES).toList()) {
            if (!line.isBlank() && !line.strip().startsWith("#")) {
                lines.add(new Line(Words.first(line), Words.rest(line)));
            }
        }
        return new BlsFile(name, lines);
    }

    /** The values of a key, which may come several times. */
    public List<String> all(String key) {
        return lines.stream()
                .filter(line -> line.key().equals(key))
                .map(Line::value)
                .toList();
    }

    /** The first value of a key; empty where there is none. */
    public String first(String key) {
        return all(key).stream().findFirst().orElse("");
    }

    /** The name of the file without its ending and without the tries that are left. */
    public String id() {
        String id = name.endsWith(".conf") ? name.substring(0, name.length() - 5) : name;
        return tries() < 0 ? id : id.substring(0, id.lastIndexOf('+'));
    }

    /** How often the entry may still be tried, by the {@code +3} or {@code +2-1} of its name; -1 when that is not counted. */
    public int tries() {
        int plus = name.lastIndexOf('+');
        String count = plus < 0 ? "" : name.substring(plus + 1).replaceFirst("\\.[a-z]+$", "");
        if (!count.matches("[0-9]{1,9}(-[0-9]{1,9})?")) {
            return -1;
        }
        return Integer.parseInt(count.replaceFirst("-.*", ""), 10);
    }

    /** Its title with its version, as far as they are given. */
    public String title() {
        String title = first("title");
        return title.isEmpty() ? id() : title;
    }
}
