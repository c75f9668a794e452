package htg.fsimage.squashfs;

import htg.fsimage.fs.Entry;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Node;
import htg.fsimage.volume.Names;
import java.io.IOException;

/** Goes through the entries of a folder: runs of up to 256 whose inodes are in the same metadata block. */
final class FolderReader {
    private static final int HEADER = 12;
    private static final int ENTRY = 8;
    private static final int LONGEST_RUN = 256;

    private final SquashFileSystem fileSystem;
    private final MetadataCursor cursor;
    private long left;
    private long run;
    private long block;
    private int offset;
    private FileType type = FileType.UNKNOWN;
    private byte[] name = new byte[0];

    /** A reader of so many bytes. */
    FolderReader(SquashFileSystem fileSystem, MetadataCursor cursor, long length) {
        this.fileSystem = fileSystem;
        this.cursor = cursor;
        this.left = length;
    }

    /** Goes to the next entry; false at the end. */
    boolean next() throws IOException {
        if (run == 0) {
            if (left <= 0) {
                return false;
            }
            header();
        }
        run--;
        offset = cursor.u16();
        cursor.s16();
        type = InodeReader.type(cursor.u16());
        int length = cursor.u16() + 1;
        if (length > LONGEST_RUN) {
            throw cursor.corrupt("a name has " + length + " bytes");
        }
        name = cursor.bytes(length);
        left -= ENTRY + length;
        requireName();
        return true;
    }

    private void header() throws IOException {
        run = cursor.u32() + 1;
        block = cursor.u32();
        cursor.u32();
        left -= HEADER;
        if (run > LONGEST_RUN) {
            throw cursor.corrupt("it has " + run + " entries in a row");
        }
    }

    private void requireName() throws IOException {
        boolean dots = name[0] == '.' && (name.length == 1 || (name.length == 2 && name[1] == '.'));
        for (byte character : name) {
            dots |= character == '/' || character == 0;
        }
        if (dots) {
            throw cursor.corrupt("'" + Names.printable(Names.decode(name)) + "' is no name");
        }
    }

    byte[] name() {
        return name;
    }

    Entry entry() {
        return new Found(fileSystem, Names.decode(name), type, (block << 16) | offset);
    }

    private record Found(SquashFileSystem fileSystem, String name, FileType type, long reference) implements Entry {
        @Override
        public Node node() throws IOException {
            return fileSystem.node(reference);
        }
    }
}
