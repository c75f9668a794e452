package htg.image.step;

import htg.common.event.Event;
import htg.common.event.EventSink;
import htg.image.sign.MachineOwnerKey;
import htg.image.sign.ModuleSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Signs with the user's key the modules that were built for the stick; those of the kernel's package are Debian's. */
final class SignModulesStep {
    private final EventSink events;
    private final String around;
    private final MachineOwnerKey key;

    /**
     * Signs as a part of another step.
     *
     * @param around that step's name, for progress events
     */
    SignModulesStep(EventSink events, String around, MachineOwnerKey key) {
        this.events = events;
        this.around = around;
        this.key = key;
    }

    /** Puts signed copies of all modules into a new folder, which is returned. */
    Path run(Path modules, Path signed) {
        ModuleSigner signer = new ModuleSigner(key);
        try {
            Files.createDirectory(signed);
            for (Path module : list(modules)) {
                String name = String.valueOf(module.getFileName());
                events.emit(new Event.StepProgress(around, "signing " + name + " for " + key.owner()));
                signer.sign(module, signed.resolve(name));
            }
            return signed;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
