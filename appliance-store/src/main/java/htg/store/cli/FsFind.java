package htg.store.cli;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.cli.Session;
import htg.store.extract.TextSink;
import htg.store.reader.Request;
import java.nio.file.FileSystems;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code htg fs find}. */
@Command(name = "find", header = "Print the paths of what is below a folder of an image.")
final class FsFind extends FsAction {
    @Option(names = "--depth", paramLabel = "N", description = "No deeper than this.")
    private @Nullable Integer depth;

    @Option(names = "--name", paramLabel = "PATTERN", description = "Only names that match, such as 'vmlinuz-*'.")
    private @Nullable String name;

    @Option(
            names = "--type",
            paramLabel = "LETTER",
            description = "Only files (f), folders (d), links (l), or b, c, p, s.")
    private @Nullable String type;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PATH",
            defaultValue = "/",
            description = "The folder (default: ${DEFAULT-VALUE}).")
    private String path = "/";

    @Override
    protected int execute(Session session) {
        Request request = request("find", path);
        limit(request, depth);
        if (name != null) {
            request.and("name", checked(name));
        }
        if (type != null) {
            request.and("type", checkedType(type));
        }
        return deliver(session, request, new TextSink(session.out()));
    }

    private static String checked(String pattern) {
        try {
            FileSystems.getDefault().getPathMatcher("glob:" + pattern);
            return pattern;
        } catch (PatternSyntaxException wrong) {
            throw new HtgException(
                    ExitCode.USAGE,
                    "'" + pattern + "' is no pattern: " + wrong.getDescription(),
                    "Quote it: --name '*.conf'.");
        }
    }

    private static String checkedType(String letter) {
        if (!letter.matches("[fdlbcps]")) {
            throw new HtgException(
                    ExitCode.USAGE, "There is no type '" + letter + "'", "Give one of f, d, l, b, c, p, s.");
        }
        return letter;
    }
}
