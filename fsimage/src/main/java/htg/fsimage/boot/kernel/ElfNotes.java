package htg.fsimage.boot.kernel;

import htg.fsimage.volume.Structure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The notes of an ELF file that can only be read from its start on, as it comes out of its compression. */
final class ElfNotes {
    private static final int START = 0x1000;
    private static final int MOST_SEGMENTS = 64;
    private static final int MOST_NOTE_SEGMENTS = 4;
    private static final int LONGEST = 1 << 16;
    /** Program header type of notes. */
    private static final int NOTE = 4;

    private final Elf header;
    private final InputStream stream;
    private long position;

    private ElfNotes(Elf header, InputStream stream) {
        this.header = header;
        this.stream = stream;
    }

    /** A segment of notes: where it is in the file and how long. */
    private record Segment(long offset, long size) {}

    /** What the notes say to Xen; empty when it is no ELF file, or when the stream ends before them. Closes the stream. */
    static Optional<XenNotes> read(InputStream stream) throws IOException {
        try (stream) {
            Structure start = Structure.of("kernel", 0, stream.readNBytes(START), ByteOrder.LITTLE_ENDIAN);
            Optional<Elf> header = Elf.read(start);
            if (header.isEmpty()) {
                return Optional.empty();
            }
            InputStream whole = new SequenceInputStream(new ByteArrayInputStream(start.bytes()), stream);
            return new ElfNotes(header.get(), whole).read(segments(header.get(), start));
        }
    }

    private Optional<XenNotes> read(List<Segment> segments) throws IOException {
        XenNotes notes = new XenNotes();
        for (Segment segment : segments) {
            if (segment.offset() >= position) {
                if (!skipTo(segment.offset())) {
                    return Optional.empty();
                }
                byte[] bytes = stream.readNBytes((int) Math.min(segment.size(), LONGEST));
                notes.add(Structure.of("ELF notes", position, bytes, header.order()));
                position += bytes.length;
            }
        }
        return Optional.of(notes);
    }

    private boolean skipTo(long offset) throws IOException {
        while (position < offset) {
            long skipped = stream.skip(offset - position);
            if (skipped == 0 && stream.read() < 0) {
                return false;
            }
            position += Math.max(1, skipped);
        }
        return true;
    }

    /** In the order in which they come. */
    private static List<Segment> segments(Elf header, Structure start) throws IOException {
        List<Segment> found = new ArrayList<>();
        int count = Math.min(MOST_SEGMENTS, header.programCount());
        long end = start.length() - (long) header.programSize();
        boolean wide = header.bits() == 64;
        for (int i = 0; i < count && found.size() < MOST_NOTE_SEGMENTS; i++) {
            long at = header.programs() + (long) i * header.programSize();
            if (header.programSize() < (wide ? 56 : 32) || at < 0 || at > end) {
                break;
            }
            Structure row =
                    Structure.of("ELF segment", at, start.bytes((int) at, header.programSize()), header.order());
            if (row.u32(0) == NOTE) {
                found.add(
                        wide
                                ? new Segment(row.u63(8, "its offset"), row.u63(32, "its size"))
                                : new Segment(row.u32(4), row.u32(16)));
            }
        }
        found.sort(Comparator.comparingLong(Segment::offset));
        return found;
    }
}
