package htg.testvm.cli;

import htg.common.cli.CommandProvider;
import htg.common.cli.HtgCommand;
import java.util.List;

/** This module's commands. */
public final class TestVmCommands implements CommandProvider {
    @Override
    public List<HtgCommand> commands() {
        return List.of(new RunCommand(), new TestCommand());
    }
}
