package htg.fsimage.boot.kernel;

import htg.fsimage.fs.Content;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Names;
import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An EFI program (PE Format, Microsoft): its machine and its sections.
 *
 * @param machine the COFF machine number, such as 0x8664
 * @param sections in the order of the table
 */
public record PeFile(int machine, List<Section> sections) {
    private static final int SECTION = 40;
    private static final int MOST_SECTIONS = 96;
    private static final int LONGEST_TEXT = 64 << 10;

    public PeFile {
        sections = List.copyOf(sections);
    }

    /**
     * A section.
     *
     * @param name such as {@code .linux}
     * @param offset in the file, in bytes
     * @param size of what is stored, without padding
     */
    public record Section(String name, long offset, long size) {}

    /** Whether a file begins as such programs do. */
    public static boolean is(Content content) throws IOException {
        return content.size() >= 64
                && ContentBytes.start(content, "DOS header", 64).has(0, (byte) 'M', (byte) 'Z');
    }

    /**
     * Reads the headers.
     *
     * @throws CorruptFileSystemException when it is no PE file or its table leaves it
     */
    public static PeFile read(Content content) throws IOException {
        Structure dos = ContentBytes.start(content, "DOS header", 64);
        dos.require(dos.has(0, (byte) 'M', (byte) 'Z'), "it does not begin with MZ");
        long at = dos.u32(0x3C);
        Structure coff = ContentBytes.read(content, "PE header", at, 24, ByteOrder.LITTLE_ENDIAN);
        coff.require(coff.has(0, (byte) 'P', (byte) 'E', (byte) 0, (byte) 0), "its signature is missing");
        int count = coff.u16(6);
        coff.require(count <= MOST_SECTIONS, "it has " + count + " sections");
        long table = at + 24 + coff.u16(20);
        Structure rows =
                ContentBytes.read(content, "PE section table", table, (long) count * SECTION, ByteOrder.LITTLE_ENDIAN);
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sections.add(section(rows.part("PE section " + i, i * SECTION, SECTION), content.size()));
        }
        return new PeFile(coff.u16(4), sections);
    }

    private static Section section(Structure row, long fileSize) throws CorruptFileSystemException {
        long used = row.u32(8);
        long stored = row.u32(16);
        long offset = row.u32(20);
        long size = used > 0 && used < stored ? used : stored;
        row.require(size <= fileSize && offset <= fileSize - size, "it leaves the file");
        return new Section(row.text(0, 8), offset, size);
    }

    /** The text in a section, up to its first NUL and of at most 64 KiB; empty where there is no such section. */
    public String text(Content content, String name) throws IOException {
        Optional<Section> section = section(name);
        if (section.isEmpty()) {
            return "";
        }
        String text = Names.decode(bytes(content, section.get(), LONGEST_TEXT));
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    /** The first bytes of a section. */
    public byte[] bytes(Content content, Section section, int most) throws IOException {
        long length = Math.min(most, section.size());
        return ContentBytes.read(content, section.name(), section.offset(), length, ByteOrder.LITTLE_ENDIAN)
                .bytes();
    }

    /** The first section of a name. */
    public Optional<Section> section(String name) {
        return sections.stream().filter(section -> section.name().equals(name)).findFirst();
    }
}
