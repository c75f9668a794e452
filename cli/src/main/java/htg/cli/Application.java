package htg.cli;

import htg.cli.output.ErrorReport;
import htg.cli.output.Progress;
import htg.cli.output.ResultWriter;
import htg.cli.output.Terminal;
import htg.common.cli.HtgCommand;
import htg.common.cli.OutputFormat;
import htg.common.cli.Session;
import htg.common.event.Event;
import htg.common.process.SystemCommandRunner;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Runs one command line from its words to its exit status. */
final class Application {
    private final List<HtgCommand> commands;
    private final ResultWriter result;
    private final PrintStream err;
    private final Terminal terminal;
    private final Interruption interruption;
    private Optional<Progress> progress = Optional.empty();

    Application(
            List<HtgCommand> commands,
            OutputStream out,
            PrintStream err,
            Terminal terminal,
            Interruption interruption) {
        this.commands = commands;
        this.result = new ResultWriter(out);
        this.err = err;
        this.terminal = terminal;
        this.interruption = interruption;
    }

    /** Returns the exit status. Whatever goes wrong has been told by then. */
    int run(String... args) {
        CommonWords words = CommonWords.in(args);
        int status;
        try {
            status = execute(words, args);
        } catch (Throwable failure) { // NOPMD the last line of defence: an error must not end as a silent thread
            status = fail(failure, words);
        }
        closeProgress();
        return result.finish().map(failure -> fail(failure, words)).orElse(status);
    }

    private int execute(CommonWords words, String... args) {
        CommandLine tree = CommandTree.of(commands);
        CommandTree.all(tree).forEach(command -> command.attach(this::open));
        tree.setOut(result.writer());
        tree.setParameterExceptionHandler((failure, rest) -> fail(failure, words));
        tree.setExecutionExceptionHandler((failure, command, parsed) -> fail(failure, words));
        return tree.execute(args);
    }

    private Session open(HtgCommand command) {
        Progress shown = Progress.on(err, terminal, command.verbose(), command.quiet());
        progress = Optional.of(shown);
        if (command.output() == OutputFormat.JSON) {
            result.holdBack();
        }
        return new Session(
                result.writer(),
                result.bytes(),
                shown,
                new SystemCommandRunner(started -> shown.emit(new Event.Trace(started.replayLine()))),
                interruption);
    }

    private int fail(Throwable failure, CommonWords words) {
        closeProgress();
        if (interruption.explainsFailure()) {
            return ErrorReport.INTERRUPTED;
        }
        ErrorReport report =
                failure instanceof ParameterException misuse ? Misuse.report(misuse) : ErrorReport.of(failure);
        report.print(err, terminal);
        if (words.debug()) {
            failure.printStackTrace(err);
        }
        if (words.json()) {
            result.fail(report);
        }
        return report.status();
    }

    private void closeProgress() {
        progress.ifPresent(Progress::close);
        progress = Optional.empty();
    }

    /** The two options that matter even when the command line as a whole cannot be understood. */
    private record CommonWords(boolean debug, boolean json) {
        static CommonWords in(String... args) {
            List<String> words = Arrays.asList(args).subList(0, endOfOptions(args));
            int value = words.lastIndexOf("--output") + 1;
            boolean json = words.contains("--output=json")
                    || (value > 0 && value < words.size() && words.get(value).equals("json"));
            return new CommonWords(words.contains("--debug"), json);
        }

        private static int endOfOptions(String... args) {
            int end = Arrays.asList(args).indexOf("--");
            return end < 0 ? args.length : end;
        }
    }
}
