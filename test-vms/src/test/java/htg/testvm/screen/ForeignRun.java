package htg.testvm.screen;

import htg.common.HtgException;
import htg.common.cli.CommandProvider;
import htg.common.cli.HtgCommand;
import htg.common.cli.Session;
import htg.common.process.CommandRunner;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import picocli.CommandLine;

/** {@code htg test} in this process, on an image of anybody's. */
final class ForeignRun {
    private final CommandRunner runner;
    private final Path report;

    ForeignRun(CommandRunner runner, Path report) {
        this.runner = runner;
        this.report = report;
    }

    /**
     * How it ended.
     *
     * @param said the table, or the error
     */
    record End(int status, String said) {}

    End run(Path image, String cell, String... options) {
        StringWriter out = new StringWriter();
        CommandLine root = new CommandLine(CommandLine.Model.CommandSpec.create());
        Session session = new Session(new PrintWriter(out, true), event -> {}, runner);
        for (CommandProvider provider : ServiceLoader.load(CommandProvider.class)) {
            for (HtgCommand command : provider.commands()) {
                command.attach(self -> session);
                root.addSubcommand(command);
            }
        }
        root.setErr(new PrintWriter(out, true));
        root.setExecutionExceptionHandler((failure, commandLine, parsed) -> {
            if (failure instanceof HtgException understood) {
                out.write(understood.getMessage());
                return understood.code().status();
            }
            throw failure;
        });
        int status = root.execute(line(image, cell, options));
        // The table wraps long reasons.
        return new End(status, out.toString().replaceAll("\\s+", " "));
    }

    private String[] line(Path image, String cell, String... options) {
        List<String> line = new ArrayList<>(List.of("test", image.toString(), "--report", report.toString()));
        line.addAll(List.of("--accel", "tcg", "--memory", "256M", "--grow", "1M", "--only", cell));
        line.addAll(List.of(options));
        return line.toArray(String[]::new);
    }
}
