package htg.fsimage.cpio;

import htg.fsimage.archive.ArchiveVolume;
import htg.fsimage.archive.Member;
import htg.fsimage.archive.PieceContent;
import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.Attributes.Device;
import htg.fsimage.fs.Content;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Times;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Names;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/**
 * A member.
 *
 * @param dataPlace where its data begins
 * @param end where the next member begins
 */
record CpioMember(ArchiveVolume volume, CpioHeader header, String name, long dataPlace, long end) implements Member {
    static final String TRAILER = "TRAILER!!!";
    private static final int LONGEST_TARGET = 64 << 10;
    private static final int PIECE = 64 << 10;

    /** The member that begins at a place. */
    static CpioMember read(ArchiveVolume volume, long place) throws IOException {
        byte[] magic = volume.read(place, CpioFormat.MAGIC);
        CpioFormat format = CpioFormat.of(magic)
                .orElseThrow(() -> new CorruptFileSystemException("cpio header", place, "its magic number is wrong"));
        CpioHeader header = CpioHeader.of(format, volume.read(place, format.headerLength()), place);
        byte[] name = volume.read(place + format.headerLength(), header.nameLength());
        int end = 0;
        while (end < name.length && name[end] != 0) {
            end++;
        }
        long data = place + format.padded((long) format.headerLength() + header.nameLength());
        if (header.size() > volume.size() - data) {
            throw new CorruptFileSystemException("cpio member", place, "its " + header.size() + " bytes are cut off");
        }
        return new CpioMember(
                volume, header, Names.decode(Arrays.copyOf(name, end)), data, data + format.padded(header.size()));
    }

    /** Whether it ends its archive. */
    boolean trailer() {
        return name.equals(TRAILER) && header.size() == 0;
    }

    FileType type() {
        return FileType.ofMode(header.mode());
    }

    @Override
    public Attributes attributes() {
        FileType type = type();
        boolean device = type == FileType.CHARACTER_DEVICE || type == FileType.BLOCK_DEVICE;
        return Attributes.of(type, 0, header.size())
                .permissions(header.mode())
                .owner(header.owner(), header.group())
                .device(device ? header.special() : Device.NONE)
                .times(Times.ofModification(Instant.ofEpochSecond(header.modified())));
    }

    @Override
    public Content open() throws IOException {
        if (header.format() == CpioFormat.CRC) {
            verify();
        }
        return PieceContent.whole(volume.volume(), dataPlace, header.size());
    }

    /** Adds up its bytes, so that nothing is handed out that fails its checksum. */
    private void verify() throws IOException {
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE, header.size()));
        long sum = 0;
        for (long at = 0; at < header.size(); at += piece.limit()) {
            piece.clear().limit((int) Math.min(piece.capacity(), header.size() - at));
            volume.volume().read(dataPlace + at, piece);
            for (int i = 0; i < piece.limit(); i++) {
                sum += Byte.toUnsignedInt(piece.get(i));
            }
        }
        if ((sum & 0xFFFFFFFFL) != header.sum()) {
            throw new CorruptFileSystemException("cpio member", dataPlace, "it fails its checksum");
        }
    }

    @Override
    public String target() throws IOException {
        if (header.size() > LONGEST_TARGET) {
            throw new CorruptFileSystemException("cpio link", dataPlace, "it has " + header.size() + " bytes");
        }
        return Names.decode(volume.read(dataPlace, (int) header.size()));
    }

    @Override
    public Map<String, byte[]> extendedAttributes() {
        return Map.of();
    }
}
