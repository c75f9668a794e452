package htg.testvm.stick;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.io.AsideFile;
import htg.common.process.CommandRunner;
import htg.fsimage.volume.ImageFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kernel modules in the ramdisks that a stick's default menu entry starts with; each can be taken out of a copy. The
 * ramdisks are read anew each time, piece by piece.
 */
public final class RamdiskModules {
    private static final Pattern MODULE = Pattern.compile("(?:.*/)?([^/]+)\\.ko(?:\\.(?:xz|gz|zst))?");

    private final CommandRunner runner;
    private final Path image;
    private final List<Source> ramdisks;

    /** One ramdisk. */
    interface Source {
        InputStream open() throws IOException;
    }

    /**
     * As {@link #of}.
     *
     * @param image for messages
     * @param ramdisks as they are on the stick
     */
    RamdiskModules(CommandRunner runner, Path image, List<Source> ramdisks) {
        this.runner = runner;
        this.image = image;
        this.ramdisks = List.copyOf(ramdisks);
    }

    /** Those of a stick, of which only the menu is read yet. */
    public static RamdiskModules of(CommandRunner runner, StickParts stick) {
        List<Source> ramdisks = stick.defaultEntry().ramdisks().stream()
                .<Source>map(path -> () -> stick.open(path))
                .toList();
        return new RamdiskModules(runner, stick.image().path(), ramdisks);
    }

    /**
     * Insists that there are such modules, without which nothing would be missing.
     *
     * @throws HtgException {@link ExitCode#USAGE} with the names that there are, {@link ExitCode#FAILED} when the ramdisks
     *     cannot be unpacked, {@link ExitCode#ENVIRONMENT} when zstd is not installed
     */
    public void require(Collection<String> modules) {
        SortedSet<String> names = names();
        for (String module : modules) {
            if (names.stream().noneMatch(name -> isSame(name, module))) {
                throw new HtgException(
                        ExitCode.USAGE,
                        "The stick's ramdisk has no kernel module '" + module + "' that could be missing",
                        "There are: " + String.join(", ", names) + ".");
            }
        }
    }

    private SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>();
        copyWithout(
                path -> {
                    Matcher file = MODULE.matcher(path);
                    return file.matches() && names.add(file.group(1));
                },
                OutputStream.nullOutputStream());
        return names;
    }

    /**
     * Writes the ramdisks as one, unpacked, without the module's file; what the list of modules says of it stays.
     *
     * @throws HtgException as {@link #require}, and {@link ExitCode#ENVIRONMENT} when it cannot be written
     */
    public void writeWithout(String module, Path target) {
        AsideFile.write(target, left -> copyWithout(path -> isFileOf(module, path), left));
    }

    private void copyWithout(Predicate<String> unwanted, OutputStream target) {
        RamdiskCopy copy = new RamdiskCopy(runner, unwanted, target);
        for (Source ramdisk : ramdisks) {
            try (InputStream content = ramdisk.open()) {
                copy.of(content);
            } catch (ImageFormatException damaged) {
                throw new HtgException(
                        ExitCode.FAILED,
                        "Cannot look for modules in the ramdisk of " + image + ": " + HtgException.reason(damaged),
                        "Leave out the cells without a module; htg reads ramdisks that are packed with zstd or gzip.",
                        damaged);
            } catch (IOException failure) {
                throw new HtgException(
                        ExitCode.ENVIRONMENT,
                        "Cannot read the ramdisk of " + image + ": " + HtgException.reason(failure),
                        "See whether the image can be read to its end: cat " + image + " >/dev/null",
                        failure);
            }
        }
    }

    private static boolean isFileOf(String module, String path) {
        Matcher file = MODULE.matcher(path);
        return file.matches() && isSame(file.group(1), module);
    }

    /** To the kernel, the two dashes are the same. */
    private static boolean isSame(String name, String module) {
        return name.replace('_', '-').equals(module.replace('_', '-'));
    }
}
