package htg.fsimage.boot.entry;

import htg.fsimage.fs.Content;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Node;
import htg.fsimage.mounts.Mounted;
import htg.fsimage.mounts.Root;
import java.io.IOException;
import java.util.Optional;

/**
 * A file, or a part of one, that is needed to boot.
 *
 * @param mounted the file system it is in
 * @param path from the top of that file system
 * @param part section of a unified kernel image, such as {@code .linux}; empty for a whole file
 * @param node the file
 * @param offset of the part in the file, in bytes
 * @param size of the part in bytes
 */
public record BootFile(Mounted mounted, String path, String part, Node node, long offset, long size) {
    /** The regular file at a path; empty where there is none. */
    public static Optional<BootFile> find(Root root, String path) throws IOException {
        return root.find(path)
                .filter(node -> node.attributes().type() == FileType.REGULAR)
                .map(node -> new BootFile(
                        root.mounted(),
                        root.absolute(path),
                        "",
                        node,
                        0,
                        node.attributes().size()));
    }

    /** A part of this file. */
    public BootFile part(String name, long start, long length) {
        return new BootFile(mounted, path, name, node, offset + start, length);
    }

    /** Its bytes. */
    public Content open() throws IOException {
        Content whole = node.open();
        return part.isEmpty() ? whole : new Slice(whole, offset, size);
    }

    /** As messages show it, such as {@code sda2:/boot/vmlinuz} or {@code sda1:/EFI/Linux/a.efi .linux}. */
    public String shown() {
        return mounted.name() + ":" + path + (part.isEmpty() ? "" : " " + part);
    }
}
