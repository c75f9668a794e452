package htg.image;

import htg.common.process.Command;
import htg.common.process.CommandResult;
import htg.common.process.CommandRunner;
import htg.common.process.RunningCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Records commands and plays answers. */
public final class FakeRunner implements CommandRunner {
    private final Function<Command, Answer> answers;
    private final List<Command> commands = new ArrayList<>();

    /** What a program said. */
    public record Answer(int status, String output, String error) {}

    public FakeRunner(Function<Command, Answer> answers) {
        this.answers = answers;
    }

    public List<Command> commands() {
        return List.copyOf(commands);
    }

    @Override
    public CommandResult run(Command command, Consumer<String> errorLines) {
        commands.add(command);
        Answer answer = answers.apply(command);
        answer.error().lines().forEach(errorLines);
        return new CommandResult(
                command, answer.status(), false, answer.output(), answer.error(), Duration.ofMillis(1));
    }

    @Override
    public RunningCommand start(Command command, Consumer<String> errorLines) {
        throw new AssertionError("nothing is started here: " + command.replayLine());
    }

    @Override
    public int runInTerminal(Command command) {
        throw new AssertionError("nothing has a terminal here: " + command.replayLine());
    }
}
