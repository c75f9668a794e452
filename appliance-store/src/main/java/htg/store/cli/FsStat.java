package htg.store.cli;

import htg.common.cli.Session;
import htg.store.extract.TextSink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code htg fs stat}. */
@Command(name = "stat", header = "Say all that is known of a file in an image.")
final class FsStat extends FsAction {
    @Parameters(index = "1", paramLabel = "PATH", description = "The file, folder or link; a link is not followed.")
    private String path = "";

    @Override
    protected int execute(Session session) {
        return deliver(session, request("stat", path), new TextSink(session.out()));
    }
}
