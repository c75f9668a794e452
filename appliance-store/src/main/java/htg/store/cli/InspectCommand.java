package htg.store.cli;

import htg.common.ExitCode;
import htg.common.cli.HtgCommand;
import htg.common.cli.OutputFormat;
import htg.common.cli.Session;
import htg.store.extract.TextSink;
import htg.store.reader.Request;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code htg inspect}; its manual is {@code docs/man/htg-inspect.1.md}. */
@Command(
        name = "inspect",
        header = "Say what is in a disk image.",
        description = {
            "Says what an image is, how it is partitioned, which file systems and systems it has, which kernels, and what"
                    + " it would need to boot.",
            "Nothing is mounted, started or written, and the image is not trusted."
        })
final class InspectCommand extends HtgCommand {
    @Parameters(index = "0", paramLabel = "IMAGE", description = "The disk image, or a disk.")
    private Path image = Path.of("");

    @Mixin
    private ImageOptions options = new ImageOptions();

    @Override
    protected int execute(Session session) {
        Request request = Request.to("inspect").and("output", output() == OutputFormat.JSON ? "json" : "text");
        options.reader(session).read(options.source(image), request, new TextSink(session.out()));
        session.out().flush();
        return ExitCode.OK.status();
    }
}
