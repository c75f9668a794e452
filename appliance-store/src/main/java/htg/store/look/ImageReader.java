package htg.store.look;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.process.Command;
import htg.common.process.CommandRunner;
import htg.common.process.RunningCommand;
import htg.fsimage.fs.FileSystemProvider;
import htg.store.confine.Allowance;
import htg.store.confine.Confinement;
import htg.store.extract.PlainText;
import htg.store.extract.Receiver;
import htg.store.extract.Sink;
import htg.store.extract.WorkFolder;
import htg.store.frame.Frame;
import htg.store.frame.FrameException;
import htg.store.frame.FrameReader;
import htg.store.reader.ReaderMain;
import htg.store.reader.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    private static final String SCRATCH = "htg-scratch-";

    /**
     * Reads, and returns when all was sent.
     *
     * @param request without the words about files
     * @throws HtgException when the reader says that something failed, or was ended by a limit. What came before went to the sink;
     *     {@link Frame.FaultKind#PARTIAL} is thrown as well
     */
    public void read(ImageSource source, Request request, Sink sink) {
        if (run(source, request, sink) instanceof Frame.Fault fault) {
            throw Receiver.failure(fault);
        }
    }

    /** As {@link #read}, but returns the fault of a reader that has sent all that it could. */
    public Optional<HtgException> readWhatCanBeRead(ImageSource source, Request request, Sink sink) {
        if (run(source, request, sink) instanceof Frame.Fault fault) {
            if (fault.kind() != Frame.FaultKind.PARTIAL) {
                throw Receiver.failure(fault);
            }
            return Optional.of(Receiver.failure(fault));
        }
        return Optional.empty();
    }

    private Frame run(ImageSource source, Request request, Sink sink) {
        request.and("image", source.image().toString());
        source.also().forEach(file -> request.and("also", file.toString()));
        source.allowed().forEach(file -> request.and("allow", file.toString()));
        request.and("most", Long.toString(allowance.output().bytes()));
        try (WorkFolder scratch = WorkFolder.in(scratchParent(), SCRATCH)) {
            List<Path> files = scratchFiles(scratch, source);
            files.forEach(file -> request.and("scratch", file.toString()));
            Confinement confinement = confinement(source, files);
            return trusted
                    ? run(confinement.trusted(request.arguments()), new byte[0], source, sink)
                    : run(
                            confinement.command(request.arguments()),
                            confinement.filter().orElse(new byte[0]),
                            source,
                            sink);
        }
    }

    /** Not a file system in memory: a disk that has to be unpacked may be larger than that. */
    private static Path scratchParent() {
        String configured = System.getenv("TMPDIR");
        return Path.of(configured == null || configured.isBlank() ? "/var/tmp" : configured);
    }

    /** An empty file for each image, which might be compressed: files can be limited in size, a folder cannot. */
    private static List<Path> scratchFiles(WorkFolder scratch, ImageSource source) {
        List<Path> files = new ArrayList<>();
        int images = 1 + source.also().size() + source.allowed().size();
        try {
            for (int number = 0; number < images; number++) {
                files.add(Files.createFile(scratch.resolve("disk" + number)));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return files;
    }

    private Confinement confinement(ImageSource source, List<Path> scratch) {
        Map<Path, Path> files = new LinkedHashMap<>();
        source.files().forEach(file -> files.put(file, file));
        Map<Path, Path> writable = new LinkedHashMap<>();
        scratch.forEach(file -> writable.put(file, file));
        return new Confinement(ReaderMain.class.getName(), classPath(), files, writable, allowance);
    }

    private Frame run(Command command, byte[] filter, ImageSource source, Sink sink) {
        try (RunningCommand running = start(command);
                ReaderOutput output = new ReaderOutput(running.output(), allowance, running::close)) {
            give(running, filter);
            return new Receiver(new FrameReader(output), notes)
                    .receive(sink)
                    .orElseThrow(() -> new ReaderEnd(running, allowance).explained(source.image()));
        } catch (FrameException broken) {
            throw new HtgException(
                    ExitCode.FAILED,
                    "The process that reads " + source.image() + " does not do what it should: " + reason(broken),
                    "The image may be made to mislead. What it sent was not kept.",
                    broken);
        } catch (IOException failure) {
            throw new HtgException(
                    ExitCode.ENVIRONMENT,
                    "Cannot write what is in " + source.image() + ": " + reason(failure),
                    "If the disk is full, free some space, then run the same command again.",
                    failure);
        }
    }

    /** Names in it may come from the image. */
    private static String reason(IOException failure) {
        return PlainText.line(HtgException.reason(failure));
    }

    private RunningCommand start(Command command) {
        try {
            return runner.start(command, line -> {});
        } catch (HtgException missing) {
            if (trusted || missing.code() != ExitCode.ENVIRONMENT) {
                throw missing;
            }
            Throwable cause = missing.getCause();
            throw new HtgException(
                    ExitCode.ENVIRONMENT,
                    "An image is read in a confined process, and bwrap cannot be started"
                            + (cause == null ? "" : ": " + HtgException.reason(cause)),
                    "Install the package bubblewrap, or add --trust-image if you know where the image is from.",
                    missing);
        }
    }

    private static void give(RunningCommand running, byte[] filter) {
        try (OutputStream input = running.input()) {
            input.write(filter);
        } catch (IOException gone) {
            // It could not start: its exit status and its last words tell why.
        }
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
