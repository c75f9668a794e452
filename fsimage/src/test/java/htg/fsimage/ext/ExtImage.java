package htg.fsimage.ext;

import htg.fsimage.Tools;
import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.Node;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.testkit.Listing;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes images with e2fsprogs and says what those see in them. */
final class ExtImage {
    static final String UUID = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";

    private final Path file;

    private ExtImage(Path file) {
        this.file = file;
    }

    /** Makes a file system; {@code tree} is what it holds. */
    static ExtImage make(Path file, long size, Path tree, List<String> options) throws IOException {
        Tools.require("mke2fs", "debugfs");
        try (RandomAccessFile image = new RandomAccessFile(file.toFile(), "rw")) {
            image.setLength(size);
        }
        List<Object> words = new ArrayList<>(List.of("-q", "-F", "-U", UUID, "-L", "htg ext", "-d", tree));
        words.addAll(options);
        words.add(file);
        Tools.run("mke2fs", words.toArray());
        return new ExtImage(file);
    }

    /** One that is there already. */
    static ExtImage of(Path file) {
        return new ExtImage(file);
    }

    Path file() {
        return file;
    }

    Volume volume() throws IOException {
        return Volume.open(file);
    }

    static FileSystem open(Volume volume) throws IOException {
        return new ExtProvider().open(OpenRequest.of(volume));
    }

    /** Runs commands of debugfs, which may write. */
    String debugfs(String... commands) throws IOException {
        Path script = Files.write(file.resolveSibling("commands"), List.of(commands));
        return Tools.run("debugfs", "-w", "-f", script, file);
    }

    /** Gives every folder of several blocks an index. */
    void index() {
        Tools.run("sh", "-c", "e2fsck -fyD '" + file + "'; [ $? -le 1 ]");
    }

    /** All that is found but the folder that mke2fs adds. */
    static List<String> listing(Node root, Listing.Detail detail) throws IOException {
        return Listing.of(root, detail).stream()
                .filter(line -> !line.startsWith("/lost+found "))
                .toList();
    }

    /** The lines that only one of two listings has. */
    static List<String> differences(List<String> ours, List<String> theirs) {
        List<String> found = new ArrayList<>();
        Set<String> both = new HashSet<>(ours);
        both.retainAll(theirs);
        ours.stream()
                .filter(line -> !both.contains(line))
                .map(line -> "ours: " + line)
                .forEach(found::add);
        theirs.stream()
                .filter(line -> !both.contains(line))
                .map(line -> "theirs: " + line)
                .forEach(found::add);
        if (ours.size() != theirs.size()) {
            found.add(ours.size() + " lines, but " + theirs.size());
        }
        return found;
    }

    /** Writes zeros or other bytes over a part of the image. */
    void overwrite(long place, byte... bytes) throws IOException {
        try (RandomAccessFile image = new RandomAccessFile(file.toFile(), "rw")) {
            image.seek(place);
            image.write(bytes);
        }
    }
}
