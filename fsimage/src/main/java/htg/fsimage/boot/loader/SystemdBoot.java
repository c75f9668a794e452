package htg.fsimage.boot.loader;

import htg.fsimage.boot.entry.BlsFile;
import htg.fsimage.boot.entry.BootFile;
import htg.fsimage.boot.entry.BootMenu;
import htg.fsimage.boot.kernel.UnifiedKernel;
import htg.fsimage.mounts.NamePattern;
import htg.fsimage.mounts.Root;
import htg.fsimage.mounts.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * systemd-boot, and whatever else follows the UAPI Boot Loader Specification: {@code /loader/loader.conf}, {@code
 * /loader/entries/*.conf}, and unified kernel images {@code /EFI/Linux/*.efi}, on the EFI system partition and the extended boot
 * partition.
 */
public final class SystemdBoot {
    /** What a menu is called whose entries follow it, but whose loader is not known. */
    public static final String SPECIFICATION = "Boot Loader Specification";

    private static final String ENTRIES = "/loader/entries";
    /** Where unified images are entries, and the program that firmware starts by itself, which may be one. */
    private static final List<String> IMAGES = List.of("/EFI/Linux", "/EFI/BOOT");

    private static final int MOST = 500;

    private final List<SpecifiedEntry> entries = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Lookups lookups = new Lookups();
    private final BlsVariables variables;

    private SystemdBoot(BlsVariables variables) {
        this.variables = variables;
    }

    /**
     * The menu of some partitions, the one with {@code loader.conf} first.
     *
     * @param source values of the variables that entries for GRUB have
     * @return empty when there are no entries
     */
    public static Optional<BootMenu> read(List<Root> partitions, BlsVariables.Source source) throws IOException {
        SystemdBoot reader = new SystemdBoot(new BlsVariables(source));
        for (Root root : partitions) {
            reader.readFiles(root);
            reader.readImages(root);
        }
        if (reader.entries.isEmpty()) {
            return Optional.empty();
        }
        reader.entries.sort(SpecifiedEntry.ORDER);
        String where = "";
        String wanted = "";
        for (Root root : partitions) {
            Optional<String> configuration = text(root, "/loader/loader.conf");
            if (wanted.isEmpty() && configuration.isPresent()) {
                where = root.mounted().name() + ":" + root.absolute("/loader/loader.conf");
                wanted = value(configuration.get(), "default");
            }
        }
        String file = where.isEmpty() ? reader.entries.get(0).source() : where;
        return Optional.of(new BootMenu(
                // Fedora's GRUB reads such entries as well, and firmware starts unified images by itself.
                where.isEmpty() ? SPECIFICATION : "systemd-boot",
                file,
                reader.entries.stream().map(SpecifiedEntry::entry).toList(),
                reader.chosen(wanted),
                reader.notes));
    }

    private static Optional<String> text(Root root, String file) throws IOException {
        Optional<String> path = root.anyCase(file);
        return path.isEmpty() ? Optional.empty() : root.text(path.get());
    }

    private static String value(String configuration, String key) {
        return configuration
                .lines()
                .filter(line -> Words.first(line).equals(key))
                .reduce((first, last) -> last)
                .map(Words::rest)
                .orElse("");
    }

    private void readFiles(Root root) throws IOException {
        String folder = root.anyCase(ENTRIES).orElse(ENTRIES);
        for (String name : root.names(folder)) {
            Optional<BlsFile> file = entries.size() < MOST ? BlsFile.read(root, folder, name) : Optional.empty();
            if (file.isPresent()) {
                entries.add(entry(root, file.get(), folder));
            }
        }
    }

    private SpecifiedEntry entry(Root root, BlsFile file, String folder) throws IOException {
        EntryBuilder entry = new EntryBuilder(file.title(), file.id());
        String kernel = file.first("linux");
        if (!kernel.isEmpty()) {
            entry.kernel(find(root, kernel), kernel);
        } else if (!file.first("efi").isEmpty() || !file.first("uki").isEmpty()) {
            return image(root, file, folder);
        } else {
            entry.note("The entry starts no kernel.");
        }
        for (String line : file.all("initrd")) {
            for (String ramdisk : Words.of(variables.expand(line, entry))) {
                entry.ramdisk(find(root, ramdisk), ramdisk);
            }
        }
        entry.commandLine(options(file, entry));
        return new SpecifiedEntry(
                entry.build(),
                root.mounted().name() + ":" + root.absolute(folder + "/" + file.name()),
                file.first("sort-key"),
                file.first("machine-id"),
                file.first("version"),
                file.tries() == 0);
    }

    /** An entry that starts a program, which may be a unified kernel image. */
    private SpecifiedEntry image(Root root, BlsFile file, String folder) throws IOException {
        String program = file.first("efi").isEmpty() ? file.first("uki") : file.first("efi");
        Optional<BootFile> found = find(root, program);
        Optional<UnifiedKernel> image =
                found.isEmpty() ? Optional.empty() : UnifiedKernel.read(found.get(), root.problems());
        EntryBuilder entry = new EntryBuilder(file.title(), file.id());
        if (image.isPresent()) {
            fill(entry, image.get());
            String options = options(file, entry);
            entry.commandLine(options.isBlank() ? entry.commandLine() : options);
        } else {
            entry.note("The entry starts the program " + program + ".");
        }
        return new SpecifiedEntry(
                entry.build(),
                root.mounted().name() + ":" + root.absolute(folder + "/" + file.name()),
                file.first("sort-key"),
                file.first("machine-id"),
                file.first("version"),
                file.tries() == 0);
    }

    private String options(BlsFile file, EntryBuilder entry) throws IOException {
        return variables.expand(String.join(" ", file.all("options")), entry);
    }

    private static void fill(EntryBuilder entry, UnifiedKernel image) {
        entry.kernel(Optional.of(image.kernel()), "");
        image.ramdisks().forEach(part -> entry.ramdisk(Optional.of(part), ""));
        entry.commandLine(image.commandLine());
    }

    private Optional<BootFile> find(Root root, String name) throws IOException {
        if (!lookups.goOn() || name.length() > 1000) {
            return Optional.empty();
        }
        String plain = name.replace('\\', '/');
        Optional<String> path = root.anyCase(plain);
        if (path.isEmpty() && root.path().endsWith("/boot") && plain.startsWith("/boot/")) {
            // Where /boot is no partition of its own, paths are written from the top of its file system.
            path = root.anyCase(plain.substring(5));
        }
        return path.isEmpty() ? Optional.empty() : BootFile.find(root, path.get());
    }

    private void readImages(Root root) throws IOException {
        for (String folder : IMAGES) {
            Optional<String> found = root.anyCase(folder);
            if (found.isPresent()) {
                readImages(root, found.get());
            }
        }
    }

    private void readImages(Root root, String folder) throws IOException {
        for (String name : root.names(folder)) {
            boolean wanted = name.toLowerCase(Locale.ROOT).endsWith(".efi") && entries.size() < MOST && lookups.goOn();
            Optional<BootFile> file = wanted ? BootFile.find(root, folder + "/" + name) : Optional.empty();
            if (file.isPresent()) {
                UnifiedKernel.read(file.get(), root.problems()).ifPresent(image -> entries.add(specified(image, name)));
            }
        }
    }

    private static SpecifiedEntry specified(UnifiedKernel image, String name) {
        Map<String, String> system = image.operatingSystem();
        BlsFile counted = BlsFile.parse(name, "");
        String title = system.getOrDefault("PRETTY_NAME", name);
        EntryBuilder entry = new EntryBuilder(title, name);
        fill(entry, image);
        String version = system.getOrDefault(
                "IMAGE_VERSION", system.getOrDefault("VERSION_ID", system.getOrDefault("BUILD_ID", image.release())));
        return new SpecifiedEntry(
                entry.build(),
                image.kernel().mounted().name() + ":" + image.kernel().path(),
                system.getOrDefault("IMAGE_ID", system.getOrDefault("ID", "")),
                "",
                version,
                counted.tries() == 0);
    }

    /** The first entry, in the order of the menu, whose name matches the pattern of {@code default}. */
    private int chosen(String wanted) {
        if (wanted.startsWith("@")) {
            notes.add("The loader takes the entry that the firmware's variables name; here the first is taken.");
            return 0;
        }
        for (int i = 0; i < entries.size() && !wanted.isEmpty() && wanted.length() < 256; i++) {
            String id = entries.get(i).entry().id();
            if (NamePattern.matches(wanted, id) || NamePattern.matches(wanted, id + ".conf")) {
                return i;
            }
        }
        return 0;
    }
}
