package htg.fsimage.xfs;

import htg.fsimage.fs.Limits;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.LimitExceededException;
import htg.fsimage.volume.Names;
import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The attributes of an inode of any form ("Extended Attributes"), by their full names. */
final class ExtendedAttributes {
    private static final int TRUSTED = 0x02;
    private static final int SECURITY = 0x04;
    /** The names and folders of the inode itself, which the kernel shows nobody. */
    private static final int PARENT = 0x08;
    /** Its value was still being written when the system stopped. */
    private static final int INCOMPLETE = 0x80;

    private final Disk disk;
    private final Map<String, byte[]> found = new TreeMap<>();
    private long memory;

    private ExtendedAttributes(Disk disk) {
        this.disk = disk;
    }

    /** Reads a value, once it is known that it is wanted. */
    @FunctionalInterface
    interface Value {
        byte[] read() throws IOException;
    }

    static Map<String, byte[]> of(Disk disk, Inode inode) throws IOException {
        Optional<Fork> fork = inode.attributeFork();
        ExtendedAttributes attributes = new ExtendedAttributes(disk);
        if (fork.isPresent()) {
            attributes.addAll(fork.get());
        }
        return attributes.found;
    }

    private void addAll(Fork fork) throws IOException {
        switch (fork.format()) {
            case LOCAL -> addShort(fork.bytes());
            case EXTENTS, TREE -> {
                ForkBlocks blocks = new ForkBlocks(disk, fork);
                if (!blocks.at(0).hole()) {
                    new AttributeLeaves(disk, blocks).addTo(this);
                }
            }
            case DEVICE -> throw fork.bytes().corrupt("attributes cannot be a device");
        }
    }

    /** Inside the inode: their size and number, then one after the other ("Short Form Attributes"). */
    private void addShort(Structure raw) throws IOException {
        int count = raw.u8(2);
        int at = 4;
        for (int i = 0; i < count; i++) {
            int name = raw.u8(at);
            int value = raw.u8(at + 1);
            int valueAt = at + 3 + name;
            add(raw, raw.u8(at + 2), raw.bytes(at + 3, name), () -> raw.bytes(valueAt, value));
            at = valueAt + value;
        }
    }

    /** Takes an attribute unless it is none for users to see. */
    void add(Structure source, int flags, byte[] name, Value value) throws IOException {
        if ((flags & (PARENT | INCOMPLETE)) != 0) {
            return;
        }
        source.require(name.length > 0 && !contains(name, 0), "the name of an attribute is empty or has a zero byte");
        byte[] bytes = value.read();
        spend(source, 100L + name.length + bytes.length);
        found.put(prefix(source, flags) + Names.decode(name), bytes);
    }

    private static boolean contains(byte[] name, int letter) {
        for (byte one : name) {
            if (one == letter) {
                return true;
            }
        }
        return false;
    }

    private void spend(Structure source, long bytes) throws LimitExceededException {
        Limits limits = disk.limits();
        memory += bytes;
        if (memory > limits.memory()) {
            throw new LimitExceededException(
                    source.name() + " and others have attributes of more than " + limits.memory() + " bytes");
        }
    }

    private static String prefix(Structure source, int flags) throws CorruptFileSystemException {
        return switch (flags & (TRUSTED | SECURITY)) {
            case 0 -> "user.";
            case TRUSTED -> "trusted.";
            case SECURITY -> "security.";
            default -> throw source.corrupt("an attribute is in two name spaces");
        };
    }
}
