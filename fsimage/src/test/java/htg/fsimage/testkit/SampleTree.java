package htg.fsimage.testkit;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Random;

/**
 * A folder with everything that file systems store in different ways. Always the same bytes.
 *
 * @param unix links, permissions and names that only Unix file systems have
 * @param attributes extended attributes, short and long
 * @param longest bytes of the longest name
 * @param many how many files one of the folders has
 * @param sparse size of a file of holes, 0 for none
 */
public record SampleTree(boolean unix, boolean attributes, int longest, int many, long sparse) {
    /** All, with a file of 5 GiB. */
    public static final SampleTree FULL = new SampleTree(true, true, 255, 10_000, 5L << 30);
    /** A little of everything, for tests that make many images. */
    public static final SampleTree SMALL = new SampleTree(true, true, 255, 300, 20L << 20);
    /** What DOS can store. */
    public static final SampleTree PLAIN = new SampleTree(false, false, 200, 1000, 0);

    private static final int[] SIZES = {
        0, 1, 59, 60, 61, 155, 156, 157, 511, 512, 513, 1023, 1024, 1025, 2048, 4095, 4096, 4097, 8191, 12_288, 49_152,
        65_535, 65_536, 65_537, 131_073, 1_000_000
    };

    public SampleTree withoutAttributes() {
        return new SampleTree(unix, false, longest, many, sparse);
    }

    public SampleTree sparse(long size) {
        return new SampleTree(unix, attributes, longest, many, size);
    }

    public SampleTree many(int files) {
        return new SampleTree(unix, attributes, longest, files, sparse);
    }

    /** Fills a new folder. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        writeSizes(folder.resolve("sizes"));
        writeNames(folder.resolve("names"));
        writeFolders(folder);
        if (unix) {
            writeLinks(folder.resolve("links"));
            writePermissions(folder.resolve("permissions"));
        }
        if (attributes) {
            writeAttributes(folder.resolve("attributes"));
        }
        if (sparse > 0) {
            writeSparse(folder.resolve("sparse"));
        }
        setTimes(folder);
    }

    private static byte[] content(long seed, int size) {
        byte[] bytes = new byte[size];
        Random random = new Random(seed);
        // Half of it is text that packs well, half does not pack at all.
        for (int at = 0; at < size; at++) {
            bytes[at] = (byte) (at / 8192 % 2 == 0 ? 'a' + at / 7 % 13 : random.nextInt());
        }
        return bytes;
    }

    private static void writeSizes(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (int size : SIZES) {
            Files.write(folder.resolve(size + ".bin"), content(size, size));
        }
    }

    private void writeNames(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String name : new String[] {
            "plain",
            "with space",
            "UPPER",
            "Mixed.Case.Text",
            ".hidden",
            "ümläut",
            "日本語",
            "ελληνικά",
            "emoji 🐧",
            "a.b.c.tar.gz"
        }) {
            Files.writeString(folder.resolve(name), name);
        }
        Files.writeString(folder.resolve("l".repeat(longest)), "long");
        if (longest >= 255) {
            Files.writeString(folder.resolve("ö".repeat(127) + "x"), "long, 255 bytes of UTF-8");
        }
        if (unix) {
            for (String name :
                    new String[] {"line\nbreak", "back\\slash", "quo\"te", "upper", "colon:", "-dash", "tab\tin", "end "
                    }) {
                Files.writeString(folder.resolve(name), name);
            }
        }
    }

    private void writeFolders(Path folder) throws IOException {
        Path crowd = Files.createDirectories(folder.resolve("many"));
        for (int i = 0; i < many; i++) {
            Files.writeString(crowd.resolve("file-with-a-number-%05d".formatted(i)), i % 50 == 0 ? "number " + i : "");
        }
        Path deep = folder.resolve("deep");
        for (int i = 0; i < 30; i++) {
            deep = deep.resolve("level" + i);
        }
        Files.createDirectories(deep);
        Files.writeString(deep.resolve("bottom"), "here it ends");
        Files.createDirectories(folder.resolve("empty"));
    }

    private static void writeLinks(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = Files.write(folder.resolve("first name"), content(7, 3000));
        Files.createLink(folder.resolve("second name"), file);
        Files.createLink(Files.createDirectories(folder.resolve("below")).resolve("third name"), file);
        Files.createSymbolicLink(folder.resolve("short"), Path.of("first name"));
        Files.createSymbolicLink(folder.resolve("absolute"), Path.of("/links/below"));
        Files.createSymbolicLink(folder.resolve("nowhere"), Path.of("no/such/file"));
        Files.createSymbolicLink(folder.resolve("up"), Path.of("../../../../../../etc/passwd"));
        Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
        Files.createSymbolicLink(folder.resolve("unicode"), Path.of("../names/日本語"));
        for (int length : new int[] {59, 60, 61, 150, 250, 1000}) {
            Files.createSymbolicLink(
                    folder.resolve("target of " + length), Path.of("x/".repeat(length / 2) + "x".repeat(length % 2)));
        }
    }

    private static void writePermissions(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String mode : new String[] {"rwxrwxrwx", "r--------", "rw-r-----", "--x--x--x"}) {
            Path file = Files.writeString(folder.resolve(mode), mode);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        }
        Files.setAttribute(Files.writeString(folder.resolve("setuid"), "s"), "unix:mode", 0104755);
        Files.setAttribute(Files.createDirectories(folder.resolve("sticky")), "unix:mode", 041777);
    }

    private static void writeAttributes(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (int size : new int[] {0, 1, 40, 100, 900, 2000}) {
            Path file = Files.writeString(folder.resolve("one of " + size), "x");
            set(file, "comment", content(size, size));
        }
        Path several = Files.createDirectories(folder.resolve("several on a folder"));
        for (int i = 0; i < 8; i++) {
            set(several, "name" + i, ("value " + i).repeat(i + 1).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void set(Path file, String name, byte[] value) throws IOException {
        Files.getFileAttributeView(file, UserDefinedFileAttributeView.class)
                .write(name, java.nio.ByteBuffer.wrap(value));
    }

    private void writeSparse(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("holes").toFile(), "rw")) {
            file.setLength(sparse);
            for (int place = 0; place < 20; place++) {
                file.seek(sparse / 23 * place + 4096L * place);
                file.write(content(place, 5000));
            }
        }
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("data last").toFile(), "rw")) {
            file.setLength(sparse / 5);
            file.seek(sparse / 5 - 10);
            file.write("the end".getBytes(StandardCharsets.UTF_8));
        }
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("nothing").toFile(), "rw")) {
            file.setLength(1_000_003);
        }
    }

    /** Whole and even seconds, as DOS has them. */
    private static void setTimes(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            long time = 1_500_000_000;
            for (Path file : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                if (!Files.isSymbolicLink(file)) {
                    Files.setLastModifiedTime(file, FileTime.from(java.time.Instant.ofEpochSecond(time)));
                    time += 2;
                }
            }
        }
    }
}
