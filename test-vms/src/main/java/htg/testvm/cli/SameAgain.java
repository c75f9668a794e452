package htg.testvm.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Words a command line once more, for one cell: with everything that can change what becomes of it. */
final class SameAgain {
    /** What chooses cells, or only says how a run looks or where its report goes. */
    private static final Set<String> LEFT_OUT = Set.of(
            "--only",
            "--exclude",
            "--shard",
            "--full",
            "--jobs",
            "--report",
            "--baseline",
            "--power-cut",
            "--write-log",
            "--keep-overlays",
            "--list",
            "--dry-run",
            "--memory",
            "--bisect",
            "--output",
            "--verbose",
            "--quiet",
            "--debug");

    private SameAgain() {}

    /**
     * All words but those that choose cells.
     *
     * @param usual the matrix that is meant when none is named
     */
    static List<String> words(String image, String usual, ParseResult parsed) {
        List<String> words = new ArrayList<>(List.of(program(), "test", image));
        for (OptionSpec option : parsed.matchedOptions()) {
            if (!LEFT_OUT.contains(option.longestName())) {
                add(words, option);
            }
        }
        if (parsed.hasMatchedOption("--power-cut") && !parsed.hasMatchedOption("--matrix")) {
            words.addAll(List.of("--matrix", usual));
        }
        return words;
    }

    /** As it can be called from here. */
    private static String program() {
        Path home = Path.of(System.getProperty("htg.home", "")).toAbsolutePath();
        return home.equals(Path.of("").toAbsolutePath())
                ? "./htg"
                : home.resolve("htg").normalize().toString();
    }

    private static void add(List<String> words, OptionSpec option) {
        if (option.arity().max() == 0) {
            words.add(option.longestName());
            return;
        }
        for (String value : option.originalStringValues()) {
            words.add(option.longestName());
            words.add(value);
        }
    }
}
