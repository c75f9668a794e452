package htg.store.cli;

import htg.common.cli.Session;
import htg.store.extract.TextSink;
import htg.store.reader.Request;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code htg fs tree}. */
@Command(name = "tree", header = "Show all that is below a folder of an image.")
final class FsTree extends FsAction {
    @Option(names = "--depth", paramLabel = "N", description = "No deeper than this.")
    private @Nullable Integer depth;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PATH",
            defaultValue = "/",
            description = "The folder (default: ${DEFAULT-VALUE}).")
    private String path = "/";

    @Override
    protected int execute(Session session) {
        Request request = request("tree", path);
        limit(request, depth);
        return deliver(session, request, new TextSink(session.out()));
    }
}
