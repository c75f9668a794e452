package htg.fsimage.tar;

import htg.fsimage.archive.ArchiveBuilder;
import htg.fsimage.archive.ArchiveVolume;
import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.FileSystemInfo;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.volume.CorruptFileSystemException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Goes through an archive once, and passes over the data. */
final class TarIndexer {
    private final ArchiveVolume volume;
    private final TarReader reader;
    private final ArchiveBuilder builder;
    private String format = "";
    private String label = "";
    private long members;

    private TarIndexer(OpenRequest request) {
        this.volume = new ArchiveVolume(request.volume(), "tar");
        this.reader = new TarReader(volume, request.limits());
        this.builder = new ArchiveBuilder(request.limits(), reader);
    }

    static FileSystem open(OpenRequest request) throws IOException {
        return new TarIndexer(request).run();
    }

    private FileSystem run() throws IOException {
        // What is no archive at all is told at once; later damage ends it.
        TarHeader.of(volume.read(0, TarHeader.BLOCK), 0);
        long at = 0;
        try {
            while (at < volume.size()) {
                at = atHeader(at);
            }
        } catch (CorruptFileSystemException damaged) {
            builder.problem("The archive ends at byte " + at + ": " + damaged.getMessage() + ".");
        }
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("format", format);
        facts.put("members", String.valueOf(members));
        return builder.finish(FileSystemInfo.of("tar", label, "", volume.size(), volume.size())
                .facts(facts));
    }

    /** Takes what is at a place; where the next begins. */
    private long atHeader(long at) throws IOException {
        byte[] block = volume.read(at, (int) Math.min(TarHeader.BLOCK, volume.size() - at));
        if (block.length < TarHeader.BLOCK) {
            return volume.size();
        } else if (block[0] == 0 && !TarHeader.sound(block)) {
            return afterEnd(at);
        }
        TarHeader header = TarHeader.of(block, at);
        if (format.isEmpty()) {
            format = header.type() == 'x' || header.type() == 'g' ? "pax" : header.format();
        }
        switch (header.type()) {
            case 'g' -> reader.addGlobal(header, at);
            case 'V' -> label = header.name();
            case 'M' -> builder.problem("The archive goes on from another volume, whose member is left out.");
            case 'N' -> builder.problem("Old GNU long names are not read.");
            default -> {
                return member(at);
            }
        }
        return reader.after(header, at);
    }

    /** Behind the zeros that end an archive there may be another one. */
    private long afterEnd(long at) throws IOException {
        long next = volume.afterZeros(at) / TarHeader.BLOCK * TarHeader.BLOCK;
        if (next == at) {
            throw new CorruptFileSystemException("tar header", at, "it fails its checksum");
        } else if (volume.size() - next < TarHeader.BLOCK) {
            return volume.size();
        } else if (!TarHeader.sound(volume.read(next, TarHeader.BLOCK))) {
            builder.problem("From byte " + next + " on there is something else.");
            return volume.size();
        }
        return next;
    }

    private long member(long at) throws IOException {
        TarMember member;
        try {
            member = reader.read(at);
        } catch (CorruptFileSystemException damaged) {
            builder.problem("The member at byte " + at + " is left out: " + damaged.getMessage() + ".");
            return behindDamaged(at);
        }
        long end = reader.padded(member.dataPlace(), member.stored(), at);
        members++;
        try {
            if (member.header().type() == TarMember.HARD_LINK) {
                builder.link(member.name(), member.linkName());
            } else {
                builder.add(member.name(), member.attributes().type(), at);
            }
        } catch (CorruptFileSystemException damaged) {
            builder.problem("The member at byte " + at + " is left out: " + damaged.getMessage() + ".");
        }
        return end;
    }

    /** A header with a right checksum says how much to pass over, whatever is wrong with the rest. */
    private long behindDamaged(long at) throws IOException {
        return reader.after(TarHeader.of(volume.read(at, TarHeader.BLOCK), at), at);
    }
}
