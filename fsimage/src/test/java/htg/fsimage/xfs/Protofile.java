package htg.fsimage.xfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** Writes down a folder in the language of {@code mkfs.xfs -p}, which has no names with blanks, no hard links and no attributes. */
final class Protofile {
    private final StringBuilder text = new StringBuilder("boot\n0 0\n");

    private Protofile() {}

    /** Takes from a folder what the language has no words for, and describes the rest. */
    static Path write(Path folder, Path file) throws IOException {
        Protofile protofile = new Protofile();
        protofile.describe("", folder);
        return Files.writeString(file, protofile.text);
    }

    private void describe(String name, Path file) throws IOException {
        text.append(name).append(' ');
        if (Files.isSymbolicLink(file)) {
            text.append("l--777 0 0 ").append(Files.readSymbolicLink(file)).append('\n');
        } else if (Files.isDirectory(file)) {
            text.append("d--").append(mode(file)).append(" 0 0\n");
            for (Path child : children(file)) {
                describe(child.getFileName().toString(), child);
            }
            text.append("$\n");
        } else {
            text.append("---").append(mode(file)).append(" 0 0 ").append(file).append('\n');
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (var all = Files.list(folder)) {
            List<Path> children = all.sorted().toList();
            for (Path child : children) {
                if (child.getFileName().toString().matches("(?s).*\\s.*")
                        || (Files.isSymbolicLink(child)
                                && Files.readSymbolicLink(child).toString().matches(".*\\s.*"))) {
                    Files.delete(child);
                }
            }
            return children.stream()
                    .filter(child -> Files.exists(child, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
    }

    private static String mode(Path file) throws IOException {
        int mode = (Integer) Files.getAttribute(file, "unix:mode") & 0777;
        // Set again without those bits that it cannot say.
        Files.setAttribute(file, "unix:mode", mode);
        return "%03o".formatted(mode);
    }
}
