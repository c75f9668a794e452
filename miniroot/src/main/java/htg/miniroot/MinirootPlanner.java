package htg.miniroot;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.miniroot.MinirootEntry.CharacterDevice;
import htg.miniroot.MinirootEntry.Folder;
import htg.miniroot.MinirootEntry.Pipe;
import htg.miniroot.MinirootEntry.RegularFile;
import htg.miniroot.MinirootEntry.SymbolicLink;
import htg.miniroot.ScriptResources.Script;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Decides what a ramdisk holds: the trampoline, busybox, and the modules that the driver lists call for. */
public final class MinirootPlanner {
    private static final String TRAMPOLINE = "trampoline/";
    private static final String MODPROBE_CONFIGURATION = TRAMPOLINE + "modprobe.conf";

    private final List<DriverList> lists;

    /** Plans with the driver lists that come with htg. */
    public MinirootPlanner() {
        this(ScriptResources.driverLists());
    }

    MinirootPlanner(List<DriverList> lists) {
        this.lists = List.copyOf(lists);
    }

    /**
     * Plans the ramdisk of one kernel. Reads every module, so that the plan no longer depends on the tree.
     *
     * @param busybox a statically linked busybox of the target's architecture
     * @throws HtgException when the kernel lacks a driver, or busybox is missing
     */
    public MinirootPlan plan(KernelTree kernel, Path busybox) {
        if (!Files.isRegularFile(busybox)) {
            throw new HtgException(
                    ExitCode.ENVIRONMENT,
                    "There is no busybox at " + busybox,
                    "The package busybox-static has to be in that tree.");
        }
        ModuleSelection selection = ModuleSelection.of(kernel, lists);
        TreeMap<String, MinirootEntry> entries = new TreeMap<>();
        List<MinirootEntry> wanted = new ArrayList<>(fixedEntries());
        wanted.add(new RegularFile("bin/busybox", 0755, FileContent.read(busybox)));
        wanted.addAll(trampoline());
        wanted.addAll(moduleFiles(kernel, selection));
        wanted.forEach(entry -> entries.put(entry.path(), entry));
        wanted.forEach(entry -> addParents(entries, entry.path()));
        return new MinirootPlan(kernel.version(), List.copyOf(entries.values()), selection.modules());
    }

    /** What the kernel and the trampoline want to find ready. */
    private static List<MinirootEntry> fixedEntries() {
        return List.of(
                new Folder("newroot", 0755),
                new Folder("proc", 0755),
                new Folder("sys", 0755),
                new Folder("run/htg/devices", 0755),
                new Pipe("run/htg/events", 0600),
                new CharacterDevice("dev/console", 0600, 5, 1),
                new CharacterDevice("dev/null", 0666, 1, 3),
                new SymbolicLink("bin/sh", "busybox"),
                new SymbolicLink("sbin/modprobe", "../bin/busybox"));
    }

    private static List<MinirootEntry> trampoline() {
        return ScriptResources.startingWith(TRAMPOLINE).stream()
                .<MinirootEntry>map(script -> new RegularFile(placeOf(script), script.mode(), script.content()))
                .toList();
    }

    private static String placeOf(Script script) {
        return switch (script.path()) {
            case MODPROBE_CONFIGURATION -> "etc/modprobe.d/htg.conf";
            case TRAMPOLINE + "init" -> "init";
            default -> script.under("htg/", TRAMPOLINE);
        };
    }

    private static List<MinirootEntry> moduleFiles(KernelTree kernel, ModuleSelection selection) {
        String folder = "lib/modules/" + kernel.version() + "/";
        List<MinirootEntry> files = new ArrayList<>();
        for (KernelModule module : selection.modules()) {
            files.add(new RegularFile(folder + module.plainPath(), 0644, ModuleFile.read(kernel, module)));
        }
        files.add(text(folder + "modules.dep", selection.dependencyTable()));
        files.add(text(folder + "modules.alias", selection.aliasTable()));
        files.add(text("htg/modules/pool", selection.loaderLines(DriverRole.POOL)));
        files.add(text("htg/modules/rescue", selection.loaderLines(DriverRole.RESCUE)));
        return files;
    }

    private static RegularFile text(String path, String content) {
        return new RegularFile(path, 0644, FileContent.of(content));
    }

    private static void addParents(Map<String, MinirootEntry> entries, String path) {
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            String parent = path.substring(0, slash);
            entries.putIfAbsent(parent, new Folder(parent, 0755));
        }
    }
}
