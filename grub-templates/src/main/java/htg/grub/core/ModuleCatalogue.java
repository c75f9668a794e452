package htg.grub.core;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The modules of one GRUB platform and what each needs, from its {@code moddep.lst}.
 *
 * @param folder where they are, such as {@code /usr/lib/grub/i386-pc} of a Debian tree
 * @param needs by module name, the names of those it needs
 */
public record ModuleCatalogue(Path folder, SortedMap<String, List<String>> needs) {
    /** Folder of the BIOS modules on the boot partition, below GRUB's prefix. */
    public static final String FOLDER_ON_STICK = "/grub/i386-pc";

    /** Folder of the UEFI modules there. */
    public static final String UEFI_FOLDER_ON_STICK = "/grub/x86_64-efi";

    public ModuleCatalogue {
        needs = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(needs));
    }

    /**
     * Reads the catalogue of a platform folder.
     *
     * @throws HtgException {@link ExitCode#ENVIRONMENT} when there is none
     */
    public static ModuleCatalogue read(Path folder) {
        Path file = folder.resolve("moddep.lst");
        try {
            return new ModuleCatalogue(folder, parse(Files.readString(file, StandardCharsets.UTF_8)));
        } catch (IOException failure) {
            throw new HtgException(
                    ExitCode.ENVIRONMENT,
                    "Cannot read GRUB's list of modules " + file + ": " + HtgException.reason(failure),
                    "The tool root lacks the package grub-pc-bin; remove it from the cache to have it made anew.",
                    failure);
        }
    }

    /** Parses {@code moddep.lst}: a line a module, its name, a colon, what it needs. */
    static SortedMap<String, List<String>> parse(String text) {
        SortedMap<String, List<String>> needs = new TreeMap<>();
        for (String line : text.split("\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                String[] words = line.substring(colon + 1).strip().split("\\s+", -1);
                needs.put(
                        line.substring(0, colon),
                        List.of(words).stream().filter(w -> !w.isEmpty()).toList());
            }
        }
        return needs;
    }

    /**
     * The modules with all that they need, directly or not.
     *
     * @throws HtgException {@link ExitCode#ENVIRONMENT} when this GRUB has no such module
     */
    public SortedSet<String> closure(Collection<String> modules) {
        SortedSet<String> all = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(modules);
        while (!open.isEmpty()) {
            String module = open.pop();
            if (all.add(module)) {
                open.addAll(needsOf(module));
            }
        }
        return all;
    }

    /**
     * Files to copy to {@link #FOLDER_ON_STICK}, by name: the command line's modules and others with what they need, less
     * those built into the core image.
     *
     * @param others modules beside those for the command line
     */
    public SortedMap<String, Path> filesForStick(Collection<String> others) {
        SortedSet<String> modules = closure(others);
        modules.addAll(closure(GrubModules.COMMAND_LINE));
        modules.removeAll(closure(GrubModules.BUILT_IN));
        return files(modules);
    }

    /**
     * Files to copy to {@link #UEFI_FOLDER_ON_STICK}, by name: these modules with what they need, less those built into the
     * signed GRUB, which loads them where Secure Boot is off.
     */
    public SortedMap<String, Path> filesBeside(SignedGrub grub, Collection<String> wanted) {
        SortedSet<String> modules = closure(wanted);
        modules.removeAll(grub.modules());
        return files(modules);
    }

    private SortedMap<String, Path> files(Set<String> modules) {
        SortedMap<String, Path> files = new TreeMap<>();
        modules.forEach(module -> files.put(module + ".mod", folder.resolve(module + ".mod")));
        return files;
    }

    /**
     * The {@code command.lst} for the stick, by which GRUB loads the module of a command that is typed; commands of modules
     * that are not there are left out.
     */
    public String commandListForStick() {
        Set<String> there = closure(GrubModules.COMMAND_LINE);
        there.removeAll(closure(GrubModules.BUILT_IN));
        Path file = folder.resolve("command.lst");
        try {
            return Files.readString(file, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line ->
                            there.contains(line.substring(line.indexOf(':') + 1).strip()))
                    .map(line -> line + "\n")
                    .collect(Collectors.joining());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private List<String> needsOf(String module) {
        List<String> found = needs.get(module);
        if (found == null) {
            throw new HtgException(
                    ExitCode.ENVIRONMENT,
                    "The GRUB in " + folder + " has no module " + module,
                    "Build with a Debian release that htg knows.");
        }
        return found;
    }
}
