package htg.cli;

import htg.cli.output.Terminal;
import htg.common.HtgException;
import htg.common.cli.Session;
import htg.common.io.TemporaryFolder;
import htg.common.process.Command;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.util.List;

/** A program for {@link InterruptionTest} to stop: its child fills a temporary folder until it is killed. It may have something to save. */
final class InterruptedProgram {
    private InterruptedProgram() {}

    public static void main(String[] arguments) {
        Interruption interruption = Interruption.watch(System.err);
        Application application = new Application(
                List.of(new FakeCommand(session -> work(session, arguments))),
                new FileOutputStream(FileDescriptor.out),
                System.err,
                Terminal.PLAIN,
                interruption);
        int status = application.run("polish");
        interruption.exit(status);
    }

    private static int work(Session session, String... arguments) {
        Path parent = Path.of(arguments[0]);
        return arguments.length > 1 ? fillAndSave(session, parent) : fill(session, parent);
    }

    private static int fillAndSave(Session session, Path parent) {
        session.shutdown().awaitTheCommand();
        while (!session.shutdown().isUnderWay()) {
            try {
                fill(session, parent);
            } catch (HtgException killed) {
                session.out()
                        .println(session.shutdown().explainsFailure() ? "interrupted" : HtgException.reason(killed));
            }
        }
        try {
            fill(session, parent);
        } catch (HtgException killed) {
            session.out().println("saved");
        }
        return 1;
    }

    private static int fill(Session session, Path parent) {
        try (TemporaryFolder folder = TemporaryFolder.create(parent, "work-")) {
            String endless = "echo $$ >pid; i=0; while :; do i=$((i+1)); : >file$i; done";
            session.runner().check(Command.of("sh", "-c", endless).in(folder.path()));
        }
        return 0;
    }
}
