package htg.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code htg} itself: does nothing without a command. */
@Command(
        name = "htg",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Builds, runs and boot-tests USB sticks that make any PC a virtualization host.",
        subcommands = HelpCommand.class,
        footer = {
            "",
            "'htg COMMAND --help' tells more about a command.",
            "Exit status: 0 done, 1 failed, 2 wrong usage or specification, 3 this machine lacks something,",
            "4 refused for safety, 5 the result does not read back as it should, 130 interrupted."
        })
final class RootCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and exit.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean version;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "No command was given");
    }
}
