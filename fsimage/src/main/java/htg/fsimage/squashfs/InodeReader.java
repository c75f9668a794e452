package htg.fsimage.squashfs;

import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.Attributes.Device;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Times;
import java.io.IOException;
import java.time.Instant;

/** Reads inodes: fourteen kinds, of which the later seven are the former with more room and attributes. */
final class InodeReader {
    private static final int KINDS = 7;
    private static final FileType[] TYPES = {
        FileType.FOLDER,
        FileType.REGULAR,
        FileType.LINK,
        FileType.BLOCK_DEVICE,
        FileType.CHARACTER_DEVICE,
        FileType.PIPE,
        FileType.SOCKET
    };

    private final SquashFileSystem fileSystem;
    private final MetadataCursor cursor;
    private final FileType type;
    private final boolean extended;
    private Attributes attributes;

    private InodeReader(SquashFileSystem fileSystem, MetadataCursor cursor) throws IOException {
        this.fileSystem = fileSystem;
        this.cursor = cursor;
        int kind = cursor.u16();
        if (kind < 1 || kind > 2 * KINDS) {
            throw cursor.corrupt("it is of kind " + kind);
        }
        this.extended = kind > KINDS;
        this.type = type(extended ? kind - KINDS : kind);
        int mode = cursor.u16();
        int owner = cursor.u16();
        int group = cursor.u16();
        long modified = cursor.u32();
        this.attributes = Attributes.of(type, cursor.u32(), 0)
                .permissions(mode)
                .owner(fileSystem.ids().number(owner), fileSystem.ids().number(group))
                .times(Times.ofModification(Instant.ofEpochSecond(modified)));
    }

    /** The type with a basic kind's number; {@link FileType#UNKNOWN} when there is none. */
    static FileType type(int kind) {
        return kind >= 1 && kind <= KINDS ? TYPES[kind - 1] : FileType.UNKNOWN;
    }

    /** The node whose inode begins here. */
    static SquashNode read(SquashFileSystem fileSystem, MetadataCursor cursor) throws IOException {
        InodeReader reader = new InodeReader(fileSystem, cursor);
        return switch (reader.type) {
            case FOLDER -> reader.folder();
            case REGULAR -> reader.file();
            case LINK -> reader.link();
            default -> reader.special();
        };
    }

    private void size(long bytes) {
        attributes = new Attributes(
                type,
                attributes.id(),
                bytes,
                attributes.permissions(),
                attributes.owner(),
                attributes.group(),
                attributes.links(),
                Device.NONE,
                attributes.times());
    }

    private void links() throws IOException {
        attributes = attributes.links(cursor.u32());
    }

    private SquashNode folder() throws IOException {
        long block;
        int offset;
        int indexes = 0;
        long xattrs = Xattrs.NONE;
        if (extended) {
            links();
            size(cursor.u32());
            block = cursor.u32();
            cursor.u32();
            indexes = cursor.u16();
            offset = cursor.u16();
            xattrs = cursor.u32();
        } else {
            block = cursor.u32();
            links();
            size(cursor.u16());
            offset = cursor.u16();
            cursor.u32();
        }
        return new SquashFolder(
                fileSystem,
                attributes,
                xattrs,
                new MetadataCursor.Position(fileSystem.superblock().folders() + block, offset),
                new SquashFolder.Indexes(indexes, cursor.position()));
    }

    private SquashNode file() throws IOException {
        long start = extended ? cursor.bits64() : cursor.u32();
        long xattrs = Xattrs.NONE;
        long size = 0;
        if (extended) {
            size = cursor.bits64();
            cursor.bits64();
            links();
        }
        long fragment = cursor.u32();
        long offset = cursor.u32();
        if (extended) {
            xattrs = cursor.u32();
        } else {
            size = cursor.u32();
        }
        if (start < 0 || size < 0) {
            throw cursor.corrupt(
                    "it has " + Long.toUnsignedString(size) + " bytes from " + Long.toUnsignedString(start));
        }
        size(size);
        return new SquashFile(
                fileSystem, attributes, xattrs, new SquashFile.Layout(start, fragment, offset, cursor.position()));
    }

    private SquashNode link() throws IOException {
        links();
        long length = cursor.u32();
        if (length > SquashLink.LONGEST) {
            throw cursor.corrupt("its target has " + length + " bytes");
        }
        size(length);
        MetadataCursor.Position target = cursor.position();
        long xattrs = Xattrs.NONE;
        if (extended) {
            cursor.skip(length);
            xattrs = cursor.u32();
        }
        return new SquashLink(fileSystem, attributes, xattrs, target);
    }

    private SquashNode special() throws IOException {
        links();
        if (type == FileType.BLOCK_DEVICE || type == FileType.CHARACTER_DEVICE) {
            int number = cursor.s32();
            attributes = attributes.device(
                    new Device((number >>> 8) & 0xFFF, (number & 0xFF) | ((number >>> 12) & 0xFFF00)));
        }
        return new SquashNode(fileSystem, attributes, extended ? cursor.u32() : Xattrs.NONE);
    }
}
