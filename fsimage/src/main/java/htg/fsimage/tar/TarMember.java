package htg.fsimage.tar;

import htg.fsimage.archive.ArchiveVolume;
import htg.fsimage.archive.Member;
import htg.fsimage.archive.PieceContent;
import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.Attributes.Device;
import htg.fsimage.fs.Content;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Limits;
import htg.fsimage.fs.Times;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * A member: its header, and what the headers before it say about it.
 *
 * @param header the last of its headers
 * @param pax records that apply to it
 * @param name of it, whichever header says it
 * @param linkName where a link leads
 * @param headerPlace of {@code header}
 * @param dataPlace where its data begins
 * @param stored how many bytes of data follow
 */
record TarMember(
        ArchiveVolume volume,
        Limits limits,
        TarHeader header,
        PaxRecords pax,
        String name,
        String linkName,
        long headerPlace,
        long dataPlace,
        long stored,
        Attributes attributes)
        implements Member {
    static final char HARD_LINK = '1';
    static final char GNU_SPARSE = 'S';

    private static final long LAST_SECOND = 1L << 54;
    private static final String SCHILY = "SCHILY.xattr.";
    private static final String LIBARCHIVE = "LIBARCHIVE.xattr.";

    /** What a header's type stands for; v7 has folders only by the slash at their names' ends. */
    static FileType type(char type, String name) {
        return switch (type) {
            case '2' -> FileType.LINK;
            case '3' -> FileType.CHARACTER_DEVICE;
            case '4' -> FileType.BLOCK_DEVICE;
            case '5', 'D' -> FileType.FOLDER;
            case '6' -> FileType.PIPE;
            default -> name.endsWith("/") ? FileType.FOLDER : FileType.REGULAR;
        };
    }

    /** What the headers say of it. */
    static Attributes attributes(TarHeader header, PaxRecords pax, FileType type, long size) throws IOException {
        Instant modified = pax.time("mtime", Instant.ofEpochSecond(bounded(header.modified())));
        boolean device = type == FileType.CHARACTER_DEVICE || type == FileType.BLOCK_DEVICE;
        return Attributes.of(type, 0, size)
                .permissions(header.mode())
                .owner(pax.number("uid", header.owner()), pax.number("gid", header.group()))
                .device(device ? new Device(header.major(), header.minor()) : Device.NONE)
                .times(new Times(
                        modified, pax.time("ctime", Times.NEVER), pax.time("atime", Times.NEVER), Times.NEVER));
    }

    /** Times that nobody meant may be later than any. */
    private static long bounded(long seconds) {
        return Math.max(-LAST_SECOND, Math.min(LAST_SECOND, seconds));
    }

    @Override
    public Content open() throws IOException {
        SparseMap map = SparseMap.of(this);
        if (map == null) {
            return PieceContent.whole(volume.volume(), dataPlace, stored);
        }
        return PieceContent.sparse(
                volume.volume(), map.dataPlace(), stored - (map.dataPlace() - dataPlace), attributes.size(), map.map());
    }

    @Override
    public String target() {
        return linkName;
    }

    @Override
    public Map<String, byte[]> extendedAttributes() {
        Map<String, byte[]> found = new HashMap<>();
        pax.all().forEach((key, value) -> {
            if (key.startsWith(LIBARCHIVE)) {
                putEncoded(key.substring(LIBARCHIVE.length()), value, found);
            }
        });
        pax.all().forEach((key, value) -> {
            if (key.startsWith(SCHILY)) {
                found.put(key.substring(SCHILY.length()), value);
            } else if (key.equals("RHT.security.selinux")) {
                found.putIfAbsent("security.selinux", value);
            }
        });
        return found;
    }

    private static void putEncoded(String name, byte[] value, Map<String, byte[]> found) {
        try {
            String unpadded = new String(value, StandardCharsets.ISO_8859_1).replace("=", "");
            String decoded = URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
            found.put(decoded, Base64.getDecoder().decode(unpadded));
        } catch (IllegalArgumentException damaged) {
            // The other spelling of the same attribute is there as well, or it is lost.
            found.remove(name);
        }
    }
}
