package htg.testvm.qemu;

import htg.common.process.Command;
import htg.common.process.CommandResult;
import htg.common.process.CommandRunner;
import htg.common.process.RunningCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Runs nothing: remembers commands and ends each as the test says. */
final class RecordingRunner implements CommandRunner {
    private final List<Command> commands = new ArrayList<>();
    private final int exitStatus;
    private final boolean timedOut;

    RecordingRunner(int exitStatus, boolean timedOut) {
        this.exitStatus = exitStatus;
        this.timedOut = timedOut;
    }

    List<Command> commands() {
        return commands;
    }

    @Override
    public CommandResult run(Command command, Consumer<String> errorLines) {
        commands.add(command);
        return new CommandResult(command, exitStatus, timedOut, "", "", Duration.ZERO);
    }

    @Override
    public RunningCommand start(Command command, Consumer<String> errorLines) {
        throw new IllegalStateException("nothing is started here");
    }

    @Override
    public int runInTerminal(Command command) {
        throw new IllegalStateException("there is no terminal here");
    }
}
