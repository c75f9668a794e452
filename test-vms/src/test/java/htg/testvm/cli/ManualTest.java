package htg.testvm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.cli.HtgCommand;
import htg.testvm.check.BuiltInCheck;
import htg.testvm.machine.Bus;
import htg.testvm.machine.Firmware;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The manual pages are the specification of the commands. */
class ManualTest {
    private static final Pattern LONG_OPTION = Pattern.compile("`(--[a-z-]+)`");

    @Test
    void runHasTheOptionsOfItsManual() throws Exception {
        assertThat(options(new RunCommand())).isEqualTo(documented("htg-run.1.md"));
    }

    @Test
    void testHasTheOptionsOfItsManual() throws Exception {
        assertThat(options(new TestCommand())).isEqualTo(documented("htg-test.1.md"));
    }

    @Test
    void theManualsNameEveryBusFirmwareAndCheck() throws Exception {
        assertThat(manual("htg-run.1.md")).contains(quoted(Bus.values())).contains(quoted(Firmware.values()));
        assertThat(manual("htg-test.1.md")).contains(quoted(BuiltInCheck.values()));
    }

    private static Set<String> options(HtgCommand command) {
        return new CommandLine(command)
                .getCommandSpec().options().stream()
                        .flatMap(option -> Stream.of(option.names()))
                        .filter(name -> name.startsWith("--"))
                        .collect(Collectors.toSet());
    }

    private static Set<String> documented(String page) throws Exception {
        return LONG_OPTION
                .matcher(manual(page))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static List<String> quoted(Object[] values) {
        return Stream.of(values).map(value -> "`" + value + "`").toList();
    }

    private static String manual(String page) throws Exception {
        String root = System.getProperty("htg.project.root", "..");
        return Files.readString(Path.of(root, "docs/man", page));
    }
}
