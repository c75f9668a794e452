package htg.cli;

import htg.cli.output.Terminal;
import htg.common.cli.CommandProvider;
import htg.common.cli.HtgCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.List;
import java.util.ServiceLoader;

/** The entry point of {@code htg}. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit status. */
    public static void main(String[] args) {
        Terminal terminal = Terminal.of(System.getenv(), System.getProperties());
        Interruption interruption = Interruption.watch(System.err);
        Application application = new Application(
                commands(), new FileOutputStream(FileDescriptor.out), System.err, terminal, interruption);
        int status = application.run(args);
        interruption.exit(status);
    }

    /** New instances of all commands on the class path, in the order of their names. */
    static List<HtgCommand> commands() {
        return ServiceLoader.load(CommandProvider.class).stream()
                .flatMap(provider -> provider.get().commands().stream())
                .toList();
    }
}
