package htg.miniroot;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.miniroot.DriverList.Driver;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The modules that driver lists call for, with everything those depend on, and the tables that busybox's modprobe reads.
 * The stick's own {@code closure.awk} does the same; a test compares the two.
 */
final class ModuleSelection {
    private final ModuleIndex index;
    private final Map<DriverRole, Map<String, KernelModule>> chosen = new EnumMap<>(DriverRole.class);
    private final Map<DriverRole, List<String>> lines = new EnumMap<>(DriverRole.class);

    private ModuleSelection(ModuleIndex index) {
        this.index = index;
        for (DriverRole role : DriverRole.values()) {
            chosen.put(role, new LinkedHashMap<>());
            lines.put(role, new ArrayList<>());
        }
    }

    /**
     * Chooses for this kernel.
     *
     * @throws HtgException naming every driver that the kernel should have and lacks
     */
    static ModuleSelection of(KernelTree kernel, List<DriverList> lists) {
        ModuleIndex index = ModuleIndex.read(kernel);
        ModuleSelection selection = new ModuleSelection(index);
        Set<String> missing = new TreeSet<>();
        for (DriverList list : lists) {
            list.lines().forEach(line -> selection.choose(list.role(), line, missing));
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
        return chosen.values().stream()
                .flatMap(byName -> byName.values().stream())
                .distinct()
                .sorted(Comparator.comparing(KernelModule::path))
                .toList();
    }

    /** The lines of the lists of one role, without what this kernel does not have as a module. */
    String loaderLines(DriverRole role) {
        return text(lines.getOrDefault(role, List.of()).stream());
    }

    /** {@code modules.dep}: what depends on most comes first in a line, for modprobe loads from its end. */
    String dependencyTable() {
        return text(modules().stream().map(this::dependencyLine).sorted());
    }

    /** {@code modules.alias}, without the aliases of what only the rescue shell loads. */
    String aliasTable() {
        Set<String> automatic = Stream.of(DriverRole.POOL, DriverRole.ROOT)
                .flatMap(role -> chosen.getOrDefault(role, Map.of()).keySet().stream())
                .collect(Collectors.toSet());
        return text(index.aliases().stream()
                .filter(alias -> automatic.contains(alias.module()))
                .map(ModuleIndex.Alias::line));
    }

    private void choose(DriverRole role, List<Driver> line, Set<String> missing) {
        List<String> present = new ArrayList<>();
        for (Driver driver : line) {
            index.module(driver.name())
                    .ifPresentOrElse(
                            module -> {
                                include(role, module);
                                present.add(driver.name());
                            },
                            () -> {
                                if (!driver.optional() && !index.isBuiltin(driver.name())) {
                                    missing.add(driver.name());
                                }
                            });
        }
        if (!present.isEmpty()) {
            lines.getOrDefault(role, List.of()).add(String.join(" ", present));
        }
    }

    private void include(DriverRole role, KernelModule module) {
        Map<String, KernelModule> already = chosen.getOrDefault(role, Map.of());
        if (already.putIfAbsent(module.name(), module) != null) {
            return;
        }
        for (String wanted : wanted(module).toList()) {
            index.module(wanted)
                    .map(List::of)
                    .orElseGet(() -> index.providers(wanted))
                    .forEach(other -> include(role, other));
        }
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
