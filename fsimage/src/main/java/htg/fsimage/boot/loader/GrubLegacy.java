package htg.fsimage.boot.loader;

import htg.fsimage.boot.entry.BootEntry;
import htg.fsimage.boot.entry.BootFile;
import htg.fsimage.boot.entry.BootMenu;
import htg.fsimage.mounts.Mounted;
import htg.fsimage.mounts.Mounts;
import htg.fsimage.mounts.Root;
import htg.fsimage.mounts.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code menu.lst} and {@code grub.conf} of GRUB Legacy (its manual, "Configuration"), which PV-GRUB reads as well. Disks and partitions
 * count from 0 there.
 */
public final class GrubLegacy {
    private static final int MOST_ENTRIES = 200;

    private final Mounts mounts;
    private final Root home;
    private final List<EntryBuilder> entries = new ArrayList<>();
    private final Lookups lookups = new Lookups();
    private Optional<Root> root;
    private String wanted = "0";

    private GrubLegacy(Mounts mounts, Root home) {
        this.mounts = mounts;
        this.home = home;
        this.root = Optional.of(home);
    }

    /** The menu of a file; empty when it cannot be read. */
    public static Optional<BootMenu> read(Mounts mounts, Root home, String path) throws IOException {
        Optional<String> text = home.text(path);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        GrubLegacy reader = new GrubLegacy(mounts, home);
        for (String line : text.get().lines().toList()) {
            if (reader.entries.size() < MOST_ENTRIES) {
                reader.line(line.strip());
            }
        }
        String folder = path.substring(0, path.lastIndexOf('/'));
        List<BootEntry> entries =
                reader.entries.stream().map(EntryBuilder::build).toList();
        return Optional.of(new BootMenu(
                "GRUB Legacy",
                home.mounted().name() + ":" + home.absolute(path),
                entries,
                reader.chosen(folder),
                List.of()));
    }

    private void line(String line) throws IOException {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        // "default=0" and "default 0" are the same.
        String command = Words.of(line, " \t=").stream().findFirst().orElse("");
        String rest = line.substring(command.length()).strip();
        String value = rest.startsWith("=") ? rest.substring(1).strip() : rest;
        String name = command.toLowerCase(Locale.ROOT);
        if (name.equals("title")) {
            entries.add(new EntryBuilder(value, ""));
            root = Optional.of(home);
        } else if (name.equals("default")) {
            wanted = value;
        } else if (!entries.isEmpty()) {
            inEntry(name, value, entries.get(entries.size() - 1));
        }
    }

    private void inEntry(String command, String value, EntryBuilder entry) throws IOException {
        switch (command) {
            case "root", "rootnoverify" -> root = device(value, entry);
            case "uuid" -> root = top(mounts.byUuid(value), value, entry);
            case "find" -> find(value, entry);
            case "kernel" -> kernel(value, entry);
            case "module" -> module(value, entry);
            case "initrd" -> {
                for (String file : Words.of(value)) {
                    entry.ramdisk(file(file), file);
                }
            }
            case "chainloader", "configfile" -> entry.note("The entry hands over by " + command + ".");
            default -> {}
        }
    }

    private void kernel(String value, EntryBuilder entry) throws IOException {
        List<String> words = new ArrayList<>(Words.of(value));
        while (!words.isEmpty() && words.get(0).startsWith("--")) {
            words.remove(0);
        }
        if (!words.isEmpty()) {
            String name = words.remove(0);
            entry.kernel(file(name), name);
            entry.commandLine(String.join(" ", words));
        }
    }

    /** The kernel before the first module is Xen. */
    private void module(String value, EntryBuilder entry) throws IOException {
        if (!entry.hasHypervisor()) {
            entry.becomeHypervisor();
        }
        String name = Words.first(value);
        if (entry.hasKernel()) {
            entry.ramdisk(file(name), name);
        } else {
            entry.kernel(file(name), name);
            entry.commandLine(Words.rest(value));
        }
    }

    private void find(String value, EntryBuilder entry) throws IOException {
        List<String> words = Words.of(value);
        if (words.isEmpty() || !words.get(0).equals("--set-root")) {
            return;
        }
        String name = words.get(words.size() - 1);
        for (Mounted mounted : mounts.all()) {
            Optional<Root> top = mounts.top(mounted);
            if (top.isPresent() && lookups.goOn() && top.get().exists(name)) {
                root = top;
                return;
            }
        }
        entry.note("There is no file " + name + ".");
    }

    private Optional<Root> device(String value, EntryBuilder entry) throws IOException {
        String name = grub2Name(Words.first(value));
        return top(mounts.byGrubName(name), value, entry);
    }

    private Optional<Root> top(Optional<Mounted> device, String shown, EntryBuilder entry) throws IOException {
        if (device.isEmpty()) {
            entry.note("There is no device " + shown + ".");
            return Optional.empty();
        }
        // Where the menu's own device is meant, its own idea of the root folder is kept.
        return device.get().equals(home.mounted()) ? Optional.of(home) : mounts.top(device.get());
    }

    /** From {@code (hd0,0)} to {@code hd0,1}; a letter behind is a slice of BSD. */
    private static String grub2Name(String device) {
        String plain = device.replace("(", "").replace(")", "");
        List<String> parts = Words.of(plain, ",");
        if (parts.size() < 2 || !parts.get(1).matches("[0-9]{1,4}")) {
            return plain;
        }
        return parts.get(0) + "," + (Integer.parseInt(parts.get(1), 10) + 1);
    }

    private Optional<BootFile> file(String name) throws IOException {
        if (!lookups.goOn()) {
            return Optional.empty();
        }
        int end = name.indexOf(')');
        if (!name.startsWith("(") || end < 0) {
            return root.isEmpty() ? Optional.empty() : BootFile.find(root.get(), name);
        }
        Optional<Mounted> device = mounts.byGrubName(grub2Name(name.substring(0, end + 1)));
        Optional<Root> top = device.isEmpty() ? Optional.empty() : mounts.top(device.get());
        return top.isEmpty() ? Optional.empty() : BootFile.find(top.get(), name.substring(end + 1));
    }

    /** The entry that {@code default} names; {@code saved} is in the file {@code default} beside the menu. */
    private int chosen(String folder) throws IOException {
        String number =
                wanted.equals("saved") ? home.firstLine(folder + "/default").orElse("0") : wanted;
        return number.matches("[0-9]{1,5}") ? Integer.parseInt(number, 10) : 0;
    }
}
