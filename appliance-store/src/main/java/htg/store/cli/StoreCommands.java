package htg.store.cli;

import htg.common.cli.CommandProvider;
import htg.common.cli.HtgCommand;
import java.util.List;

/** Offers this module's commands. */
public final class StoreCommands implements CommandProvider {
    @Override
    public List<HtgCommand> commands() {
        return List.of(new InspectCommand(), new FsCommand());
    }
}
