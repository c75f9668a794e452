package htg.fsimage.iso;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Names;
import htg.fsimage.volume.Structure;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** Where a symbolic link leads, put together of its components (RRIP 1.12, 4.1.3). */
final class LinkTarget {
    private static final int CONTINUES = 1;
    private static final int HERE = 2;
    private static final int ABOVE = 4;
    private static final int ROOT = 8;
    /** Linux takes no longer one. */
    private static final int LONGEST = 4096;

    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private Optional<CorruptFileSystemException> damage = Optional.empty();
    private boolean separate;

    /** Adds the components of one entry; what is wrong with them is told when the target is asked for. */
    void add(Structure entry) {
        if (damage.isPresent()) {
            return;
        }
        try {
            addComponents(entry);
        } catch (CorruptFileSystemException broken) {
            damage = Optional.of(broken);
        }
    }

    private void addComponents(Structure entry) throws CorruptFileSystemException {
        int at = 5;
        while (at < entry.length()) {
            int flags = entry.u8(at);
            int length = entry.u8(at + 1);
            component(flags, entry.bytes(at + 2, length));
            entry.require(text.size() <= LONGEST, "the target is too long");
            at += 2 + length;
        }
    }

    private void component(int flags, byte[] name) {
        if (separate) {
            text.write('/');
        }
        if ((flags & ROOT) != 0) {
            text.write('/');
        } else if ((flags & ABOVE) != 0) {
            text.write('.');
            text.write('.');
        } else if ((flags & HERE) != 0) {
            text.write('.');
        } else {
            text.writeBytes(name);
        }
        separate = (flags & (CONTINUES | ROOT)) == 0;
    }

    String text() throws CorruptFileSystemException {
        if (damage.isPresent()) {
            throw damage.get();
        }
        return Names.decode(text.toByteArray());
    }

    long length() {
        return text.size();
    }
}
