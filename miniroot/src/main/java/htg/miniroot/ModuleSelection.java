package htg.miniroot;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.miniroot.DriverList.Driver;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The modules that driver lists call for, with everything those depend on, and the tables that busybox's modprobe and the
 * trampoline read. The tables are of all tiers: what is not there fails to load, and the trampoline can say why. The
 * stick's own {@code closure.awk} does the same; a test compares the two.
 */
final class ModuleSelection {
    private final ModuleIndex index;
    private final List<Chosen> chosen = new ArrayList<>();

    /** What one list has brought: its modules by name, and its lines without what this kernel does not have as a module. */
    private record Chosen(DriverList list, Tier tier, Map<String, KernelModule> modules, List<String> lines) {}

    private ModuleSelection(ModuleIndex index) {
        this.index = index;
    }

    /**
     * Chooses for this kernel.
     *
     * @param own the kind of root pool; modules for the other kind are taken where they are
     * @throws HtgException naming every driver that the kernel should have and lacks
     */
    static ModuleSelection of(KernelTree kernel, PoolType own, List<DriverList> lists) {
        ModuleSelection selection = new ModuleSelection(ModuleIndex.read(kernel));
        Set<String> missing = new TreeSet<>();
        for (DriverList list : lists) {
            Chosen chosen = new Chosen(list, list.tier(own), new LinkedHashMap<>(), new ArrayList<>());
            selection.chosen.add(chosen);
            list.lines()
                    .forEach(line -> selection.choose(chosen, line, list.isForeign(own) ? new TreeSet<>() : missing));
        }
        if (!missing.isEmpty()) {
            throw new HtgException(
                    ExitCode.FAILED,
                    "Kernel " + kernel.version() + " lacks the drivers " + String.join(", ", missing),
                    "Use Debian's linux-image package of the stick's suite; cloud kernels have no drivers for real machines.");
        }
        return selection;
    }

    /** All modules, in the order of their paths. */
    List<KernelModule> modules() {
        return chosen.stream()
                .flatMap(one -> one.modules().values().stream())
                .distinct()
                .sorted(Comparator.comparing(KernelModule::path))
                .toList();
    }

    /**
     * The modules of one tier by the feature that alone calls for them; those that several call for are {@code shared}. A
     * module is in the first tier that needs it.
     */
    Map<String, List<KernelModule>> features(Tier tier) {
        return modules().stream()
                .filter(module -> tier(module) == tier)
                .collect(Collectors.groupingBy(this::feature, LinkedHashMap::new, Collectors.toList()));
    }

    /** The lines of the lists of one role that are for this root pool. */
    String loaderLines(DriverRole role) {
        return text(chosen.stream()
                .filter(one -> one.list().role() == role && one.tier() != Tier.RESCUE)
                .flatMap(one -> one.lines().stream()));
    }

    /** {@code modules.dep}: what depends on most comes first in a line, for modprobe loads from its end. */
    String dependencyTable() {
        return text(modules().stream().map(this::dependencyLine).sorted());
    }

    /** {@code modules.alias}, without the aliases of what only the rescue shell loads. */
    String aliasTable() {
        Set<String> automatic = chosen.stream()
                .filter(one -> one.list().role() != DriverRole.RESCUE)
                .flatMap(one -> one.modules().keySet().stream())
                .collect(Collectors.toSet());
        return text(index.aliases().stream()
                .filter(alias -> automatic.contains(alias.module()))
                .map(ModuleIndex.Alias::line));
    }

    /** Each module that is not in the core tier, by its canonical name, with the stem of its tier's file. */
    String tierTable() {
        return text(modules().stream()
                .filter(module -> tier(module) != Tier.CORE)
                .map(module -> module.name() + " " + tier(module).stem())
                .sorted());
    }

    private void choose(Chosen target, List<Driver> line, Set<String> missing) {
        List<String> present = new ArrayList<>();
        for (Driver driver : line) {
            index.module(driver.name())
                    .ifPresentOrElse(
                            module -> {
                                include(target.modules(), module);
                                present.add(driver.name());
                            },
                            () -> {
                                if (!driver.optional() && !index.isBuiltin(driver.name())) {
                                    missing.add(driver.name());
                                }
                            });
        }
        if (!present.isEmpty()) {
            target.lines().add(String.join(" ", present));
        }
    }

    private void include(Map<String, KernelModule> already, KernelModule module) {
        if (already.putIfAbsent(module.name(), module) != null) {
            return;
        }
        for (String wanted : wanted(module).toList()) {
            index.module(wanted)
                    .map(List::of)
                    .orElseGet(() -> index.providers(wanted))
                    .forEach(other -> include(already, other));
        }
    }

    private Tier tier(KernelModule module) {
        return callers(module).map(Chosen::tier).min(Comparator.naturalOrder()).orElseThrow();
    }

    private String feature(KernelModule module) {
        List<Chosen> callers = callers(module).toList();
        return callers.size() == 1 ? callers.get(0).list().feature() : "shared";
    }

    private Stream<Chosen> callers(KernelModule module) {
        return chosen.stream().filter(one -> one.modules().containsKey(module.name()));
    }

    private String dependencyLine(KernelModule module) {
        return dependencies(module).stream()
                .sorted(Comparator.comparingInt(
                                (KernelModule other) -> -dependencies(other).size())
                        .thenComparing(KernelModule::name))
                .map(KernelModule::plainPath)
                .collect(Collectors.joining(" ", module.plainPath() + ":" + (hasNone(module) ? "" : " "), ""));
    }

    private boolean hasNone(KernelModule module) {
        return dependencies(module).isEmpty();
    }

    /** Soft dependencies on a module become hard ones, for busybox's modprobe knows no others; those on an alias stay out. */
    private Set<KernelModule> dependencies(KernelModule module) {
        Map<String, KernelModule> found = new LinkedHashMap<>();
        collect(module, found);
        found.remove(module.name());
        return Set.copyOf(found.values());
    }

    private void collect(KernelModule module, Map<String, KernelModule> found) {
        for (String wanted : wanted(module).toList()) {
            index.module(wanted)
                    .filter(other -> found.putIfAbsent(other.name(), other) == null)
                    .ifPresent(other -> collect(other, found));
        }
    }

    private static Stream<String> wanted(KernelModule module) {
        return Stream.concat(module.hard().stream(), module.soft().stream());
    }

    private static String text(Stream<String> lines) {
        return lines.map(line -> line + "\n").collect(Collectors.joining());
    }
}
