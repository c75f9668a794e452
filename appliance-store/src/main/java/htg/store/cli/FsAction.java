package htg.store.cli;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.cli.HtgCommand;
import htg.common.cli.OutputFormat;
import htg.common.cli.Session;
import htg.store.extract.Sink;
import htg.store.look.ImageReader;
import htg.store.look.ImageSource;
import htg.store.reader.Request;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What the actions of {@code htg fs} have in common: an image, and what it may do. */
abstract class FsAction extends HtgCommand {
    @Parameters(
            index = "0",
            paramLabel = "IMAGE[:PARTITION]",
            description = "The disk image; number, label or UUID of one of its file systems.")
    private String image = "";

    @Mixin
    private ImageOptions options = new ImageOptions();

    final ImageSource source() {
        return options.source(ImageName.of(image).image());
    }

    final ImageReader reader(Session session) {
        return options.reader(session);
    }

    /** A request for a verb and a path in the file system that the user means. */
    final Request request(String verb, String path) {
        Request request = Request.to(verb).and("path", path);
        ImageName.of(image).partition().ifPresent(partition -> request.and("partition", partition));
        return output() == OutputFormat.JSON ? request.and("output", "json") : request;
    }

    /** With how deep to go, where the user says it. */
    static void limit(Request request, @Nullable Integer depth) {
        if (depth != null && depth < 0) {
            throw new HtgException(ExitCode.USAGE, "--depth is " + depth, "Give a number from 0.");
        } else if (depth != null) {
            request.and("depth", depth.toString());
        }
    }

    /** Has the result written to a sink as far as there is one, and then says what is missing. */
    final int deliver(Session session, Request request, Sink sink) {
        var missing = reader(session).readWhatCanBeRead(source(), request, sink);
        session.out().flush();
        if (missing.isPresent()) {
            throw missing.get();
        }
        return ExitCode.OK.status();
    }
}
