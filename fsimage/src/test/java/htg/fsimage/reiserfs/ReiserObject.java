package htg.fsimage.reiserfs;

import htg.fsimage.volume.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A file, folder, link or device that is to be written. */
final class ReiserObject {
    /** A name in a folder, by its hash. */
    record Name(String text, ReiserObject target) {
        byte[] name() {
            return Names.encode(text);
        }
    }

    final long folder;
    final long number;
    int mode;
    int links;
    long size;
    long modified = 1_600_000_000;
    long owner;
    long group;
    int device;
    final NavigableMap<Long, Name> names = new TreeMap<>();
    /** Blocks of the image, by their number in the file. */
    final NavigableMap<Long, Long> blocks = new TreeMap<>();
    /** How many blocks there are, with holes, in front of the tail. */
    long blockCount;

    byte[] tail = {};

    ReiserObject(long folder, long number, int mode) {
        this.folder = folder;
        this.number = number;
        this.mode = mode;
    }

    boolean isFolder() {
        return (mode & 0170000) == 040000;
    }

    /** Adds a name as Linux does: names with the same hash are told apart by a number. */
    void add(String name, ReiserObject target, NameHash hash) {
        long offset = hash.offset(Names.encode(name));
        while (names.containsKey(offset)) {
            offset++;
        }
        names.put(offset, new Name(name, target));
        target.links++;
        if (target.isFolder()) {
            links++;
            target.links++;
        }
    }

    /** Its names in the order of their hashes, with the two that every folder has. */
    List<Name> allNames(ReiserObject above) {
        List<Name> all = new ArrayList<>();
        all.add(new Name(".", this));
        all.add(new Name("..", above));
        all.addAll(names.values());
        return all;
    }

    List<Long> allOffsets() {
        List<Long> all = new ArrayList<>(List.of(1L, 2L));
        all.addAll(names.keySet());
        return all;
    }
}
