package htg.fsimage.container;

import htg.fsimage.volume.Names;
import htg.fsimage.volume.UnsupportedFormatException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** The files beside an image, of which its header may name some. A name in a header is an attempt until a rule allows it. */
final class Neighbours {
    private final Optional<Path> image;
    private final ContainerOptions options;

    private Neighbours(Optional<Path> image, ContainerOptions options) {
        this.image = image;
        this.options = options;
    }

    static Neighbours of(Path image, ContainerOptions options) {
        return new Neighbours(Optional.of(ContainerOptions.exact(image)), options);
    }

    /** Of an image that is no file by itself. */
    static Neighbours none(ContainerOptions options) {
        return new Neighbours(Optional.empty(), options);
    }

    /**
     * A part of the image: a plain file in the same folder, not a link to one elsewhere.
     *
     * @throws UnsupportedFormatException when the name leads anywhere else
     */
    Volume part(String name) throws IOException {
        if (!isPlain(name)) {
            throw new UnsupportedFormatException("the image names " + quoted(name)
                    + " as one of its parts, which is not the name of a file in its folder");
        }
        Path part = resolve("part", name);
        if (!Files.isRegularFile(part, LinkOption.NOFOLLOW_LINKS)) {
            throw new UnsupportedFormatException("the image's part " + quoted(name) + " is not a file in its folder");
        }
        return Volume.openUnlinked(part);
    }

    private static boolean isPlain(String name) {
        return !name.isBlank()
                && !name.equals(".")
                && !name.equals("..")
                && name.chars().noneMatch(c -> c == '/' || c == '\\' || c == ':' || c < ' ');
    }

    /**
     * A whole image that this one builds on, if the caller allows its path.
     *
     * @param kind what it is to this image, such as {@code backing file}
     * @param raw whether its bytes are the disk, whatever they look like
     * @throws UnsupportedFormatException when it is not allowed
     */
    Container named(String name, String kind, boolean raw) throws IOException {
        Path file = allowed(name, kind);
        ContainerOptions fewer = options.without(file);
        return raw ? Containers.openRaw(file, fewer) : Containers.open(file, fewer);
    }

    private Path allowed(String name, String kind) throws IOException {
        if (isProtocol(name)) {
            throw new UnsupportedFormatException("the image's " + kind + " " + quoted(name)
                    + " is not a file's name; such names are never followed");
        }
        Path file = ContainerOptions.exact(resolve(kind, name));
        if (options.allowed().contains(file)) {
            return file;
        }
        throw new UnsupportedFormatException(
                "the image needs its " + kind + " " + quoted(name) + ", which was not allowed for it");
    }

    private static boolean isProtocol(String name) {
        int colon = name.indexOf(':');
        int slash = name.indexOf('/');
        return colon >= 0 && (slash < 0 || colon < slash);
    }

    private Path resolve(String kind, String name) throws IOException {
        Path folder = image.map(Path::getParent)
                .orElseThrow(() -> new UnsupportedFormatException(
                        "the image names " + quoted(name) + " as its " + kind + ", but was not opened as a file"));
        try {
            return folder.resolve(name);
        } catch (InvalidPathException impossible) {
            throw new UnsupportedFormatException("the image's " + kind + " " + quoted(name) + " is no file's name");
        }
    }

    static String quoted(String name) {
        return "\"" + Names.printable(name) + "\"";
    }
}
