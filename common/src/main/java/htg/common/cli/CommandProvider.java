package htg.common.cli;

import java.util.List;

/** Service by which a module adds its commands to {@code htg}; found with {@link java.util.ServiceLoader}. */
public interface CommandProvider {
    /** New instances of this module's commands, each annotated with picocli's {@code @Command}. */
    List<HtgCommand> commands();
}
