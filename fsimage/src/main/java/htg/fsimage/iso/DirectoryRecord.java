package htg.fsimage.iso;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import java.time.Instant;

/**
 * A directory record (ECMA-119, 9.1).
 *
 * @param fields its bytes
 * @param block first logical block of the section, behind its extended attribute record
 * @param size bytes of the section
 * @param flags 2 folder, 4 associated file, 128 more sections follow
 * @param date when it was recorded
 * @param identifierLength bytes of the name
 */
record DirectoryRecord(Structure fields, long block, long size, int flags, Instant date, int identifierLength) {
    static final int SMALLEST = 34;
    private static final int IDENTIFIER = 33;
    private static final int FOLDER = 2;
    private static final int ASSOCIATED = 4;
    private static final int MORE = 128;

    /** Takes it from its bytes, of which there are as many as its first says. */
    static DirectoryRecord of(Structure fields) throws CorruptFileSystemException {
        int name = fields.u8(32);
        fields.require(name > 0 && IDENTIFIER + name <= fields.length(), "its name of " + name + " bytes leaves it");
        return new DirectoryRecord(
                fields,
                BothEndian.u32(fields, 2, "the place") + fields.u8(1),
                BothEndian.u32(fields, 10, "the size"),
                fields.u8(25),
                IsoDate.ofNumbers(fields, 18),
                name);
    }

    boolean isFolder() {
        return (flags & FOLDER) != 0;
    }

    /** Whether it belongs to the file of the same name that follows, as the resource forks of Apple's files do. */
    boolean isAssociated() {
        return (flags & ASSOCIATED) != 0;
    }

    boolean hasMoreSections() {
        return (flags & MORE) != 0;
    }

    /** Whether it stands for its own folder or the one above. */
    boolean isDots() throws CorruptFileSystemException {
        return identifierLength == 1 && fields.u8(IDENTIFIER) <= 1;
    }

    boolean isInterleaved() throws CorruptFileSystemException {
        return fields.u8(26) != 0 || fields.u8(27) != 0;
    }

    byte[] identifier() throws CorruptFileSystemException {
        return fields.bytes(IDENTIFIER, identifierLength);
    }

    /** What follows the name. */
    Structure systemUse() throws CorruptFileSystemException {
        int start = Math.min(fields.length(), IDENTIFIER + identifierLength + (identifierLength % 2 == 0 ? 1 : 0));
        return fields.part("ISO 9660 system use area", start, fields.length() - start);
    }
}
