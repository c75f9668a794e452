package htg.cli;

import htg.cli.output.Terminal;
import htg.common.cli.Session;
import htg.common.io.TemporaryFolder;
import htg.common.process.Command;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.util.List;

/** A program for {@link InterruptionTest} to stop: its child fills a temporary folder until it is killed. */
final class InterruptedProgram {
    private InterruptedProgram() {}

    public static void main(String[] arguments) {
        Interruption interruption = Interruption.watch(System.err);
        Application application = new Application(
                List.of(new FakeCommand(session -> fill(session, Path.of(arguments[0])))),
                new FileOutputStream(FileDescriptor.out),
                System.err,
                Terminal.PLAIN,
                interruption);
        int status = application.run("polish");
        interruption.finished();
        System.exit(status);
    }

    private static int fill(Session session, Path parent) {
        try (TemporaryFolder folder = TemporaryFolder.create(parent, "work-")) {
            String endless = "echo $$ >pid; i=0; while :; do i=$((i+1)); : >file$i; done";
            session.runner().check(Command.of("sh", "-c", endless).in(folder.path()));
        }
        return 0;
    }
}
