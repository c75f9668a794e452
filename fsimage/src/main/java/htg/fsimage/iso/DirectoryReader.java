package htg.fsimage.iso;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Extent;
import htg.fsimage.volume.LimitExceededException;
import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Goes through a folder's records, 32 KB at a time, and joins those that are sections of one file (ECMA-119, 6.8.1 and 9.1.6). */
final class DirectoryReader {
    private static final int PIECE = 16 * Disc.SECTOR;
    /** Two million of the shortest records. */
    private static final long LARGEST = 64 << 20;
    /** With 4 GiB each more than any medium has. */
    private static final int MOST_SECTIONS = 1 << 16;

    private final Disc disc;
    private final Visitor visitor;
    private final List<Extent> sections = new ArrayList<>();
    private Optional<DirectoryRecord> first = Optional.empty();
    private Optional<CorruptFileSystemException> damage = Optional.empty();
    /** Whether one of the sections cannot be had, so that the others are no file. */
    private boolean incomplete;

    private boolean wanted = true;

    private DirectoryReader(Disc disc, Visitor visitor) {
        this.disc = disc;
        this.visitor = visitor;
    }

    /** Is given a file's first record and where its sections are; returns whether to go on. */
    @FunctionalInterface
    interface Visitor {
        boolean visit(DirectoryRecord record, List<Extent> sections) throws IOException;
    }

    /**
     * Visits all but the folder itself and the one above it.
     *
     * @throws CorruptFileSystemException at the end, when a part of it could not be read
     */
    static void visit(Disc disc, DirectoryRecord folder, Visitor visitor) throws IOException {
        new DirectoryReader(disc, visitor).visitAll(disc.offset(folder.block()), folder.size());
    }

    private void visitAll(long offset, long size) throws IOException {
        if (size > LARGEST) {
            throw new LimitExceededException("an ISO 9660 folder of " + size + " bytes; " + LARGEST + " are allowed");
        }
        for (long at = 0; at < size && wanted; at += PIECE) {
            visitPiece(disc.read("ISO 9660 folder", offset + at, (int) Math.min(PIECE, size - at)));
        }
        if (wanted && first.isPresent()) {
            note(first.get().fields().corrupt("its last section is missing"));
        }
        if (wanted && damage.isPresent()) {
            throw damage.get();
        }
    }

    private void visitPiece(Structure piece) throws IOException {
        int at = 0;
        while (at < piece.length() && wanted) {
            int end = Math.min(piece.length(), at - at % Disc.SECTOR + Disc.SECTOR);
            int length = piece.u8(at);
            if (length == 0) {
                // No record crosses the end of a sector; the rest of it is empty.
                at = end;
            } else if (length < DirectoryRecord.SMALLEST || at + length > end) {
                note(piece.corrupt("a record of " + length + " bytes at " + at % Disc.SECTOR + " of a sector"));
                at = end;
            } else {
                visitRecord(piece.part("ISO 9660 directory record", at, length));
                at += length;
            }
        }
    }

    private void visitRecord(Structure fields) throws IOException {
        DirectoryRecord record;
        try {
            record = DirectoryRecord.of(fields);
        } catch (CorruptFileSystemException broken) {
            note(broken);
            return;
        }
        if (!record.isDots() && !record.isAssociated()) {
            addSection(record);
        }
    }

    private void addSection(DirectoryRecord record) throws IOException {
        if (sections.size() >= Math.min(disc.limits().extents(), MOST_SECTIONS)) {
            throw new LimitExceededException("an ISO 9660 file has more than " + sections.size() + " sections");
        }
        incomplete |= first.isPresent() && record.isInterleaved();
        sections.add(new Extent(disc.offset(record.block()), record.size()));
        DirectoryRecord start = first.orElse(record);
        if (record.hasMoreSections()) {
            first = Optional.of(start);
            return;
        }
        visitFile(start, record);
    }

    private void visitFile(DirectoryRecord start, DirectoryRecord last) throws IOException {
        List<Extent> all = List.copyOf(sections);
        boolean complete = !incomplete;
        sections.clear();
        first = Optional.empty();
        incomplete = false;
        if (!java.util.Arrays.equals(start.identifier(), last.identifier())) {
            note(start.fields().corrupt("its last section has another name"));
        } else if (complete) {
            wanted = visitor.visit(start, all);
        } else {
            note(start.fields().corrupt("one of its sections is damaged or interleaved with other files"));
        }
    }

    private void note(CorruptFileSystemException found) {
        incomplete |= first.isPresent();
        if (damage.isEmpty()) {
            damage = Optional.of(found);
        }
    }
}
