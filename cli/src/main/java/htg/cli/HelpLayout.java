package htg.cli;

import htg.common.cli.HtgCommand;
import java.lang.reflect.Field;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Groups the options in a command's help: its own first, then those that every command has. */
final class HelpLayout {
    private HelpLayout() {}

    static void applyTo(CommandLine tree) {
        tree.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpLayout::options);
        tree.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, HelpLayout::commandHeading);
        tree.getSubcommands().values().forEach(HelpLayout::applyTo);
    }

    /** Whether every command has the option. */
    static boolean isShared(ArgSpec option) {
        return option.userObject() instanceof Field field && field.getDeclaringClass() == HtgCommand.class;
    }

    private static String commandHeading(Help help) {
        return help.subcommands().isEmpty() ? "" : "\nCommands:\n";
    }

    private static String options(Help help) {
        return section(help, "\nOptions:\n", option -> !isShared(option))
                + section(help, "\nOptions of every command:\n", HelpLayout::isShared);
    }

    private static String section(Help help, String heading, Predicate<OptionSpec> wanted) {
        List<OptionSpec> options = help.commandSpec().options().stream()
                .filter(wanted)
                .filter(option -> !option.hidden())
                .sorted(Comparator.comparing(OptionSpec::longestName))
                .toList();
        if (options.isEmpty()) {
            return "";
        }
        Help.Layout layout = help.createDefaultLayout();
        layout.addAllOptions(options, help.parameterLabelRenderer());
        return heading + layout;
    }
}
