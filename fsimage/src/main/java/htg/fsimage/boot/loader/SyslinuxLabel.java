package htg.fsimage.boot.loader;

import htg.fsimage.boot.entry.BootEntry;
import htg.fsimage.mounts.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What follows a {@code LABEL}. */
final class SyslinuxLabel {
    private final String name;
    private final Map<String, String> values = new HashMap<>();

    SyslinuxLabel(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    void set(String keyword, String value) {
        values.put(keyword, value);
    }

    private String get(String keyword) {
        return values.getOrDefault(keyword, "");
    }

    /**
     * The entry that it is.
     *
     * @param always what is appended where the label says nothing
     */
    BootEntry entry(SyslinuxFiles files, String always) throws IOException {
        EntryBuilder entry = new EntryBuilder(values.getOrDefault("title", name), name);
        String kernel = values.getOrDefault("linux", get("kernel"));
        String append = values.getOrDefault("append", always);
        if (kernel.toLowerCase(Locale.ROOT).endsWith("mboot.c32")) {
            multiboot(entry, files, append);
        } else if (kernel.isEmpty() || kernel.toLowerCase(Locale.ROOT).endsWith(".c32")) {
            entry.note("The entry starts no kernel" + (kernel.isEmpty() ? "." : " but the module " + kernel + "."));
        } else {
            linux(entry, files, kernel, append.equals("-") ? "" : append);
        }
        return entry.build();
    }

    private void linux(EntryBuilder entry, SyslinuxFiles files, String kernel, String append) throws IOException {
        // The command line may follow the kernel's name.
        String file = Words.first(kernel);
        entry.kernel(files.find(file), file);
        List<String> words = new ArrayList<>();
        String ramdisks = get("initrd");
        for (String word : Words.of(Words.rest(kernel) + " " + append)) {
            if (word.startsWith("initrd=")) {
                ramdisks = ramdisks.isEmpty() ? word.substring(7) : ramdisks;
            } else {
                words.add(word);
            }
        }
        for (String ramdisk : Words.of(ramdisks, ", \t")) {
            entry.ramdisk(files.find(ramdisk), ramdisk);
        }
        entry.commandLine(String.join(" ", words));
        if (values.containsKey("fdt") || values.containsKey("devicetree")) {
            entry.note("The entry loads the device tree " + get("fdt") + get("devicetree") + ".");
        }
    }

    /** {@code mboot.c32}: Xen, Linux and ramdisks with their words, between them {@code ---}. */
    private static void multiboot(EntryBuilder entry, SyslinuxFiles files, String append) throws IOException {
        List<String> part = new ArrayList<>();
        int number = 0;
        for (String word : Words.of(append + " ---")) {
            if (!word.equals("---")) {
                part.add(word);
            } else if (!part.isEmpty()) {
                module(entry, files, number++, part);
                part.clear();
            }
        }
    }

    private static void module(EntryBuilder entry, SyslinuxFiles files, int number, List<String> part)
            throws IOException {
        String file = part.get(0);
        if (number > 1) {
            entry.ramdisk(files.find(file), file);
            return;
        }
        entry.kernel(files.find(file), file);
        entry.commandLine(String.join(" ", part.subList(1, part.size())));
        if (number == 0) {
            entry.becomeHypervisor();
        }
    }
}
