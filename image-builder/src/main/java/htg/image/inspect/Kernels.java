package htg.image.inspect;

import htg.common.HtgException;
import htg.fsimage.volume.ImageFormatException;
import htg.grub.secureboot.PeImage;
import htg.grub.secureboot.ShimKeys;
import htg.image.inspect.SecureBoot.Role;
import htg.image.inspect.SecureBoot.State;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The kernels that a menu names, and what each gets from which ramdisk; all are read once. Not thread-safe. */
final class Kernels {
    /** Kernels are elsewhere. */
    private static final String TOOLS = "/grub/";

    private final BootPartition files;
    private final Unpacker unpacker;
    private final Chain chain;
    private final Map<String, ReadProgram> programs = new LinkedHashMap<>();
    private final Map<String, ModuleTrust> trusts = new LinkedHashMap<>();
    private final Map<Use, RamdiskReader.Content> ramdisks = new LinkedHashMap<>();

    /** A ramdisk with the kernel that it is loaded for. */
    record Use(String kernel, String ramdisk) {}

    Kernels(BootPartition files, Unpacker unpacker, Chain chain) {
        this.files = files;
        this.unpacker = unpacker;
        this.chain = chain;
    }

    /** Whether there is such a file. */
    boolean has(String path) {
        return read(() -> files.has(path), false);
    }

    ReadProgram program(String path) {
        Role role = path.startsWith(TOOLS) ? Role.TOOL : Role.KERNEL;
        return programs.computeIfAbsent(
                path,
                kernel -> read(
                        () -> ReadProgram.read(files, kernel, role),
                        ReadProgram.unreadable(kernel, role, kernel + " cannot be read")));
    }

    RamdiskReader.Content ramdisk(String kernel, String path) {
        return ramdisks.computeIfAbsent(new Use(kernel, path), use -> read(path, trust(kernel)));
    }

    /** Those that were asked for. */
    Stream<ReadProgram> programs() {
        return programs.values().stream();
    }

    /** Those that were asked for. */
    Map<Use, RamdiskReader.Content> ramdisks() {
        return ramdisks;
    }

    /** Whether anything that was asked for is not as it was made. */
    boolean areSound() {
        return programs()
                        .noneMatch(program -> List.of(State.CHANGED, State.INVALID, State.DAMAGED)
                                .contains(program.state()))
                && ramdisks.values().stream().allMatch(RamdiskReader.Content::isSound);
    }

    private ModuleTrust trust(String kernel) {
        return trusts.computeIfAbsent(
                kernel,
                path -> new ModuleTrust(
                        keys(path), chain.keys().map(ShimKeys::certificates).orElse(List.of()), chain.ownKeys()));
    }

    private Optional<List<X509Certificate>> keys(String kernel) {
        Optional<PeImage> image = program(kernel).image();
        try {
            return image.isEmpty()
                    ? Optional.empty()
                    : Optional.of(KernelKeys.in(image.get().content(), unpacker));
        } catch (IOException packed) {
            return Optional.empty();
        }
    }

    private RamdiskReader.Content read(String path, ModuleTrust trust) {
        try (InputStream ramdisk = files.open(path)) {
            return RamdiskReader.read(ramdisk, trust, unpacker);
        } catch (IOException failure) {
            return new RamdiskReader.Content(HtgException.reason(failure), List.of(), Map.of());
        }
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    /** A damaged file system is told where what it should hold is missing. */
    private static <T> T read(Reading<T> reading, T otherwise) {
        try {
            return reading.read();
        } catch (ImageFormatException damaged) {
            return otherwise;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
