package htg.cli;

import htg.cli.output.ErrorReport;
import htg.common.HtgException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Words the command lines that cannot be understood. */
final class Misuse {
    private Misuse() {}

    static ErrorReport report(ParameterException misuse) {
        String help =
                "'" + misuse.getCommandLine().getCommandSpec().qualifiedName() + " --help' tells what can be given.";
        if (misuse instanceof UnmatchedArgumentException unmatched) {
            return ErrorReport.usage(unknown(unmatched), suggestion(unmatched) + help);
        }
        return ErrorReport.usage(HtgException.reason(misuse), help);
    }

    private static String unknown(UnmatchedArgumentException misuse) {
        String word = misuse.getUnmatched().get(0);
        CommandLine command = misuse.getCommandLine();
        if (word.startsWith("-")) {
            return "Unknown option '" + word + "'";
        }
        return (command.getSubcommands().isEmpty() ? "Nothing to do with '" : "Unknown command '") + word + "'";
    }

    private static String suggestion(UnmatchedArgumentException misuse) {
        // picocli compares the whole word, and "--clot=silk" is not much like "--cloth".
        String name = misuse.getUnmatched().get(0).replaceFirst("=.*", "");
        List<String> close = new UnmatchedArgumentException(misuse.getCommandLine(), List.of(name)).getSuggestions();
        return close.isEmpty() ? "" : "Did you mean " + String.join(" or ", close) + "? ";
    }
}
