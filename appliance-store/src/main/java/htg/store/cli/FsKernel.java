package htg.store.cli;

import htg.common.ExitCode;
import htg.common.cli.Session;
import htg.store.extract.Delivery;
import htg.store.extract.TextAndFiles;
import htg.store.extract.TextSink;
import htg.store.reader.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code htg fs kernel}. */
@Command(
        name = "kernel",
        header = "Take kernel, ramdisk and command line out of an image, for a direct boot.",
        description = {
            "Takes what the caller names, else what the image's boot loader would start, else the newest kernel with the"
                    + " ramdisk that belongs to it; and says why.",
            "The files are vmlinuz, ramdisk.img, cmdline, and with Xen xen and xen-cmdline."
        })
final class FsKernel extends FsAction {
    @Option(
            names = {"-o", "--to"},
            paramLabel = "FOLDER",
            required = true,
            description = "Where the files go: a folder that is made, or one that has none of them.")
    private Path folder = Path.of("");

    @Option(names = "--kernel", paramLabel = "PATH", description = "The kernel, as PATH or PARTITION:PATH.")
    private @Nullable String kernel;

    @Option(names = "--ramdisk", paramLabel = "PATH", description = "A ramdisk. May be given several times, in order.")
    private List<String> ramdisks = new ArrayList<>();

    @Option(names = "--append", paramLabel = "WORDS", description = "The command line, instead of the image's.")
    private @Nullable String commandLine;

    @Option(names = "--entry", paramLabel = "TITLE", description = "The entry of the menu with this title or id.")
    private @Nullable String entry;

    @Option(names = "--force", description = "Write over files of these names.")
    private boolean force;

    @Override
    protected int execute(Session session) {
        Request request = request("kernel", "/");
        ramdisks.forEach(path -> request.and("ramdisk", path));
        and(request, "kernel", kernel);
        and(request, "command-line", commandLine);
        and(request, "entry", entry);
        try (Delivery delivery = Delivery.into(folder, Delivery.BOOT_FILES, force)) {
            reader(session).read(source(), request, new TextAndFiles(new TextSink(session.out()), delivery.sink()));
            delivery.finish();
            session.out().flush();
        }
        return ExitCode.OK.status();
    }

    private static void and(Request request, String name, @Nullable String value) {
        if (value != null) {
            request.and(name, value);
        }
    }
}
