package htg.fsimage.mounts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;

/** What {@code /etc/fstab} (fstab(5)) mounts where. */
public final class Fstab {
    private static final int MOST = 1000;

    private Fstab() {}

    /**
     * A line of it.
     *
     * @param device the first field, such as {@code UUID=...}
     * @param folder where it goes; {@code none} or {@code swap} for swap space
     * @param type of file system
     * @param options separated by commas
     */
    public record Line(String device, String folder, String type, String options) {
        /** The value of an option such as {@code subvol}; empty where it is not given. */
        public String option(String name) {
            StringTokenizer each = new StringTokenizer(options, ",");
            while (each.hasMoreTokens()) {
                String option = each.nextToken();
                if (option.startsWith(name + "=")) {
                    return option.substring(name.length() + 1);
                }
            }
            return "";
        }
    }

    /** The lines of the file of a root; none where it has none. */
    public static List<Line> read(Root root) throws IOException {
        return root.text("/etc/fstab").map(Fstab::parse).orElse(List.of());
    }

    /** The line for {@code /}. */
    public static Optional<Line> rootLine(Root root) throws IOException {
        return read(root).stream().filter(line -> line.folder().equals("/")).findFirst();
    }

    /** Lines with fewer than two fields are left out. */
    static List<Line> parse(String text) {
        List<Line> lines = new ArrayList<>();
        for (String line : text.lines().limit(MOST).toList()) {
            StringTokenizer fields = new StringTokenizer(line, " \t\r");
            if (fields.countTokens() >= 2 && !line.stripLeading().startsWith("#")) {
                lines.add(new Line(next(fields), next(fields), next(fields), next(fields)));
            }
        }
        return lines;
    }

    private static String next(StringTokenizer fields) {
        return fields.hasMoreTokens() ? unescape(fields.nextToken()) : "";
    }

    /** Spaces and the like are written as three octal digits. */
    private static String unescape(String field) {
        return field.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }
}
