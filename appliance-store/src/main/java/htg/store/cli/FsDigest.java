package htg.store.cli;

import htg.common.cli.Session;
import htg.store.extract.TextSink;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code htg fs sha256}. */
@Command(name = "sha256", header = "Print the SHA-256 of files in an image.")
final class FsDigest extends FsAction {
    @Parameters(index = "1", paramLabel = "PATH", description = "The file, or a folder with all files below it.")
    private String path = "";

    @Override
    protected int execute(Session session) {
        return deliver(session, request("sha256", path), new TextSink(session.out()));
    }
}
