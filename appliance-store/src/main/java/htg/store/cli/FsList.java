package htg.store.cli;

import htg.common.cli.Session;
import htg.store.extract.TextSink;
import htg.store.reader.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code htg fs ls}. */
@Command(name = "ls", header = "List a folder of an image.")
final class FsList extends FsAction {
    @Option(
            names = {"-l", "--long"},
            description = "With mode, links, owner, group, size and time (UTC).")
    private boolean detailed;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PATH",
            defaultValue = "/",
            description = "The folder or file (default: ${DEFAULT-VALUE}).")
    private String path = "/";

    @Override
    protected int execute(Session session) {
        Request request = request("ls", path);
        if (detailed) {
            request.and("long", "yes");
        }
        return deliver(session, request, new TextSink(session.out()));
    }
}
