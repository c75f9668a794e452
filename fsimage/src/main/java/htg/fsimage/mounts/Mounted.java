package htg.fsimage.mounts;

import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.FileSystemInfo;
import java.io.IOException;

/**
 * A file system of an image.
 *
 * @param name how messages and callers call it, such as {@code sda2}; no other of the image has it
 * @param fileSystem what is in it
 * @param info what it says of itself
 * @param place where it lies
 */
public record Mounted(String name, FileSystem fileSystem, FileSystemInfo info, Place place) {
    /** With what the file system says of itself now. */
    public static Mounted of(String name, FileSystem fileSystem, Place place) throws IOException {
        return new Mounted(name, fileSystem, fileSystem.info(), place);
    }
}
