package htg.fsimage.ufs;

import htg.fsimage.fs.EntryVisitor;
import htg.fsimage.fs.FileType;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.LimitExceededException;
import htg.fsimage.volume.Names;
import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Lists a folder: records of an inode's number, the record's length, and a name, none of which crosses the end of a 512 bytes' piece.
 * What is damaged is left out up to the next such piece, and told when all else was listed.
 */
final class UfsFolder {
    private static final int PIECE = 512;
    private static final int HEADER = 8;
    private static final int WHITEOUT = 14;
    /** After so many pieces of nonsense it is no folder. */
    private static final int MOST_DAMAGE = 64;

    private final UfsFileSystem fileSystem;
    private final Inode inode;
    private final UfsContent content;
    private final EntryVisitor visitor;
    private long records;
    private int damages;
    private @Nullable CorruptFileSystemException damage;

    UfsFolder(UfsFileSystem fileSystem, Inode inode, EntryVisitor visitor) throws IOException {
        this.fileSystem = fileSystem;
        this.inode = inode;
        this.content = new UfsContent(fileSystem, inode);
        this.visitor = visitor;
        inode.fields()
                .require(content.size() <= fileSystem.largestFolder(), "a folder of " + content.size() + " bytes");
    }

    void list() throws IOException {
        boolean goOn = true;
        int step = fileSystem.superblock().blockSize();
        for (long at = 0; goOn && at < content.size() && damages < MOST_DAMAGE; at += step) {
            goOn = listBlock(at);
        }
        if (goOn && damage != null) {
            throw damage;
        }
    }

    private boolean listBlock(long offset) throws IOException {
        Structure block;
        try {
            String name = "UFS folder of inode " + inode.number() + ", its byte " + offset;
            if (content.run(offset).hole()) {
                throw new CorruptFileSystemException(name, -1, "a folder with a hole");
            }
            block = Structure.of(name, -1, content.block(offset), fileSystem.order());
        } catch (CorruptFileSystemException unreadable) {
            remember(unreadable);
            return true;
        }
        return list(block);
    }

    private boolean list(Structure block) throws IOException {
        int at = 0;
        while (at + HEADER <= block.length()) {
            count();
            try {
                int length = recordLength(block, at);
                UfsEntry entry = entry(block, at, length);
                if (entry != null && !visitor.visit(entry)) {
                    return false;
                }
                at += length;
            } catch (DamagedRecord damaged) {
                remember(damaged.told);
                at = at - at % PIECE + PIECE;
            }
        }
        return true;
    }

    private int recordLength(Structure block, int at) throws IOException {
        int length = block.u16(at + 4);
        if (length < HEADER || length % 4 != 0 || length > Math.min(PIECE - at % PIECE, block.length() - at)) {
            throw new DamagedRecord(block.corrupt("a record of " + length + " bytes at " + at));
        }
        return length;
    }

    /** The entry of a record; null when it is free or stands for the folder or the one above. */
    private @Nullable UfsEntry entry(Structure block, int at, int length) throws IOException {
        long number = block.u32(at);
        boolean typed = inode.variant().typedEntries();
        int nameLength = typed ? block.u8(at + 7) : block.u16(at + 6);
        int type = typed ? block.u8(at + 6) : 0;
        if (number == 0 || type == WHITEOUT) {
            return null;
        }
        if (nameLength == 0 || nameLength > length - HEADER) {
            throw new DamagedRecord(block.corrupt("a name of " + nameLength + " bytes at " + at));
        }
        byte[] name = block.bytes(at + HEADER, nameLength);
        if (isDots(name)) {
            return null;
        }
        for (byte character : name) {
            if (character == 0 || character == '/') {
                throw new DamagedRecord(block.corrupt("an impossible name at " + at));
            }
        }
        return new UfsEntry(fileSystem, Names.decode(name), FileType.ofMode(type << 12), number);
    }

    private static boolean isDots(byte[] name) {
        return Arrays.equals(name, new byte[] {'.'}) || Arrays.equals(name, new byte[] {'.', '.'});
    }

    private void remember(CorruptFileSystemException told) {
        damages++;
        damage = damage == null ? told : damage;
    }

    private void count() throws LimitExceededException {
        if (++records > fileSystem.limits().entries()) {
            throw new LimitExceededException(
                    "a folder has more than " + fileSystem.limits().entries() + " records");
        }
    }

    /** Tells damage of a record from what a visitor throws. */
    private static final class DamagedRecord extends IOException {
        private static final long serialVersionUID = 1L;
        private final CorruptFileSystemException told;

        DamagedRecord(CorruptFileSystemException told) {
            super(told);
            this.told = told;
        }
    }
}
