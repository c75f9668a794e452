package htg.store.cli;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.cli.OutputFormat;
import htg.common.cli.Session;
import htg.common.event.Event;
import htg.store.extract.Delivery;
import htg.store.reader.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code htg fs get}. */
@Command(
        name = "get",
        header = "Copy a file or folder out of an image.",
        description = {
            "Holes stay holes; times and permissions are kept, but you may always read and write the copy; owners and the bits"
                    + " that give rights are not. Devices are left out. Symbolic links are copied as links."
        })
final class FsGet extends FsAction {
    @Parameters(index = "1", paramLabel = "PATH", description = "The file or folder; a link is followed.")
    private String path = "";

    @Option(
            names = {"-o", "--to"},
            paramLabel = "TARGET",
            description = "What the copy is to be called, or the folder it goes into (default: its name, here).")
    private @Nullable Path target;

    @Option(names = "--force", description = "Write over a file that is there.")
    private boolean force;

    @Override
    protected int execute(Session session) {
        try (Delivery delivery = Delivery.to(target, path, force)) {
            Optional<HtgException> missing =
                    reader(session).readWhatCanBeRead(source(), request("get", path), delivery.sink());
            delivery.finish();
            session.events().emit(new Event.StepNote("get", Duration.ZERO, delivery.summary()));
            if (output() == OutputFormat.JSON) {
                session.out().print(Json.of(members(delivery)));
                session.out().flush();
            }
            if (missing.isPresent()) {
                throw missing.get();
            }
        }
        return ExitCode.OK.status();
    }

    private static Map<String, Object> members(Delivery delivery) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("target", delivery.target().toString());
        members.put("files", delivery.files());
        members.put("bytes", delivery.bytes());
        return members;
    }
}
