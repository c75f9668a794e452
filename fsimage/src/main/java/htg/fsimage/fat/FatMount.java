package htg.fsimage.fat;

import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.FileSystemInfo;
import htg.fsimage.fs.Limits;
import htg.fsimage.fs.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A FAT file system as Linux's vfat shows it to users: times in UTC, names of either case. */
final class FatMount implements FileSystem {
    private final FatFileSystem files;
    private final Limits limits;
    private volatile Optional<FatState> state = Optional.empty();

    FatMount(FatFileSystem files, Limits limits) {
        this.files = files;
        this.limits = limits;
    }

    @Override
    public Node root() {
        return FatNode.root(files, limits);
    }

    @Override
    public FileSystemInfo info() throws IOException {
        FatState found = state();
        List<String> problems = new ArrayList<>(found.problems());
        long size = files.geometry().size();
        if (size > files.volume().size()) {
            problems.add("The file system of " + size + " bytes is cut off: its volume has "
                    + files.volume().size() + ".");
        }
        return FileSystemInfo.of("vfat", label(problems), uuid(), size, found.used())
                .facts(facts())
                .problems(problems);
    }

    /** The tables are counted once. */
    private FatState state() throws IOException {
        if (state.isEmpty()) {
            state = Optional.of(FatState.read(files.volume(), files.geometry()));
        }
        return state.orElseThrow();
    }

    private String label(List<String> problems) {
        try {
            return files.label();
        } catch (IOException unreadable) {
            problems.add("The root folder cannot be read to its end: " + unreadable.getMessage() + ".");
            return files.geometry().bootLabel();
        }
    }

    private String uuid() {
        int id = files.volumeId();
        return id == 0 ? "" : "%04X-%04X".formatted(id >>> 16, id & 0xFFFF);
    }

    private Map<String, String> facts() {
        FatGeometry geometry = files.geometry();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("table", geometry.type().name());
        facts.put("sector size", Integer.toString(geometry.sectorSize()));
        facts.put("cluster size", Integer.toString(geometry.clusterSize()));
        facts.put("clusters", Long.toString(geometry.clusterCount()));
        return facts;
    }
}
