package htg.cli.journey;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.CommandResult;
import htg.testvm.qemu.StickImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The sticks that tests look into: one that is given, or ones built for the purpose. */
final class Stick {
    private Stick() {}

    /** The image that {@code -Dhtg.test.stick} or {@code HTG_TEST_STICK} names; else the default stick, built. */
    static StickImage image(Path folder) {
        return Optional.ofNullable(System.getProperty("htg.test.stick"))
                .or(() -> Optional.ofNullable(System.getenv("HTG_TEST_STICK")))
                .map(given -> StickImage.at(Path.of(given)))
                .orElseGet(() -> build(folder, "htg"));
    }

    /** Builds a stick in a folder. */
    static StickImage build(Path folder, String name, String... options) {
        Htg.requireBuildTools();
        List<String> arguments = new ArrayList<>(List.of("build", "--cache", Htg.CACHE.toString()));
        arguments.addAll(List.of("-o", name + ".img"));
        arguments.addAll(List.of(options));
        CommandResult build = new Htg(folder).run(arguments.toArray(String[]::new));
        assertThat(build.exitStatus()).as(build.errorTail()).isZero();
        return StickImage.at(folder.resolve(name + ".img"));
    }
}
