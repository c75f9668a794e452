package htg.cli;

import htg.common.cli.HtgCommand;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine;

/** Puts commands together into {@code htg COMMAND}, all set the same way. */
final class CommandTree {
    private static final int HELP_WIDTH = 100;

    private CommandTree() {}

    /** All commands of a tree, those of commands as well. */
    static List<HtgCommand> all(CommandLine tree) {
        List<HtgCommand> found = new ArrayList<>();
        for (CommandLine command : tree.getSubcommands().values()) {
            if (command.getCommand() instanceof HtgCommand ours) {
                found.add(ours);
            }
            found.addAll(all(command));
        }
        return found;
    }

    static CommandLine of(List<HtgCommand> commands) {
        CommandLine root = new CommandLine(new RootCommand());
        commands.stream()
                .map(CommandLine::new)
                .sorted(Comparator.comparing(CommandLine::getCommandName))
                .forEach(command -> root.addSubcommand(command.getCommandName(), command));
        root.setCaseInsensitiveEnumValuesAllowed(true);
        root.setUsageHelpWidth(HELP_WIDTH);
        root.setExpandAtFiles(false);
        HelpLayout.applyTo(root);
        return root;
    }
}
