package htg.cli;

import htg.common.cli.HtgCommand;
import htg.common.cli.Session;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A command that does whatever a test says. */
@Command(name = "polish", description = "Makes it shine.")
final class FakeCommand extends HtgCommand {
    private final ToIntFunction<Session> work;

    @Option(names = "--cloth", description = "What to polish with.")
    @SuppressWarnings("UnusedVariable") // only its help is looked at
    private String cloth = "";

    FakeCommand(ToIntFunction<Session> work) {
        this.work = work;
    }

    @Override
    protected int execute(Session session) {
        return work.applyAsInt(session);
    }
}
