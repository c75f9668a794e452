package htg.fsimage.reiserfs;

import htg.fsimage.fs.EntryVisitor;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.LimitExceededException;
import htg.fsimage.volume.Names;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The names in a folder. An item that is damaged is left out, and told when all others were listed. */
final class ReiserFolder {
    private static final byte[] HERE = {'.'};
    private static final byte[] ABOVE = {'.', '.'};
    private static final int MOST_DAMAGE = 64;

    private final ReiserFileSystem fileSystem;
    private final Key key;
    private long visited;
    private int damages;
    private @Nullable CorruptFileSystemException damage;

    ReiserFolder(ReiserFileSystem fileSystem, Key key) {
        this.fileSystem = fileSystem;
        this.key = key;
    }

    void list(EntryVisitor visitor) throws IOException {
        TreeCursor cursor = new TreeCursor(fileSystem.tree());
        cursor.seek(key);
        boolean goOn = true;
        while (goOn && next(cursor) && cursor.item().key().sameObject(key)) {
            goOn = list(cursor.item(), visitor);
        }
        if (goOn && damage != null) {
            throw damage;
        }
    }

    /** Goes to the next item that can be had: behind a node that cannot the cursor goes on with its neighbour. */
    private boolean next(TreeCursor cursor) throws IOException {
        while (damages < MOST_DAMAGE) {
            try {
                return cursor.next();
            } catch (CorruptFileSystemException told) {
                remember(told);
            }
        }
        return false;
    }

    private boolean list(Item item, EntryVisitor visitor) throws IOException {
        if (item.key().type() != Key.NAMES) {
            remember(item.body().corrupt("it does not belong to a folder"));
            return true;
        }
        for (int i = 0; i < item.entries(); i++) {
            if (++visited > fileSystem.limits().entries()) {
                throw new LimitExceededException("a folder has more than " + (visited - 1) + " names");
            }
            ReiserEntry entry = null;
            try {
                entry = entry(new NameItem(item), i);
            } catch (CorruptFileSystemException told) {
                remember(told);
            }
            if (entry != null && !visitor.visit(entry)) {
                return false;
            }
        }
        return true;
    }

    private @Nullable ReiserEntry entry(NameItem names, int index) throws CorruptFileSystemException {
        byte[] name = names.name(index);
        if (!names.visible(index) || Arrays.equals(name, HERE) || Arrays.equals(name, ABOVE)) {
            return null;
        }
        return new ReiserEntry(fileSystem, Names.decode(name), names.target(index));
    }

    private void remember(CorruptFileSystemException told) {
        damages++;
        damage = damage == null ? told : damage;
    }

    /**
     * What a name stands for. The hash says where it would be; names beyond ASCII are also looked for elsewhere, since not all systems
     * have hashed them alike.
     */
    Optional<Key> find(String name) throws IOException {
        byte[] bytes = Names.encode(name);
        NameHash hash = fileSystem.tree().superblock().hash();
        boolean hashed = hash != NameHash.UNKNOWN;
        Optional<Key> found = hashed ? find(bytes, hash.offset(bytes)) : Optional.empty();
        boolean sure = hashed && StandardCharsets.US_ASCII.newEncoder().canEncode(name);
        return found.isPresent() || sure ? found : search(name);
    }

    private Optional<Key> search(String name) throws IOException {
        Key[] found = new Key[1];
        list(entry -> {
            if (entry.name().equals(name) && entry instanceof ReiserEntry one) {
                found[0] = one.key();
            }
            return found[0] == null;
        });
        return Optional.ofNullable(found[0]);
    }

    private Optional<Key> find(byte[] name, long offset) throws IOException {
        TreeCursor cursor = new TreeCursor(fileSystem.tree());
        boolean there = cursor.seek(key.at(offset, Key.ANY)) || cursor.next();
        while (there && cursor.item().key().compareTo(key.at(offset | NameHash.GENERATION, Key.ANY)) <= 0) {
            Item item = cursor.item();
            if (item.key().sameObject(key) && item.key().type() == Key.NAMES) {
                Optional<Key> found = find(new NameItem(item), name, offset);
                if (found.isPresent()) {
                    return found;
                }
            }
            there = cursor.next();
        }
        return Optional.empty();
    }

    private static Optional<Key> find(NameItem names, byte[] name, long offset) throws IOException {
        for (int i = 0; i < names.count(); i++) {
            boolean sameHash = (names.offset(i) | NameHash.GENERATION) == (offset | NameHash.GENERATION);
            if (sameHash && names.visible(i) && Arrays.equals(names.name(i), name)) {
                return Optional.of(names.target(i));
            }
        }
        return Optional.empty();
    }
}
