package htg.fsimage.ext;

import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All folders of a file system as {@code ls -p} of debugfs shows them: an entry a line, by the number of its folder. */
final class ExtDebug {
    private static final Pattern ENTRY = Pattern.compile("^/(\\d+)/(\\d{6})/(\\d+)/(\\d+)/(.*)/(\\d*)/$");

    private ExtDebug() {}

    static List<String> ofReader(Node root) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Node folder : folders(root)) {
            lines.add("in " + folder.attributes().id());
            folder.list(entry -> lines.add(line(entry.name(), entry.node().attributes())));
        }
        return lines;
    }

    private static String line(String name, Attributes attributes) {
        String kind = "0" + Integer.toOctalString(unix(attributes.type()) | attributes.permissions());
        String size = attributes.type() == FileType.FOLDER ? "" : String.valueOf(attributes.size());
        return "%d %s %d %d %s %s"
                .formatted(
                        attributes.id(),
                        kind.substring(kind.length() - 6),
                        attributes.owner(),
                        attributes.group(),
                        name.replace('\n', '^'),
                        size);
    }

    private static int unix(FileType type) {
        return switch (type) {
            case PIPE -> 0x1000;
            case CHARACTER_DEVICE -> 0x2000;
            case FOLDER -> 0x4000;
            case BLOCK_DEVICE -> 0x6000;
            case REGULAR -> 0x8000;
            case LINK -> 0xA000;
            case SOCKET -> 0xC000;
            case UNKNOWN -> 0;
        };
    }

    private static List<Node> folders(Node root) throws IOException {
        List<Node> found = new ArrayList<>(List.of(root));
        for (int next = 0; next < found.size(); next++) {
            found.get(next).list(entry -> {
                Node node = entry.node();
                return node.attributes().type() != FileType.FOLDER || found.add(node);
            });
        }
        return found;
    }

    static List<String> ofDebugfs(ExtImage image, Node root) throws IOException {
        List<String> commands = new ArrayList<>();
        for (Node folder : folders(root)) {
            commands.add("ls -p <" + folder.attributes().id() + ">");
        }
        List<String> lines = new ArrayList<>();
        String output = image.debugfs(commands.toArray(String[]::new)).replaceAll("(?m)\n([^/d\n])", "^$1");
        for (String line : output.lines().toList()) {
            Matcher entry = ENTRY.matcher(line);
            if (line.startsWith("debugfs: ls")) {
                lines.add("in " + line.substring(line.indexOf('<') + 1, line.indexOf('>')));
            } else if (entry.matches() && isShown(entry)) {
                lines.add(String.join(
                        " ",
                        entry.group(1),
                        entry.group(2),
                        entry.group(3),
                        entry.group(4),
                        entry.group(5),
                        entry.group(6)));
            }
        }
        return lines;
    }

    /** The names in a folder and the numbers of their inodes. */
    static Map<String, Long> names(ExtImage image, String path) throws IOException {
        Map<String, Long> names = new LinkedHashMap<>();
        for (String line : image.debugfs("ls -p " + path).lines().toList()) {
            Matcher entry = ENTRY.matcher(line);
            if (entry.matches() && isShown(entry)) {
                names.put(entry.group(5), Long.parseLong(entry.group(1)));
            }
        }
        return names;
    }

    private static boolean isShown(Matcher entry) {
        return !entry.group(1).equals("0")
                && !entry.group(5).equals(".")
                && !entry.group(5).equals("..");
    }
}
