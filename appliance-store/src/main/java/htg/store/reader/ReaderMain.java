package htg.store.reader;

import htg.fsimage.fs.Limits;
import htg.fsimage.mounts.Mounted;
import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.LimitExceededException;
import htg.store.frame.Frame;
import htg.store.frame.FrameWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;

/** The reader's own program: does what its arguments say, and writes frames to standard output. */
public final class ReaderMain {
    private static final long MEMORY = 96L << 20;

    private ReaderMain() {}

    /** Reads a {@link Request}. The exit status is 0 where a last frame could be written. */
    public static void main(String[] arguments) throws IOException {
        answer(new FrameWriter(new FileOutputStream(FileDescriptor.out)), arguments);
    }

    /** Writes all frames; an {@link IOException} is one of writing them. */
    static void answer(FrameWriter frames, String... arguments) throws IOException {
        Frame.Fault fault;
        try {
            run(Request.of(arguments), frames);
            return;
        } catch (Refusal refused) {
            fault = new Frame.Fault(Frame.FaultKind.USAGE, String.valueOf(refused.getMessage()), refused.hint());
        } catch (LimitExceededException tooMuch) {
            fault = new Frame.Fault(
                    Frame.FaultKind.LIMIT,
                    "The image asks for too much: " + tooMuch.getMessage(),
                    "Of the limits, --max-output and --cpu-time can be set.");
        } catch (ImageFormatException damaged) {
            fault = new Frame.Fault(Frame.FaultKind.IMAGE, "The image cannot be read: " + damaged.getMessage(), "");
        } catch (FileSystemException missing) {
            fault = new Frame.Fault(Frame.FaultKind.USAGE, "In the image: " + missing.getMessage(), "");
        } catch (IOException failure) {
            fault = new Frame.Fault(
                    Frame.FaultKind.IMAGE,
                    "Reading the image failed: " + failure.getMessage(),
                    "Its medium may be damaged; or it is compressed, and TMPDIR has no room to unpack it in.");
        } catch (RuntimeException | StackOverflowError bug) {
            fault = new Frame.Fault(
                    Frame.FaultKind.BUG,
                    "The reader failed: " + bug + place(bug),
                    "This should not happen, whatever the image is; please report it.");
        }
        frames.fault(fault);
    }

    private static String place(Throwable bug) {
        StackTraceElement[] stack = bug.getStackTrace();
        return stack.length == 0 ? "" : " at " + stack[0];
    }

    private static void run(Request request, FrameWriter frames) throws IOException {
        Limits limits = Limits.STANDARD.memory(MEMORY);
        try (OpenedImage image = OpenedImage.of(request, limits)) {
            switch (request.required("verb")) {
                case "inspect" -> new InspectVerb(request, frames).run(image);
                case "disk" -> new DiskVerb(frames).run(image);
                case "kernel" -> new KernelVerb(request, frames).run(image);
                default -> files(request, frames, limits, image);
            }
        }
    }

    private static void files(Request request, FrameWriter frames, Limits limits, OpenedImage image)
            throws IOException {
        for (OpenedImage.Unopened one : image.unopened()) {
            frames.note("The file system in " + one.name() + " cannot be read: " + one.problem());
        }
        String path = request.required("path");
        Mounted chosen = image.choose(request.one("partition"), path);
        FileVerbs verbs = new FileVerbs(request, frames, limits);
        verbs.run(chosen.fileSystem().root(), path);
        if (verbs.damaged() == 0) {
            frames.done();
        } else {
            frames.fault(new Frame.Fault(
                    Frame.FaultKind.PARTIAL,
                    verbs.damaged() + (verbs.damaged() == 1 ? " part" : " parts") + " of it cannot be read",
                    "What is said above is missing, the rest is complete."));
        }
    }
}
