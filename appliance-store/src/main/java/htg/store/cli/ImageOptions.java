package htg.store.cli;

import htg.common.DataSize;
import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.cli.Session;
import htg.common.event.Event;
import htg.store.confine.Allowance;
import htg.store.look.ImageReader;
import htg.store.look.ImageSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What all commands that look into an image ask of it. */
final class ImageOptions {
    @Option(
            names = "--also",
            paramLabel = "IMAGE",
            description =
                    "Another image, with the rest of a file system on several devices. May be given several times.")
    private List<Path> also = new ArrayList<>();

    @Option(
            names = "--allow-file",
            paramLabel = "FILE",
            description =
                    "A file that the image may name as its backing, data or parent file; no other is opened. May be"
                            + " given several times.")
    private List<Path> allowed = new ArrayList<>();

    @Option(
            names = "--cpu-time",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long a processor may work on the image (default: ${DEFAULT-VALUE}).")
    private int cpuTime = 30;

    @Option(
            names = "--max-output",
            paramLabel = "SIZE",
            defaultValue = "64G",
            description = "How much may come out of the image, and how large a compressed one may become (default:"
                    + " ${DEFAULT-VALUE}).")
    private String mostOutput = "64G";

    @Option(
            names = "--trust-image",
            description = "Read the image in a process that is not confined. Only for images whose origin you know.")
    private boolean trusted;

    ImageReader reader(Session session) {
        if (cpuTime < 1 || cpuTime > 86_400) {
            throw new HtgException(
                    ExitCode.USAGE, "--cpu-time is " + cpuTime, "Give a number of seconds from 1 to 86400.");
        }
        return new ImageReader(
                session.runner(),
                note -> session.events().emit(new Event.Warning(note)),
                Allowance.STANDARD.cpuTime(Duration.ofSeconds(cpuTime)).output(output()),
                trusted);
    }

    private DataSize output() {
        try {
            return DataSize.parse(mostOutput);
        } catch (IllegalArgumentException wrong) {
            throw new HtgException(
                    ExitCode.USAGE,
                    "--max-output: " + HtgException.reason(wrong),
                    "Give one such as 500M or 2T.",
                    wrong);
        }
    }

    ImageSource source(Path image) {
        return new ImageSource(image, also, allowed);
    }
}
