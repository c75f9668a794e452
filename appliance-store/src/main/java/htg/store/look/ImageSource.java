package htg.store.look;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * An image and the other files that its reader is given.
 *
 * @param image absolute
 * @param also other images, where the rest of a file system on several devices is; absolute
 * @param allowed files that the image may name as its backing, data or parent file; absolute
 */
public record ImageSource(Path image, List<Path> also, List<Path> allowed) {
    /** A disk in files of 2 GB may have hundreds of them; more than 512 are not read. */
    private static final int MOST_NEIGHBOURS = 600;

    private static final int TYPE = 0170000;
    private static final Set<Integer> FILE_OR_DISK = Set.of(0100000, 0060000);

    public ImageSource {
        image = readable(image);
        also = also.stream().map(ImageSource::readable).toList();
        allowed = allowed.stream().map(ImageSource::readable).toList();
    }

    /** An image in one file. */
    public static ImageSource of(Path image) {
        return new ImageSource(image, List.of(), List.of());
    }

    private static Path readable(Path file) {
        Path path = file.toAbsolutePath().normalize();
        if (!Files.exists(path)) {
            throw unusable(path, "there is no such file", "Name an image file or a disk.");
        } else if (Files.isDirectory(path)) {
            throw unusable(path, "it is a folder", "Name the image file in it.");
        } else if (!isFileOrDisk(path)) {
            throw unusable(path, "it is no file and no disk", "An image is read at any place, so it cannot be piped.");
        } else if (!Files.isReadable(path)) {
            throw unusable(path, "permission denied", "Change its permissions, or run as its owner.");
        }
        return path;
    }

    /** Others cannot be read at any place, and may keep whoever opens them waiting for ever. */
    private static boolean isFileOrDisk(Path path) {
        try {
            return Files.getAttribute(path, "unix:mode") instanceof Integer mode && FILE_OR_DISK.contains(mode & TYPE);
        } catch (IOException unknown) {
            return false;
        }
    }

    private static HtgException unusable(Path path, String why, String hint) {
        return new HtgException(ExitCode.USAGE, "Cannot read the image " + path + ": " + why, hint);
    }

    /** All files that the reader is given, each once. */
    List<Path> files() {
        List<Path> files = new ArrayList<>(List.of(image));
        files.addAll(also);
        files.addAll(allowed);
        files.addAll(neighbours());
        return files.stream().distinct().toList();
    }

    /** A VMDK is often several files in one folder: those of its kind are given with it, but nothing that a link leads to. */
    private List<Path> neighbours() {
        Path folder = image.getParent();
        if (folder == null || !isNamed(image)) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, ImageSource::isPart)) {
            for (Path file : files) {
                if (found.size() < MOST_NEIGHBOURS) {
                    found.add(file);
                }
            }
        } catch (IOException unlisted) {
            return List.of();
        }
        return found;
    }

    private static boolean isPart(Path file) {
        return isNamed(file) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.isReadable(file);
    }

    private static boolean isNamed(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".vmdk");
    }
}
