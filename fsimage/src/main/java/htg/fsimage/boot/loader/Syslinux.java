package htg.fsimage.boot.loader;

import htg.fsimage.boot.entry.BootEntry;
import htg.fsimage.boot.entry.BootMenu;
import htg.fsimage.mounts.Root;
import htg.fsimage.mounts.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The configuration of syslinux, extlinux and isolinux (Syslinux wiki, "Config"), which U-Boot reads as {@code extlinux.conf}. Case does
 * not count in keywords, and names of files are taken without it where they are not there as written.
 */
public final class Syslinux {
    private static final int MOST_FILES = 50;
    private static final int MOST_LABELS = 500;

    private final SyslinuxFiles files;
    private final List<SyslinuxLabel> labels = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private String wanted = "";
    private String marked = "";
    private String append = "";
    private int read;

    private Syslinux(SyslinuxFiles files) {
        this.files = files;
    }

    /** The menu of a file; empty when it cannot be read. */
    public static Optional<BootMenu> read(Root root, String path) throws IOException {
        if (!root.isFile(path)) {
            return Optional.empty();
        }
        Syslinux reader =
                new Syslinux(new SyslinuxFiles(root, path.substring(0, path.lastIndexOf('/') + 1), new Lookups()));
        reader.include(path);
        String name = path.contains("extlinux") ? "extlinux" : path.contains("isolinux") ? "isolinux" : "syslinux";
        return Optional.of(reader.menu(name, root.mounted().name() + ":" + root.absolute(path)));
    }

    private void include(String path) throws IOException {
        if (++read > MOST_FILES) {
            notes.add("Not all files that are included were read.");
            return;
        }
        Optional<String> text = files.text(path);
        if (text.isEmpty()) {
            notes.add("There is no file " + path + ".");
            return;
        }
        for (String line : text.get().lines().toList()) {
            if (read > MOST_FILES) {
                return;
            }
            line(line.strip());
        }
    }

    private void line(String line) throws IOException {
        String keyword = Words.first(line).toLowerCase(Locale.ROOT);
        String value = Words.rest(line);
        switch (keyword) {
            case "default" -> wanted = value;
            case "include" -> include(value);
            case "menu" -> menuLine(value);
            case "label" -> {
                if (labels.size() < MOST_LABELS) {
                    labels.add(new SyslinuxLabel(value));
                }
            }
            case "append" -> append(value);
            default -> {
                if (!labels.isEmpty()) {
                    labels.get(labels.size() - 1).set(keyword, value);
                }
            }
        }
    }

    private void append(String value) {
        if (labels.isEmpty()) {
            append = value;
        } else {
            labels.get(labels.size() - 1).set("append", value);
        }
    }

    private void menuLine(String line) throws IOException {
        String keyword = Words.first(line).toLowerCase(Locale.ROOT);
        String value = Words.rest(line);
        if (keyword.equals("include")) {
            include(Words.first(value));
        } else if (keyword.equals("default") && labels.isEmpty()) {
            wanted = value;
        } else if (keyword.equals("default")) {
            marked = labels.get(labels.size() - 1).name();
        } else if (keyword.equals("label") && !labels.isEmpty()) {
            labels.get(labels.size() - 1).set("title", value.replace("^", ""));
        }
    }

    private BootMenu menu(String loader, String file) throws IOException {
        List<BootEntry> entries = new ArrayList<>();
        for (SyslinuxLabel label : labels) {
            entries.add(label.entry(files, append));
        }
        int chosen = index(marked);
        chosen = chosen < 0 ? index(Words.first(wanted)) : chosen;
        if (chosen < 0 && !wanted.isEmpty() && files.find(Words.first(wanted)).isPresent() && !isModule(wanted)) {
            // Without a label of this name, "default" is itself a kernel with its words.
            SyslinuxLabel direct = new SyslinuxLabel(wanted);
            direct.set("kernel", Words.first(wanted));
            direct.set("append", Words.rest(wanted));
            chosen = entries.size();
            entries.add(direct.entry(files, append));
        }
        return new BootMenu(loader, file, entries, Math.max(0, chosen), notes);
    }

    private static boolean isModule(String name) {
        return Words.first(name).toLowerCase(Locale.ROOT).endsWith(".c32");
    }

    private int index(String name) {
        for (int i = 0; i < labels.size(); i++) {
            if (!name.isEmpty() && labels.get(i).name().equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }
}
