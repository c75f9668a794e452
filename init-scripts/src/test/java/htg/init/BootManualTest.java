package htg.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The manual is the specification of arguments, stages and reasons; this compares it with the scripts. */
class BootManualTest {
    private static final String MANUAL =
            Scripts.read(Path.of(System.getProperty("htg.project.root"), "docs/man/htg-boot.7.md"));
    private static final String COMMAND_LINE = Scripts.read(Scripts.folder("trampoline/lib/cmdline.sh"));
    /** Arguments that only the kernel reads. */
    private static final Set<String> KERNEL_ONLY = Set.of("rootfstype");

    @Test
    void everyArgumentIsInTheManualAndNoOtherIs() {
        Set<String> documented = names(section("ARGUMENTS"), "^`([a-z.]+)");
        documented.addAll(names(section("ARGUMENTS"), "^`ro`, `([a-z]+)`"));
        documented.removeAll(KERNEL_ONLY);
        Set<String> parsed = names(COMMAND_LINE, "^ {12}([a-z.]+)(?: \\| [a-z]+)?(?:=/?\\*)?\\) ");
        parsed.addAll(names(COMMAND_LINE, "^ {12}[a-z]+ \\| ([a-z]+)\\) "));
        assertThat(documented).contains("root", "rw", "htg.debug").isEqualTo(parsed);
    }

    @Test
    void everyStageIsInTheManualInTheOrderOfTheInit() {
        assertThat(Pattern.compile("htg_enter ([a-z]+)")
                        .matcher(Scripts.read(Scripts.folder("trampoline/init")))
                        .results()
                        .map(match -> match.group(1)))
                .containsExactlyElementsOf(Pattern.compile("^`([a-z]+)`$", Pattern.MULTILINE)
                        .matcher(section("STAGES"))
                        .results()
                        .map(match -> match.group(1))
                        .toList());
    }

    @Test
    void theDefaultsAreThoseOfTheScripts() {
        assertThat(COMMAND_LINE)
                .contains("HTG_DEADLINE=30")
                .contains("HTG_LIMIT=$((HTG_DEADLINE * 4))")
                .contains("HTG_GRACE=5 ")
                .contains("${HTG_GRACE}\" 5\n")
                .contains("${HTG_DEADLINE}\" 30\n")
                .contains("HTG_ACCESS=rw")
                .contains("HTG_INIT=/sbin/init");
        assertThat(section("ARGUMENTS"))
                .contains("Default: 30.")
                .contains("four times")
                .contains("an answer to its question. Default: 5.")
                .contains("Default: `rw`.")
                .contains("Default: `/sbin/init`.");
    }

    @Test
    void aBreakKnowsExactlyTheStages() {
        String stages = String.join("|", names(Scripts.read(Scripts.folder("trampoline/init")), "htg_enter ([a-z]+)"));
        Matcher known = Pattern.compile("'' \\| ([a-z |]+)\\) ;;")
                .matcher(Scripts.read(Scripts.folder("trampoline/stages/10-open-consoles")));
        assertThat(known.find()).isTrue();
        assertThat(new TreeSet<>(List.of(known.group(1).split(" \\| "))))
                .containsExactlyInAnyOrder(stages.split("\\|"));
    }

    @Test
    void everyFactThatTheBaseGetsIsInTheManual() {
        String report = Scripts.read(Scripts.folder("trampoline/lib/report.sh"));
        String facts = report.substring(report.indexOf("printf"));
        Set<String> keys = names(facts, " ([a-z]+) (?=\"\\$)");
        assertThat(keys).hasSize(10).allMatch(key -> section("FILES").contains("`" + key + "`"), "is in the manual");
    }

    @Test
    void everyReasonForARejectionIsExplained() {
        String scripts = Stream.of(
                        "lib/probe.sh", "lib/btrfs.sh", "lib/zfs.sh", "lib/twins.sh", "stages/40-import-pool")
                .map(name -> Scripts.read(Scripts.folder("trampoline/" + name)))
                .collect(Collectors.joining());
        Set<String> reasons = names(scripts, "htg_judge .* (?:rejected|retry) ['\"]([a-zA-Z, ]+)");
        reasons.addAll(names(scripts, "htg_fail_import ['\"]([a-z ]+)"));
        reasons.addAll(names(scripts.replace("${HTG_INIT}", "/sbin/init"), "HTG_REASON=\"([a-z/ ]+)"));
        String verdicts = Scripts.read(Scripts.folder("trampoline/lib/verdict.sh"));
        reasons.addAll(names(verdicts, "(?:echo|reason=)['\" ]+([a-z][a-zA-Z, ]+)"));
        assertThat(reasons).contains("has no /sbin/init to start ", "cannot be imported", "does not answer");
        String manual = section("WHEN THE POOL IS NOT FOUND").replaceAll("\\s+", " ");
        assertThat(reasons).allMatch(reason -> manual.contains("*" + reason.strip()), "is explained");
    }

    private static String section(String title) {
        String rest = MANUAL.substring(MANUAL.indexOf("\n## " + title + "\n") + title.length() + 5);
        int end = rest.indexOf("\n## ");
        return end < 0 ? rest : rest.substring(0, end);
    }

    private static Set<String> names(String text, String pattern) {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
