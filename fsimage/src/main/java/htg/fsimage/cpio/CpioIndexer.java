package htg.fsimage.cpio;

import htg.fsimage.archive.ArchiveBuilder;
import htg.fsimage.archive.ArchiveVolume;
import htg.fsimage.fs.Attributes.Device;
import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.FileSystemInfo;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.LimitExceededException;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Goes through the archives once, and passes over the data. */
final class CpioIndexer {
    /** Memory that a file with several names takes while they are looked for. */
    private static final int LINKED = 128;

    private final ArchiveVolume volume;
    private final ArchiveBuilder builder;
    private final long most;
    /** The files of this archive that have several names. */
    private final Map<File, Integer> linked = new HashMap<>();

    private String format = "";
    private long members;
    private long archives;

    private record File(Device device, long inode) {}

    private CpioIndexer(OpenRequest request) {
        this.volume = new ArchiveVolume(request.volume(), "cpio");
        this.builder = new ArchiveBuilder(request.limits(), place -> CpioMember.read(volume, place));
        this.most = request.limits().memory() / 2 / LINKED;
    }

    static FileSystem open(OpenRequest request) throws IOException {
        return new CpioIndexer(request).run();
    }

    private FileSystem run() throws IOException {
        CpioMember first = CpioMember.read(volume, 0);
        format = first.header().format().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        long at = 0;
        try {
            while (at < volume.size()) {
                CpioMember member = CpioMember.read(volume, at);
                add(member, at);
                at = member.trailer() ? afterEnd(member.end()) : member.end();
            }
        } catch (CorruptFileSystemException damaged) {
            builder.problem("The archive ends at byte " + at + ": " + damaged.getMessage() + ".");
        }
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("format", format);
        facts.put("members", String.valueOf(members));
        facts.put("archives", String.valueOf(archives));
        return builder.finish(
                FileSystemInfo.of("cpio", "", "", volume.size(), volume.size()).facts(facts));
    }

    /** Behind the end of an archive, and zeros, there may be another one. */
    private long afterEnd(long at) throws IOException {
        archives++;
        linked.clear();
        long next = volume.afterZeros(at);
        if (next >= volume.size()) {
            return next;
        }
        byte[] magic = volume.read(next, (int) Math.min(CpioFormat.MAGIC, volume.size() - next));
        if (CpioFormat.of(magic).isEmpty()) {
            builder.problem("From byte " + next + " on there is something else, such as a packed archive.");
            return volume.size();
        }
        return next;
    }

    private void add(CpioMember member, long place) throws IOException {
        if (member.trailer()) {
            return;
        }
        members++;
        try {
            if (member.type() == FileType.UNKNOWN) {
                throw new CorruptFileSystemException("cpio member", place, "it is of no known type");
            } else if (member.type() != FileType.FOLDER && member.header().links() > 1) {
                addLinked(member, place);
            } else {
                builder.add(member.name(), member.type(), place);
            }
        } catch (CorruptFileSystemException damaged) {
            builder.problem("The member at byte " + place + " is left out: " + damaged.getMessage() + ".");
        }
    }

    /** Of a file with several names the data may be at any of them, mostly at the last. */
    private void addLinked(CpioMember member, long place) throws IOException {
        File file = new File(member.header().device(), member.header().inode());
        Integer known = linked.get(file);
        if (known != null) {
            builder.link(member.name(), known);
            if (member.header().size() > 0) {
                builder.place(known, place);
            }
            return;
        }
        if (linked.size() >= most) {
            throw new LimitExceededException("more than " + most + " files have several names");
        }
        linked.put(file, builder.add(member.name(), member.type(), place));
    }
}
