package htg.fsimage.fs;

import htg.fsimage.volume.UnsupportedFormatException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The file systems that can be read. Safe for several threads at once. */
public final class Providers {
    private final List<FileSystemProvider> providers;

    private Providers(List<FileSystemProvider> providers) {
        this.providers = List.copyOf(providers);
    }

    /** These alone. */
    public static Providers of(List<FileSystemProvider> some) {
        return new Providers(some);
    }

    /** All on the class path. */
    public static Providers all() {
        List<FileSystemProvider> found = new ArrayList<>();
        ServiceLoader.load(FileSystemProvider.class, Providers.class.getClassLoader())
                .forEach(found::add);
        return new Providers(found);
    }

    /** Those that may be used where nobody watches, and those named. */
    public Providers unattended(List<String> names) {
        return new Providers(providers.stream()
                .filter(one -> !one.onlyByName() || names.contains(one.name()))
                .toList());
    }

    /** Which provider recognizes a volume, the surest first. */
    public List<Match> recognize(Volume volume) throws IOException {
        byte[] start = volume.read(0, (int) Math.min(FileSystemProvider.PROBE_LENGTH, volume.size()));
        List<Match> matches = new ArrayList<>();
        for (FileSystemProvider provider : providers) {
            provider.probe(start).ifPresent(signature -> matches.add(new Match(provider, signature)));
        }
        matches.sort(Comparator.comparing((Match match) -> match.signature().strength())
                .reversed());
        return matches;
    }

    /**
     * Opens the file system in a volume with the provider that is surest of it.
     *
     * @throws UnsupportedFormatException when no provider recognizes it
     */
    public FileSystem open(OpenRequest request) throws IOException {
        Optional<Match> best = recognize(request.volume()).stream().findFirst();
        return best.orElseThrow(() -> new UnsupportedFormatException("there is no file system that is known here"))
                .provider()
                .open(request);
    }

    /**
     * A provider and what it sees.
     *
     * @param signature what it takes the volume for
     */
    public record Match(FileSystemProvider provider, Signature signature) {}
}
