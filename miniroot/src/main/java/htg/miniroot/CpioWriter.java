package htg.miniroot;

import htg.miniroot.MinirootEntry.CharacterDevice;
import htg.miniroot.MinirootEntry.Folder;
import htg.miniroot.MinirootEntry.Pipe;
import htg.miniroot.MinirootEntry.RegularFile;
import htg.miniroot.MinirootEntry.SymbolicLink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveOutputStream;
import org.apache.commons.compress.archivers.cpio.CpioConstants;

/**
 * Writes cpio archives in the "newc" format that the kernel unpacks (its Documentation/driver-api/early-userspace/
 * buffer-format.rst). Nothing of the machine that writes gets in: inode numbers count up, owner is root, one time for all.
 */
final class CpioWriter {
    private final long seconds;

    CpioWriter(Instant time) {
        this.seconds = time.getEpochSecond();
    }

    /** Writes all entries in the given order, and the trailer. The stream stays open. */
    void write(List<MinirootEntry> entries, OutputStream stream) throws IOException {
        CpioArchiveOutputStream archive = new CpioArchiveOutputStream(stream, CpioConstants.FORMAT_NEW);
        int inode = 0;
        for (MinirootEntry entry : entries) {
            FileContent content = content(entry);
            archive.putArchiveEntry(header(entry, ++inode, content.size()));
            content.writeTo(archive);
            archive.closeArchiveEntry();
        }
        archive.finish();
    }

    private CpioArchiveEntry header(MinirootEntry entry, int inode, int size) {
        CpioArchiveEntry header = new CpioArchiveEntry(CpioConstants.FORMAT_NEW, entry.path());
        header.setInode(inode);
        header.setNumberOfLinks(1);
        header.setMode(type(entry) | entry.mode());
        header.setTime(seconds);
        header.setSize(size);
        if (entry instanceof CharacterDevice device) {
            header.setRemoteDeviceMaj(device.major());
            header.setRemoteDeviceMin(device.minor());
        }
        return header;
    }

    private static long type(MinirootEntry entry) {
        if (entry instanceof Folder) {
            return CpioConstants.C_ISDIR;
        } else if (entry instanceof SymbolicLink) {
            return CpioConstants.C_ISLNK;
        } else if (entry instanceof CharacterDevice) {
            return CpioConstants.C_ISCHR;
        } else if (entry instanceof Pipe) {
            return CpioConstants.C_ISFIFO;
        }
        return CpioConstants.C_ISREG;
    }

    private static FileContent content(MinirootEntry entry) {
        if (entry instanceof RegularFile file) {
            return file.content();
        }
        return FileContent.of(
                entry instanceof SymbolicLink link ? link.target().getBytes(StandardCharsets.UTF_8) : new byte[0]);
    }
}
