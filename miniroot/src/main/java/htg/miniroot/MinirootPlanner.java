package htg.miniroot;

import htg.common.HtgException;
import htg.miniroot.MinirootEntry.CharacterDevice;
import htg.miniroot.MinirootEntry.Folder;
import htg.miniroot.MinirootEntry.Pipe;
import htg.miniroot.MinirootEntry.RegularFile;
import htg.miniroot.MinirootEntry.SymbolicLink;
import htg.miniroot.ScriptResources.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Decides what the tiers of a ramdisk hold: the trampoline, busybox, the modules that driver lists call for, tools. */
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
     * Plans the ramdisk of one kernel, every tier. Reads every file, so that the plan no longer depends on the sources.
     *
     * @return in the order in which the kernel unpacks them
     * @throws HtgException when the kernel lacks a driver
     */
    public List<MinirootPlan> plan(MinirootSources sources) {
        ModuleSelection selection = ModuleSelection.of(sources.kernel(), sources.pool(), lists);
        return Stream.of(Tier.values())
                .map(tier -> new MinirootPlan(tier, features(tier, sources, selection)))
                .toList();
    }

    private static List<Feature> features(Tier tier, MinirootSources sources, ModuleSelection selection) {
        List<Feature> features = new ArrayList<>();
        if (tier == Tier.CORE) {
            features.add(new Feature(
                    "busybox", List.of(new RegularFile("bin/busybox", 0755, FileContent.read(sources.busybox())))));
            features.add(new Feature(
                    "trampoline",
                    Stream.concat(fixedEntries().stream(), trampoline()).toList()));
            features.add(new Feature("module tables", tables(folder(sources.kernel()), selection)));
            add(features, new Feature("importer", List.copyOf(sources.importer())));
        }
        selection.features(tier).forEach((name, modules) -> features.add(modules(name, sources.kernel(), modules)));
        if (tier == Tier.RESCUE) {
            add(features, new Feature("tools/" + sources.pool().word(), List.copyOf(sources.tools())));
        }
        return features;
    }

    private static void add(List<Feature> features, Feature feature) {
        if (!feature.entries().isEmpty()) {
            features.add(feature);
        }
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

    private static Stream<MinirootEntry> trampoline() {
        return ScriptResources.startingWith(TRAMPOLINE).stream()
                .map(script -> new RegularFile(placeOf(script), script.mode(), script.content()));
    }

    private static String placeOf(Script script) {
        return switch (script.path()) {
            case MODPROBE_CONFIGURATION -> "etc/modprobe.d/htg.conf";
            case TRAMPOLINE + "init" -> "init";
            default -> script.under("htg/", TRAMPOLINE);
        };
    }

    private static Feature modules(String name, KernelTree kernel, List<KernelModule> modules) {
        return new Feature(
                name,
                modules.stream()
                        .<MinirootEntry>map(module -> new RegularFile(
                                folder(kernel) + module.plainPath(), 0644, ModuleFile.read(kernel, module)))
                        .toList());
    }

    private static List<MinirootEntry> tables(String folder, ModuleSelection selection) {
        return List.of(
                text(folder + "modules.dep", selection.dependencyTable()),
                text(folder + "modules.alias", selection.aliasTable()),
                text("htg/modules/pool", selection.loaderLines(DriverRole.POOL)),
                text("htg/modules/rescue", selection.loaderLines(DriverRole.RESCUE)),
                text("htg/modules/tiers", selection.tierTable()));
    }

    private static String folder(KernelTree kernel) {
        return "lib/modules/" + kernel.version() + "/";
    }

    private static RegularFile text(String path, String content) {
        return new RegularFile(path, 0644, FileContent.of(content));
    }
}
