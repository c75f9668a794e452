package htg.grub.core;

import htg.common.process.Command;
import htg.common.process.CommandRunner;
import htg.common.process.SystemCommandRunner;
import htg.grub.Tools;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The real module, compiled as a program that runs on a simulated BIOS: see {@code src/test/c/fake-grub.c} for its words. */
final class BiosModel {
    private static final CommandRunner RUNNER = new SystemCommandRunner(command -> {});
    private static final Path MODULE = Path.of("src/main/c");
    private static final Path MODEL = Path.of("src/test/c");
    private static final List<String> SOURCES =
            List.of("biosreads.c", "calibrate.c", "clock.c", "remember.c", "room.c");
    private static final List<String> MODEL_SOURCES = List.of("fake-grub.c", "bios-model.c");

    private final Path program;

    private BiosModel(Path program) {
        this.program = program;
    }

    static BiosModel compile(Path folder) {
        Command compiler = Tools.require("gcc", "gcc and libc6-dev");
        Tools.requireFolder("/usr/include/x86_64-linux-gnu/sys", "libc6-dev");
        Path program = folder.resolve("bios-model");
        Stream<Path> sources = Stream.concat(
                SOURCES.stream().map(MODULE::resolve), MODEL_SOURCES.stream().map(MODEL::resolve));
        RUNNER.check(compiler.with("-std=gnu99", "-O1", "-Wall", "-Wextra", "-Werror", "-DBIOSREADS_MODEL")
                .with("-fsanitize=undefined", "-fno-sanitize=alignment", "-fno-sanitize-recover")
                .with("-I" + MODEL, "-I" + MODULE, "-o", program.toString())
                .with(sources.map(Path::toString).toList()));
        return new BiosModel(program);
    }

    /** What the words, separated by blanks, print when they are carried out in turn. */
    String run(String words) {
        return run(List.of(words.split(" ")));
    }

    String run(List<String> words) {
        return RUNNER.check(Command.of(program.toString()).with(words)).output();
    }
}
