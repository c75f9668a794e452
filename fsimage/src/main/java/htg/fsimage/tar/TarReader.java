package htg.fsimage.tar;

import htg.fsimage.archive.ArchiveVolume;
import htg.fsimage.archive.Member;
import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Limits;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.LimitExceededException;
import htg.fsimage.volume.Names;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads members with all the headers that belong to them. */
final class TarReader implements Member.Reader {
    private static final int MOST_HEADERS = 32;
    private static final int MOST_GLOBAL = 1000;
    private static final int LONGEST_NAME = 64 << 10;
    private static final int LONGEST_RECORDS = 8 << 20;

    private final ArchiveVolume volume;
    private final Limits limits;
    /** The records for all members from a place on. */
    private final List<Global> globals = new ArrayList<>();

    private long globalMemory;

    private record Global(long from, PaxRecords records) {}

    TarReader(ArchiveVolume volume, Limits limits) {
        this.volume = volume;
        this.limits = limits;
    }

    @Override
    public TarMember read(long place) throws IOException {
        PaxRecords pax = global(place);
        String longName = "";
        String longLink = "";
        long at = place;
        for (int count = 0; count < MOST_HEADERS; count++) {
            TarHeader header = TarHeader.of(volume.read(at, TarHeader.BLOCK), at);
            switch (header.type()) {
                case 'x', 'X' -> pax = pax.with(data(header, at, LONGEST_RECORDS), at);
                case 'L' -> longName = text(data(header, at, LONGEST_NAME));
                case 'K' -> longLink = text(data(header, at, LONGEST_NAME));
                case 'g', 'V', 'N', 'M' -> longName = "";
                default -> {
                    return member(header, pax, longName, longLink, at);
                }
            }
            at = after(header, at);
        }
        throw new CorruptFileSystemException("tar member", place, "it has more than " + MOST_HEADERS + " headers");
    }

    private TarMember member(TarHeader header, PaxRecords pax, String longName, String longLink, long at)
            throws IOException {
        String name = pax.text("path", longName.isEmpty() ? header.name() : longName);
        name = pax.text("GNU.sparse.name", name);
        String link = pax.text("linkpath", longLink.isEmpty() ? header.linkName() : longLink);
        char typeLetter = header.type();
        FileType type = TarMember.type(typeLetter, name);
        boolean hasData = typeLetter == 'D' || (type == FileType.REGULAR && typeLetter != TarMember.HARD_LINK);
        long stored = hasData ? pax.number("size", header.size()) : 0;
        long size = type == FileType.LINK ? Names.encode(link).length : stored;
        size = pax.number("GNU.sparse.size", pax.number("GNU.sparse.realsize", size));
        if (typeLetter == TarMember.GNU_SPARSE) {
            size = pax.number("GNU.sparse.realsize", header.realSize());
        }
        if (stored < 0 || size < 0) {
            throw new CorruptFileSystemException("tar member", at, "its size is negative");
        }
        long data = dataPlace(header, at);
        Attributes attributes = TarMember.attributes(header, pax, type, type == FileType.FOLDER ? 0 : size);
        return new TarMember(volume, limits, header, pax, name, link, at, data, stored, attributes);
    }

    /** Behind the header, and the blocks with the map of a GNU sparse file. */
    private long dataPlace(TarHeader header, long at) throws IOException {
        long place = at + TarHeader.BLOCK;
        if (header.type() != TarMember.GNU_SPARSE) {
            return place;
        }
        boolean more = volume.read(at, TarHeader.BLOCK)[482] != 0;
        while (more) {
            more = volume.read(place, TarHeader.BLOCK)[504] != 0;
            place += TarHeader.BLOCK;
        }
        return place;
    }

    /** Takes a header with records for all members that follow. */
    void addGlobal(TarHeader header, long at) throws IOException {
        if (globals.size() >= MOST_GLOBAL) {
            throw new LimitExceededException("the tar archive has more than " + MOST_GLOBAL + " global headers");
        }
        byte[] data = data(header, at, LONGEST_NAME);
        PaxRecords records = global(at).with(data, at);
        globalMemory += data.length + records.memory();
        if (globalMemory > limits.memory() / 4) {
            throw new LimitExceededException("the global headers of the tar archive take more than "
                    + limits.memory() / 4 + " bytes of memory; so many are allowed");
        }
        globals.add(new Global(at, records));
    }

    private PaxRecords global(long place) {
        int low = 0;
        int high = globals.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (globals.get(middle).from() < place) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? PaxRecords.NONE : globals.get(low - 1).records();
    }

    private byte[] data(TarHeader header, long at, int most) throws IOException {
        long size = header.size();
        if (size > Math.min(most, limits.memory() / 3)) {
            throw new LimitExceededException("a header of the tar archive has " + size + " bytes");
        }
        return volume.read(at + TarHeader.BLOCK, (int) size);
    }

    private static String text(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return Names.decode(Arrays.copyOf(bytes, end));
    }

    /** The block behind a header and its data. */
    long after(TarHeader header, long at) throws IOException {
        return padded(at + TarHeader.BLOCK, header.size(), at);
    }

    /** Where the block begins behind some data. */
    long padded(long data, long size, long at) throws CorruptFileSystemException {
        if (size > volume.size() - data) {
            throw new CorruptFileSystemException("tar member", at, "its " + size + " bytes are cut off");
        }
        return data + (size + TarHeader.BLOCK - 1) / TarHeader.BLOCK * TarHeader.BLOCK;
    }
}
