package htg.testvm.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the harness believes to see on a stick, against the sources of what is on a stick. */
class StickLandmarksTest {
    private static final Path TRAMPOLINE = resources("init-scripts", "htg/trampoline");
    private static final Path MENU = resources("grub-templates", "htg/grub/template/grub.cfg.ftl");
    private static final Path UNITS = resources("image-builder", "htg/image/base/files/usr/lib/systemd/system");

    /** Firmware and GRUB say these by themselves. A kernel would as well, but on a stick it is too quiet. */
    private static final Set<String> FOREIGN = Set.of("firmware ok", "grub ok");

    @Test
    void aStickSaysTheseAndNoOthers() {
        Set<String> said = new TreeSet<>(FOREIGN);
        said.addAll(stages());
        said.addAll(words(MENU, "HTG-STAGE (\\S+) (start|ok)"));
        said.addAll(words(UNITS, "/usr/lib/htg/landmark (\\S+) (start|ok)"));
        // Before the first stage has run, there is no console to say it on.
        assertThat(said.remove("consoles start")).isTrue();
        assertThat(StickLandmarks.IN_ORDER).containsExactlyInAnyOrderElementsOf(said);
    }

    @Test
    void stagesComeInTheOrderInWhichInitEntersThem() {
        List<String> entered = Pattern.compile("htg_enter (\\S+) ")
                .matcher(text(TRAMPOLINE.resolve("init")))
                .results()
                .map(match -> match.group(1) + " ok")
                .toList();
        assertThat(StickLandmarks.IN_ORDER).containsSubsequence(entered);
        assertThat(StickLandmarks.isAfter("import start", "discover ok")).isTrue();
        assertThat(StickLandmarks.isAfter("discover ok", "discover ok")).isFalse();
    }

    /** A stage has a start and an end; the last one, which never returns, says its end itself. */
    private static Set<String> stages() {
        Set<String> stages = words(TRAMPOLINE.resolve("init"), "htg_enter (\\S+) ()").stream()
                .map(String::strip)
                .flatMap(stage -> Stream.of(stage + " start", stage + " ok"))
                .collect(Collectors.toCollection(TreeSet::new));
        stages.addAll(words(TRAMPOLINE.resolve("stages"), "htg_mark (\\S+) (start|ok)"));
        return stages;
    }

    private static Set<String> words(Path source, String pattern) {
        return files(source)
                .flatMap(file -> Pattern.compile(pattern).matcher(text(file)).results())
                .map(match -> match.group(1) + " " + match.group(2))
                .collect(Collectors.toSet());
    }

    private static Stream<Path> files(Path source) {
        try (Stream<Path> files = Files.walk(source)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path resources(String module, String path) {
        return Path.of("..", module, "src/main/resources", path);
    }
}
