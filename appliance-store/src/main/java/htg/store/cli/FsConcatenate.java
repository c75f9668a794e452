package htg.store.cli;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.cli.Session;
import htg.store.extract.StreamSink;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code htg fs cat}. */
@Command(name = "cat", header = "Write files of an image to standard output.")
final class FsConcatenate extends FsAction {
    @Parameters(index = "1..*", arity = "1..*", paramLabel = "PATH", description = "The files, one after the other.")
    private List<String> paths = new ArrayList<>();

    @Override
    protected int execute(Session session) {
        try {
            StreamSink sink =
                    new StreamSink(session.bytes(), reader(session).allowance().output());
            for (String path : paths) {
                reader(session).read(source(), request("cat", path), sink);
            }
        } catch (HtgException failure) {
            Throwable cause = failure.getCause();
            if (cause == null || !HtgException.isClosedPipe(cause)) {
                throw failure;
            }
        }
        return ExitCode.OK.status();
    }
}
