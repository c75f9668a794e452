package htg.image.debian;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Writes files as a tar archive that depends on nothing but them: sorted, one time stamp, numeric owners. */
public final class TreeArchive {
    private TreeArchive() {}

    /** The archive; folders that are missing among {@code files} are added with mode 0755. */
    public static byte[] tar(List<TreeFile> files, Instant date) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Set<String> folders = new HashSet<>();
        try (TarArchiveOutputStream archive = new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name())) {
            archive.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            List<TreeFile> sorted =
                    files.stream().sorted(Comparator.comparing(TreeFile::path)).toList();
            for (TreeFile file : sorted) {
                addFolders(archive, file.path(), date, folders);
                add(archive, file, date);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes.toByteArray();
    }

    private static void add(TarArchiveOutputStream archive, TreeFile file, Instant date) throws IOException {
        boolean link = file.link().isPresent();
        TarArchiveEntry entry =
                new TarArchiveEntry("./" + file.path(), link ? TarConstants.LF_SYMLINK : TarConstants.LF_NORMAL);
        file.link().ifPresent(entry::setLinkName);
        entry.setMode(file.mode());
        entry.setIds(0, file.group());
        entry.setSize(file.content().length);
        put(archive, entry, date, file.content());
    }

    private static void addFolders(TarArchiveOutputStream archive, String path, Instant date, Set<String> known)
            throws IOException {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            String folder = path.substring(0, slash);
            if (known.add(folder)) {
                TarArchiveEntry entry = new TarArchiveEntry("./" + folder + "/");
                entry.setMode(0755);
                entry.setIds(0, 0);
                put(archive, entry, date, new byte[0]);
            }
        }
    }

    private static void put(TarArchiveOutputStream archive, TarArchiveEntry entry, Instant date, byte[] content)
            throws IOException {
        entry.setLastModifiedTime(FileTime.from(date));
        entry.setUserName("");
        entry.setGroupName("");
        archive.putArchiveEntry(entry);
        archive.write(content);
        archive.closeArchiveEntry();
    }
}
