package htg.fsimage.fat;

import htg.fsimage.volume.ImageFormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Visits every folder once; folders that contain each other are refused. */
final class TreeWalk {
    /** More than any boot partition has, few enough to keep in memory. */
    private static final int LARGEST_TREE = 1_000_000;

    private final FatFileSystem fileSystem;
    private final List<FatEntry> found = new ArrayList<>();
    private final Set<Long> visited = new HashSet<>();

    TreeWalk(FatFileSystem fileSystem) {
        this.fileSystem = fileSystem;
    }

    List<FatEntry> walk() throws IOException {
        descend(fileSystem.root());
        return List.copyOf(found);
    }

    private void descend(FatEntry top) throws IOException {
        // A list of folders still to read instead of recursion: depth is the image's choice, the stack is ours.
        List<FatEntry> pending = new ArrayList<>(List.of(top));
        while (!pending.isEmpty()) {
            FatEntry folder = pending.remove(pending.size() - 1);
            if (!visited.add(folder.firstCluster())) {
                throw new ImageFormatException("the folder " + folder.path() + " is also elsewhere in the tree");
            }
            for (FatEntry entry : fileSystem.list(folder)) {
                add(entry);
                if (entry.directory()) {
                    pending.add(entry);
                }
            }
        }
    }

    private void add(FatEntry entry) throws ImageFormatException {
        if (found.size() == LARGEST_TREE) {
            throw new ImageFormatException("more than " + LARGEST_TREE + " files and folders");
        }
        found.add(entry);
    }
}
