package htg.testvm.cli;

import static htg.testvm.cli.CiExample.at;
import static htg.testvm.cli.CiExample.document;
import static htg.testvm.cli.CiExample.documents;
import static htg.testvm.cli.CiExample.strings;
import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.Command;
import htg.common.process.SystemCommandRunner;
import htg.testvm.matrix.Shard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * The lines of the examples for other machines, run by a real shell, with a program in htg's place that writes down what it
 * is told: the real command understands it, the shards are all there, and the merge takes what they leave.
 */
class CiExamplesIT {
    private static final String WRITE_DOWN = "#!/bin/sh\nfor word; do printf '%s\\n' \"$word\"; done >said\n";

    @TempDir
    Path folder = Path.of("");

    private final SystemCommandRunner runner = new SystemCommandRunner(command -> {});

    @BeforeEach
    void putAProgramInItsPlace() throws IOException {
        Path program = Files.writeString(folder.resolve("htg"), WRITE_DOWN);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void gitlab() throws IOException {
        Map<String, Object> pipeline = document(CiExample.GITLAB);
        int count = (Integer) at(pipeline, "boot-test", "parallel");
        List<ParseResult> shards = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            Map<String, String> node = Map.of("CI_NODE_INDEX", "" + i, "CI_NODE_TOTAL", "" + count);
            shards.add(said(strings(at(pipeline, "boot-test", "script")), node));
            assertThat(value(shards.get(i - 1), "--report"))
                    .isEqualTo(strings(at(pipeline, "boot-test", "artifacts", "paths"))
                            .get(0)
                            .replace("$CI_NODE_INDEX", "" + i));
        }
        assertComplete(shards);
        List<String> merge = strings(at(pipeline, "boot-report", "script"));
        assertMerges(shards, said(merge, Map.of()));
        assertComparesFromTheSecondRunOn(
                List.of(strings(at(pipeline, "boot-test", "script")), merge),
                strings(at(pipeline, "boot-report", "after_script")));
    }

    @Test
    void github() throws IOException {
        Map<String, Object> jobs = CiExample.map(at(document(CiExample.GITHUB), "jobs"));
        List<String> numbers = strings(at(jobs, "boot-test", "strategy", "matrix", "shard"));
        List<ParseResult> shards = new ArrayList<>();
        for (String number : numbers) {
            String line = run(at(jobs, "boot-test"))
                    .replace("${{ matrix.shard }}", number)
                    .replace("${{ strategy.job-total }}", "" + numbers.size());
            shards.add(said(List.of(line), Map.of()));
        }
        assertComplete(shards);
        String merge = run(at(jobs, "boot-report"));
        assertMerges(shards, said(List.of(merge), Map.of()));
        assertComparesFromTheSecondRunOn(
                List.of(List.of(run(at(jobs, "boot-test")).replace("${{", "").replace("}}", "")), List.of(merge)),
                List.of(run(at(jobs, "boot-report"), "cp ")));
    }

    @Test
    void kubernetes() throws IOException {
        List<Map<String, Object>> jobs = documents(CiExample.KUBERNETES);
        int count = (Integer) at(jobs.get(0), "spec", "completions");
        List<ParseResult> shards = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            shards.add(said(List.of(argument(jobs.get(0))), Map.of("JOB_COMPLETION_INDEX", "" + i)));
        }
        assertComplete(shards);
        assertMerges(shards, said(List.of(argument(jobs.get(1))), Map.of()));
    }

    private String argument(Object job) {
        Object container = at(job, "spec", "template", "spec", "containers", 0);
        assertThat(at(container, "command")).isEqualTo(List.of("sh", "-c"));
        String line = (String) at(container, "args", 0);
        // Kubernetes itself replaces $(NAME), but leaves $((...)) to the shell: it knows no such name.
        assertThat(line).doesNotContainPattern("\\$\\((?!\\()");
        return line.replace("/report/", folder + "/report/");
    }

    private static String run(Object job) {
        return run(job, "htg test");
    }

    private static String run(Object job, String word) {
        return CiExample.list(at(job, "steps")).stream()
                .map(step -> CiExample.map(step).get("run"))
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .filter(line -> line.contains(word))
                .findFirst()
                .orElseThrow();
    }

    /** What the last of these lines told the program, as the real command reads it. */
    private ParseResult said(List<String> lines, Map<String, String> variables) throws IOException {
        for (String line : lines) {
            Command command = Command.of("sh", "-euc", line).in(folder);
            for (Map.Entry<String, String> variable : variables.entrySet()) {
                command = command.env(variable.getKey(), variable.getValue());
            }
            runner.check(command);
        }
        List<String> words = Files.readAllLines(folder.resolve("said"));
        assertThat(words).startsWith("test");
        return new CommandLine(new TestCommand())
                .parseArgs(words.subList(1, words.size()).toArray(String[]::new));
    }

    private static void assertComplete(List<ParseResult> shards) {
        List<Shard> expected = new ArrayList<>();
        for (int i = 1; i <= shards.size(); i++) {
            expected.add(new Shard(i, shards.size()));
        }
        assertThat(shards)
                .hasSizeGreaterThan(1)
                .extracting(one -> Shard.parse(value(one, "--shard")))
                .isEqualTo(expected);
        assertThat(shards).extracting(one -> value(one, "--report")).doesNotHaveDuplicates();
        assertThat(shards)
                .allSatisfy(one -> assertThat(one.matchedPositionals()).hasSize(1));
    }

    /** The merge is run after the shards have left their folders. */
    private void assertMerges(List<ParseResult> shards, ParseResult ignoredWithoutFolders) throws IOException {
        List<String> again = ignoredWithoutFolders.originalArgs();
        List<String> reports =
                shards.stream().map(one -> value(one, "--report")).toList();
        for (String report : reports) {
            Files.createDirectories(folder.resolve(report));
        }
        ParseResult merge = said(List.of("./htg test " + String.join(" ", again)), Map.of());
        assertThat(merge.hasMatchedOption("--merge")).isTrue();
        assertThat(merge.matchedPositional(0).stringValues()).containsExactlyElementsOf(reports);
        assertThat(reports).doesNotContain(value(merge, "--report"));
    }

    /** There is nothing to compare with before a report has been kept; then the shards and the merge are given it. */
    private void assertComparesFromTheSecondRunOn(List<List<String>> scripts, List<String> keep) throws IOException {
        Map<String, String> node = Map.of("CI_NODE_INDEX", "1", "CI_NODE_TOTAL", "2");
        for (List<String> script : scripts) {
            assertThat(said(script, node).hasMatchedOption("--baseline")).isFalse();
        }
        Files.writeString(Files.createDirectories(folder.resolve("report")).resolve("results.json"), "the last run");
        runner.check(Command.of("sh", "-euc", String.join("\n", keep)).in(folder));
        for (List<String> script : scripts) {
            String baseline = value(said(script, node), "--baseline");
            assertThat(folder.resolve(baseline).resolve("results.json")).hasContent("the last run");
        }
    }

    private static String value(ParseResult parsed, String option) {
        return parsed.matchedOption(option).stringValues().get(0);
    }
}
