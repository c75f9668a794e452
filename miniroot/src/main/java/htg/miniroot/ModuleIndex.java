package htg.miniroot;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What {@code depmod} wrote about a kernel's modules; format as in modules.dep(5) and depmod.d(5). Immutable. */
final class ModuleIndex {
    private final Map<String, KernelModule> modules;
    private final Set<String> builtin;
    private final List<Alias> aliases;
    private final Map<String, List<String>> providers;

    /**
     * A line of {@code modules.alias}.
     *
     * @param module canonical name
     */
    record Alias(String line, String pattern, String module) {}

    private ModuleIndex(Map<String, KernelModule> modules, Set<String> builtin, List<Alias> aliases) {
        this.modules = Map.copyOf(modules);
        this.builtin = Set.copyOf(builtin);
        this.aliases = List.copyOf(aliases);
        this.providers = aliases.stream()
                .collect(Collectors.groupingBy(
                        Alias::pattern, Collectors.mapping(Alias::module, Collectors.toUnmodifiableList())));
    }

    static ModuleIndex read(KernelTree kernel) {
        Map<String, List<String>> soft = softDependencies(lines(kernel, "modules.softdep"));
        Map<String, KernelModule> modules = new TreeMap<>();
        for (String line : lines(kernel, "modules.dep")) {
            KernelModule module = module(line, soft);
            modules.put(module.name(), module);
        }
        Set<String> builtin = lines(kernel, "modules.builtin").stream()
                .map(KernelModule::canonical)
                .collect(Collectors.toSet());
        List<Alias> aliases = lines(kernel, "modules.alias").stream()
                .map(ModuleIndex::alias)
                .flatMap(Optional::stream)
                .toList();
        return new ModuleIndex(modules, builtin, aliases);
    }

    Optional<KernelModule> module(String pathOrName) {
        return Optional.ofNullable(modules.get(KernelModule.canonical(pathOrName)));
    }

    boolean isBuiltin(String name) {
        return builtin.contains(KernelModule.canonical(name));
    }

    List<Alias> aliases() {
        return aliases;
    }

    /** The modules that answer to exactly this alias. */
    List<KernelModule> providers(String alias) {
        return providers.getOrDefault(alias, List.of()).stream()
                .map(this::module)
                .flatMap(Optional::stream)
                .toList();
    }

    private static KernelModule module(String line, Map<String, List<String>> soft) {
        int colon = line.indexOf(':');
        String path = line.substring(0, colon);
        String name = KernelModule.canonical(path);
        return new KernelModule(name, path, words(line.substring(colon + 1)), soft.getOrDefault(name, List.of()));
    }

    /** The "pre:" words of lines such as {@code softdep uhci_hcd pre: ehci_pci post: other}. */
    private static Map<String, List<String>> softDependencies(List<String> lines) {
        Map<String, List<String>> soft = new HashMap<>();
        for (String line : lines) {
            List<String> words = words(line);
            String mode = "";
            for (String word : words.size() < 3 ? List.<String>of() : words.subList(2, words.size())) {
                if (word.indexOf(':') == word.length() - 1) {
                    mode = word;
                } else if (mode.equals("pre:")) {
                    soft.computeIfAbsent(KernelModule.canonical(words.get(1)), name -> new ArrayList<>())
                            .add(word);
                }
            }
        }
        return soft;
    }

    private static Optional<Alias> alias(String line) {
        List<String> words = words(line);
        return words.size() == 3 && words.get(0).equals("alias")
                ? Optional.of(new Alias(line, words.get(1), KernelModule.canonical(words.get(2))))
                : Optional.empty();
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static List<String> lines(KernelTree kernel, String table) {
        try {
            return Files.readAllLines(kernel.modules().resolve(table)).stream()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toList();
        } catch (IOException failure) {
            throw new HtgException(
                    ExitCode.FAILED,
                    "Cannot read " + table + " of kernel " + kernel.version() + ": " + HtgException.reason(failure),
                    "Run 'depmod " + kernel.version() + "' in that tree.",
                    failure);
        }
    }
}
