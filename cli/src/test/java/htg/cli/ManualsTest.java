package htg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.cli.HtgCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The manuals specify the commands: neither has an option that the other does not know. */
class ManualsTest {
    private static final Path MANUALS =
            Path.of(Objects.requireNonNull(System.getProperty("htg.project.root"), "run by Maven"), "docs/man");

    /** The lines that head an option's description, and the option names in them. */
    private static final Pattern HEADING = Pattern.compile("(?m)^(`--?[A-Za-z-]+`.*)\\n:");

    private static final Pattern OPTION = Pattern.compile("`(--?[A-Za-z][A-Za-z-]*)`");

    static Stream<String> commands() {
        return Main.commands().stream().map(command -> new CommandLine(command).getCommandName());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void describesExactlyTheOptionsOf(String command) throws IOException {
        CommandLine line = Objects.requireNonNull(
                CommandTree.of(Main.commands()).getSubcommands().get(command));
        assertThat(described("htg-" + command)).isEqualTo(options(line, option -> true));
    }

    @Test
    void describesExactlyTheSharedOptions() throws IOException {
        CommandLine tree = CommandTree.of(Main.commands());
        Set<String> expected = options(tree, option -> true);
        CommandLine any = Objects.requireNonNull(tree.getSubcommands().get("build"));
        expected.addAll(options(any, HelpLayout::isShared));
        assertThat(described("htg")).isEqualTo(expected);
    }

    @Test
    void namesEveryCommand() throws IOException {
        String manual = manual("htg");
        assertThat(commands())
                .isNotEmpty()
                .allSatisfy(
                        command -> assertThat(manual).contains("\n**" + command + "**", "**htg-" + command + "**(1)"));
    }

    /** Those of its actions as well. */
    private static Set<String> options(CommandLine command, Predicate<OptionSpec> wanted) {
        Set<String> found = command.getCommandSpec().options().stream()
                .filter(wanted)
                .flatMap(option -> Stream.of(option.names()))
                .collect(Collectors.toCollection(TreeSet::new));
        if (command.getCommand() instanceof HtgCommand) {
            command.getSubcommands().values().forEach(action -> found.addAll(options(action, wanted)));
        }
        return found;
    }

    private static Set<String> described(String page) throws IOException {
        return HEADING.matcher(manual(page))
                .results()
                .map(MatchResult::group)
                .flatMap(heading -> OPTION.matcher(heading).results())
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String manual(String page) throws IOException {
        return Files.readString(MANUALS.resolve(page + ".1.md"));
    }
}
