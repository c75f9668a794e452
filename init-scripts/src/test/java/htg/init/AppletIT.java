package htg.init;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.Command;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The commands of the trampoline against the busybox that is in its ramdisk: there is nothing else. */
class AppletIT {
    private static final Pattern COMMAND =
            Pattern.compile("htg_(?:run|become) (?:\"\\$\\{HTG_ROOT}/bin/busybox\" )?([a-z][a-z0-9_-]*)");
    /** Programs of htg's own. */
    private static final Set<String> OURS = Set.of("htg-zpool");

    @Test
    void everyCommandIsAnAppletOfBusybox() {
        Shell.need("busybox");
        Set<String> commands = Scripts.all().stream()
                .filter(script -> script.startsWith(Scripts.folder("trampoline")))
                .flatMap(script -> COMMAND.matcher(Scripts.read(script)).results())
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(commands).contains("mount", "switch_root", "modprobe").containsAll(OURS);
        commands.removeAll(OURS);
        String applets = Shell.RUNNER.check(Command.of("busybox", "--list")).output();
        assertThat(applets.lines()).containsAll(commands);
    }
}
