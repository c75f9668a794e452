package htg.fsimage.reiserfs;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts a folder of the host into an image, holes as holes. */
final class HostTree {
    private final ReiserImage image;
    private final boolean attributes;
    private final Map<Object, ReiserObject> known = new HashMap<>();

    HostTree(ReiserImage image, boolean attributes) {
        this.image = image;
        this.attributes = attributes;
    }

    void copy(Path folder) throws IOException {
        copy(folder, image.root());
    }

    private void copy(Path from, ReiserObject into) throws IOException {
        try (var children = Files.list(from)) {
            List<Path> all = children.sorted().toList();
            for (Path child : all) {
                add(child, into);
            }
        }
    }

    private void add(Path path, ReiserObject folder) throws IOException {
        Map<String, Object> unix = Files.readAttributes(path, "unix:mode,uid,gid,fileKey", LinkOption.NOFOLLOW_LINKS);
        String name = path.getFileName().toString();
        Object id = String.valueOf(unix.get("fileKey"));
        ReiserObject linked = known.get(id);
        if (linked != null) {
            image.link(folder, name, linked);
            return;
        }
        ReiserObject object = object(path, folder, name);
        known.put(id, object);
        if (unix.get("mode") instanceof Integer mode) {
            object.mode = mode;
        }
        object.modified = Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS)
                .toInstant()
                .getEpochSecond();
        if (attributes && !Files.isSymbolicLink(path)) {
            image.attributes(object, attributes(path));
        }
        if (object.isFolder()) {
            copy(path, object);
        }
    }

    private ReiserObject object(Path path, ReiserObject folder, String name) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return image.symbolicLink(folder, name, Files.readSymbolicLink(path).toString());
        } else if (Files.isDirectory(path)) {
            return image.add(folder, name, 040755);
        } else if (Files.size(path) < 4 << 20) {
            return image.file(folder, name, Files.readAllBytes(path));
        }
        return sparse(path, folder, name);
    }

    private ReiserObject sparse(Path path, ReiserObject folder, String name) throws IOException {
        ReiserObject file = image.add(folder, name, 0100644);
        file.size = Files.size(path);
        byte[] piece = new byte[1 << 20];
        byte[] zeros = new byte[1 << 20];
        try (RandomAccessFile source = new RandomAccessFile(path.toFile(), "r")) {
            for (long at = 0; at < file.size; at += piece.length) {
                int length = (int) Math.min(piece.length, file.size - at);
                source.readFully(piece, 0, length);
                Arrays.fill(piece, length, piece.length, (byte) 0);
                if (!Arrays.equals(piece, zeros)) {
                    blocks(file, at, piece, length);
                }
            }
        }
        file.blockCount = (file.size + image.blockSize() - 1) / image.blockSize();
        return file;
    }

    private void blocks(ReiserObject file, long at, byte[] piece, int length) {
        byte[] hole = new byte[image.blockSize()];
        for (int from = 0; from < length; from += hole.length) {
            byte[] block = Arrays.copyOfRange(piece, from, from + hole.length);
            if (!Arrays.equals(block, hole)) {
                image.block(file, (at + from) / hole.length, block);
            }
        }
    }

    private static Map<String, byte[]> attributes(Path path) throws IOException {
        var view = Files.getFileAttributeView(path, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        Map<String, byte[]> found = new TreeMap<>();
        for (String name : view.list()) {
            ByteBuffer value = ByteBuffer.allocate(view.size(name));
            view.read(name, value);
            found.put("user." + name, LeafWriter.bytes(value));
        }
        return found;
    }
}
