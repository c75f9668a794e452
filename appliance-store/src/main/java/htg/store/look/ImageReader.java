package htg.store.look;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.io.TemporaryFolder;
import htg.common.process.Command;
import htg.common.process.CommandRunner;
import htg.common.process.RunningCommand;
import htg.fsimage.fs.FileSystemProvider;
import htg.store.confine.Allowance;
import htg.store.confine.Confinement;
import htg.store.extract.Receiver;
import htg.store.extract.Sink;
import htg.store.frame.Frame;
import htg.store.frame.FrameReader;
import htg.store.reader.ReaderMain;
import htg.store.reader.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Has images read by a process of its own, which is confined unless the user trusts the image.
 *
 * @param runner starts the process
 * @param notes is told what the reader finds worth knowing
 * @param allowance what the process may use
 * @param trusted whether it runs unconfined
 */
public record ImageReader(CommandRunner runner, Consumer<String> notes, Allowance allowance, boolean trusted) {
    private static final String SERVICE = "META-INF/services/" + FileSystemProvider.class.getName();
    private static final Path BWRAP = Path.of("/usr/bin/bwrap");
    /** What a shell says of a process that a signal has ended, and the signals of the limits. */
    private static final int SIGNALLED = 128;

    private static final int SIGKILL = 9;
    private static final int SIGXCPU = 24;

    /**
     * Reads, and returns when all was sent.
     *
     * @param request without the words about files
     * @throws HtgException when the reader says that something failed, or was ended by a limit. What came before went to the sink;
     *     {@link Frame.FaultKind#PARTIAL} is thrown as well
     */
    public void read(ImageSource source, Request request, Sink sink) {
        Optional<Frame> last = run(source, request, sink);
        if (last.isPresent() && last.get() instanceof Frame.Fault fault) {
            throw Receiver.failure(fault);
        }
    }

    /** As {@link #read}, but returns the fault of a reader that has sent all that it could. */
    public Optional<HtgException> readWhatCanBeRead(ImageSource source, Request request, Sink sink) {
        Optional<Frame> last = run(source, request, sink);
        if (last.isPresent() && last.get() instanceof Frame.Fault fault) {
            if (fault.kind() != Frame.FaultKind.PARTIAL) {
                throw Receiver.failure(fault);
            }
            return Optional.of(Receiver.failure(fault));
        }
        return Optional.empty();
    }

    private Optional<Frame> run(ImageSource source, Request request, Sink sink) {
        request.and("image", source.image().toString());
        source.also().forEach(file -> request.and("also", file.toString()));
        source.allowed().forEach(file -> request.and("allow", file.toString()));
        try (TemporaryFolder scratch = TemporaryFolder.create(scratchParent(), "htg-scratch-")) {
            request.and("scratch", scratch.path().toString());
            Confinement confinement = confinement(source, scratch.path());
            Command command =
                    trusted ? confinement.trusted(request.arguments()) : confinement.command(request.arguments());
            return run(command, source, sink);
        }
    }

    /** Not a file system in memory: a disk that has to be unpacked may be larger than that. */
    private static Path scratchParent() {
        String configured = System.getenv("TMPDIR");
        return Path.of(configured == null || configured.isBlank() ? "/var/tmp" : configured);
    }

    private Confinement confinement(ImageSource source, Path scratch) {
        if (!trusted && !Files.isExecutable(BWRAP)) {
            throw new HtgException(
                    ExitCode.ENVIRONMENT,
                    "An image is read in a confined process, and bwrap is not installed",
                    "Install the package bubblewrap, or add --trust-image if you know where the image is from.");
        }
        Map<Path, Path> files = new LinkedHashMap<>();
        source.files().forEach(file -> files.put(file, file));
        return new Confinement(ReaderMain.class.getName(), classPath(), files, Map.of(scratch, scratch), allowance);
    }

    private Optional<Frame> run(Command command, ImageSource source, Sink sink) {
        try (RunningCommand running = runner.start(command, line -> {})) {
            give(running);
            Optional<Frame> last = new Receiver(new FrameReader(running.output()), notes).receive(sink);
            return last.isPresent() ? last : ended(running, source);
        } catch (IOException failure) {
            throw new HtgException(
                    ExitCode.FAILED,
                    "Cannot take what is in " + source.image() + ": " + HtgException.reason(failure),
                    "If the disk is full, free some space and try again; otherwise the image may be made to mislead.",
                    failure);
        }
    }

    private void give(RunningCommand running) {
        try (OutputStream input = running.input()) {
            if (!trusted) {
                input.write(Confinement.filter().orElse(new byte[0]));
            }
        } catch (IOException gone) {
            // It could not start: its exit status and its last words tell why.
        }
    }

    private Optional<Frame> ended(RunningCommand running, ImageSource source) {
        int status = running.waitFor(java.time.Duration.ofSeconds(10)).orElse(SIGNALLED + SIGKILL);
        String words =
                running.errorTail().lines().reduce((first, second) -> second).orElse("");
        if (status == SIGNALLED + SIGKILL || status == SIGNALLED + SIGXCPU) {
            throw new HtgException(
                    ExitCode.FAILED,
                    "Reading " + source.image() + " took more than "
                            + allowance.cpuTime().toSeconds() + " s of a processor and was ended",
                    "An honest image that is large may need more: --cpu-time sets the limit.");
        }
        throw new HtgException(
                ExitCode.FAILED,
                "The process that reads " + source.image() + " ended with status " + status
                        + (words.isBlank() ? "" : ": " + words),
                words.contains("bwrap")
                        ? "This system may not allow user namespaces; see htg-inspect(1), SAFETY."
                        : "");
    }

    /** Ours, and each jar that brings a file system. */
    private static List<Path> classPath() {
        Set<Path> found = new LinkedHashSet<>();
        found.add(place(ReaderMain.class));
        found.add(place(FileSystemProvider.class));
        try {
            for (URL service :
                    Collections.list(ImageReader.class.getClassLoader().getResources(SERVICE))) {
                found.add(jarOrFolder(service));
            }
        } catch (IOException | URISyntaxException failure) {
            throw new IllegalStateException(failure);
        }
        return List.copyOf(found);
    }

    private static Path place(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Path jarOrFolder(URL service) throws IOException, URISyntaxException {
        if (service.openConnection() instanceof JarURLConnection jar) {
            return Path.of(jar.getJarFileURL().toURI());
        }
        String folder = service.toURI().toString();
        return Path.of(URI.create(folder.substring(0, folder.length() - SERVICE.length())));
    }
}
