package htg.fsimage.nio;

import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Times;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is known of a node, as the JDK asks for it. A time that is not stored is that of the last change of the content; where that is
 * not stored either, the start of 1970.
 */
record ImageAttributes(Attributes attributes) implements PosixFileAttributes {
    /** From the highest bit to the lowest. */
    private static final PosixFilePermission[] BITS = PosixFilePermission.values();

    private FileTime time(Instant stored) {
        if (!stored.equals(Times.NEVER)) {
            return FileTime.from(stored);
        }
        Instant modified = attributes.times().modified();
        return modified.equals(Times.NEVER) ? FileTime.fromMillis(0) : FileTime.from(modified);
    }

    @Override
    public UserPrincipal owner() {
        return new Principals.Id(attributes.owner());
    }

    @Override
    public GroupPrincipal group() {
        return new Principals.Id(attributes.group());
    }

    @Override
    public Set<PosixFilePermission> permissions() {
        Set<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
        for (int i = 0; i < BITS.length; i++) {
            if ((attributes.permissions() & (0400 >> i)) != 0) {
                set.add(BITS[i]);
            }
        }
        return set;
    }

    @Override
    public FileTime lastModifiedTime() {
        return time(attributes.times().modified());
    }

    @Override
    public FileTime lastAccessTime() {
        return time(attributes.times().accessed());
    }

    @Override
    public FileTime creationTime() {
        return time(attributes.times().created());
    }

    FileTime changeTime() {
        return time(attributes.times().changed());
    }

    @Override
    public boolean isRegularFile() {
        return attributes.type() == FileType.REGULAR;
    }

    @Override
    public boolean isDirectory() {
        return attributes.type() == FileType.FOLDER;
    }

    @Override
    public boolean isSymbolicLink() {
        return attributes.type() == FileType.LINK;
    }

    @Override
    public boolean isOther() {
        return !isRegularFile() && !isDirectory() && !isSymbolicLink();
    }

    @Override
    public long size() {
        return attributes.size();
    }

    @Override
    public Object fileKey() {
        return attributes.id();
    }
}
