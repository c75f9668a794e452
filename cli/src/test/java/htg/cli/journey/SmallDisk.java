package htg.cli.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A disk that soon is full, for one program: a file system in memory that only this program sees. Needs no privileges, but
 * {@link htg.testvm.Needs#privateMounts}.
 */
record SmallDisk(Path place, Path listing) {
    static SmallDisk in(Path folder) throws IOException {
        return new SmallDisk(Files.createDirectories(folder.resolve("small")), folder.resolve("left"));
    }

    /** What runs a program with this disk, and lists what is on it in the end. */
    List<String> wrapper(long kibibytes) {
        String mount = "mount -t tmpfs -o size=" + kibibytes + "k none " + place;
        String list = "(cd " + place + " && find . -mindepth 1) >" + listing;
        return List.of("unshare", "-rm", "sh", "-c", mount + " || exit 99; \"$@\"; s=$?; " + list + "; exit $s", "sh");
    }

    /** The names of files and folders that were on it when the program had ended. */
    List<String> left() throws IOException {
        return Files.readAllLines(listing);
    }
}
