package htg.fsimage.xfs;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.Tools;
import htg.fsimage.fs.Content;
import htg.fsimage.fs.FilePath;
import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Limits;
import htg.fsimage.fs.Node;
import htg.fsimage.testkit.Listing;
import htg.fsimage.testkit.SampleTree;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** File systems that the kernel fills, with what mkfs.xfs cannot make. */
class XfsMountIT {
    @TempDir
    private Path folder;

    @BeforeEach
    void requireTools() throws IOException {
        Tools.require(
                "mkfs.xfs", "env", "fallocate", "setfattr", "getfattr", "setfacl", "mknod", "mkfifo", "cp", "touch");
        Mount.require();
    }

    private Node find(FileSystem fileSystem, String path) throws IOException {
        return FilePath.require(fileSystem.root(), path, Limits.STANDARD);
    }

    /** A file of so many extents that they need a tree. */
    private static void writePieces(Path file) throws IOException {
        try (RandomAccessFile pieces = new RandomAccessFile(file.toFile(), "rw")) {
            for (int i = 0; i < 600; i++) {
                pieces.seek(i * 131_072L);
                pieces.write(("piece " + i).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** Folders whose blocks have holes between them. */
    private static void writeThinnedFolder(Path crowd) throws IOException {
        Files.createDirectories(crowd);
        for (int i = 0; i < 3600; i++) {
            Files.createFile(crowd.resolve("a name that takes some room, number " + i));
        }
        for (int i = 0; i < 3600; i++) {
            if ((i > 300 && i < 3000) || i % 3 != 0) {
                Files.delete(crowd.resolve("a name that takes some room, number " + i));
            }
        }
    }

    private static void writeAttributes(Path file) throws IOException {
        Files.createFile(file);
        var view = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
        for (int i = 0; i < 150; i++) {
            view.write("number" + i, StandardCharsets.UTF_8.encode(("value " + i).repeat(i % 40 + 1)));
        }
        view.write("large", StandardCharsets.UTF_8.encode("large ".repeat(9000)));
        view.write("block", StandardCharsets.UTF_8.encode("x".repeat(5000)));
    }

    private static void writeExtras(Path extra, boolean shared) throws IOException {
        Files.createDirectories(extra);
        writePieces(extra.resolve("pieces"));
        writeThinnedFolder(extra.resolve("thinned"));
        writeAttributes(extra.resolve("attributes"));
        Tools.run("fallocate", "-l", "3000000", extra.resolve("set aside"));
        Tools.run("fallocate", "-n", "-l", "3000000", extra.resolve("pieces"));
        if (shared) {
            Tools.run("cp", "--reflink=always", extra.resolve("pieces"), extra.resolve("shared"));
        }
        Tools.run("touch", "-d", "1931-05-06T07:08:09Z", extra.resolve("set aside"));
        Tools.run("touch", "-d", shared ? "2222-02-02T02:02:02Z" : "2033-03-03", extra.resolve("thinned"));
    }

    /** Apart from the rest, since the host's listing would open them. */
    private static void writeDevices(Path devices) throws IOException {
        Files.createDirectories(devices);
        Tools.run("mknod", devices.resolve("block"), "b", "259", "70000");
        Tools.run("mknod", devices.resolve("character"), "c", "1", "3");
        Tools.run("mkfifo", devices.resolve("pipe"));
    }

    private static void requireDevices(Node devices) throws IOException {
        List<String> found = new ArrayList<>();
        devices.list(entry -> {
            assertThat(entry.type()).isEqualTo(entry.node().attributes().type());
            return found.add(entry.name() + " " + entry.type() + " "
                    + entry.node().attributes().device());
        });
        assertThat(found)
                .containsExactly(
                        "block BLOCK_DEVICE Device[major=259, minor=70000]",
                        "character CHARACTER_DEVICE Device[major=1, minor=3]",
                        "pipe PIPE Device[major=0, minor=0]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-m reflink=1,rmapbt=1,bigtime=1 -i nrext64=1",
                "-m reflink=0,bigtime=0,finobt=0,inobtcount=0 -b size=1024 -i sparse=0,nrext64=0 -n size=16k",
                "-m reflink=1,bigtime=1 -i size=1024,maxpct=90 -b size=2048 -n size=4096"
            })
    void readsWhatTheKernelWrites(String options) throws IOException {
        Path image = XfsImage.make(folder.resolve("xfs.img"), "200m", options);
        List<String> expected;
        try (Mount mount = Mount.of(image)) {
            SampleTree.SMALL.write(mount.folder().resolve("sample"));
            writeExtras(mount.folder().resolve("extra"), options.contains("reflink=1"));
            expected = Listing.of(mount.folder(), Listing.Detail.ALL);
            writeDevices(mount.folder().resolve("extra/devices"));
        }
        try (Volume volume = Volume.open(image)) {
            FileSystem fileSystem = XfsImage.open(volume);
            List<String> found = new ArrayList<>(Listing.of(fileSystem.root(), Listing.Detail.ALL));
            found.removeIf(line -> line.startsWith("/extra/devices"));
            assertThat(found.remove(0)).startsWith("/extra d");
            assertThat(found).isEqualTo(expected.subList(1, expected.size()));
            assertThat(fileSystem.info().problems()).isEmpty();
            requireDevices(find(fileSystem, "extra/devices"));
            Content aside = find(fileSystem, "extra/set aside").open();
            assertThat(aside.run(0).hole()).isTrue();
            everyNameIsFound(find(fileSystem, "extra/thinned"));
            everyNameIsFound(find(fileSystem, "sample/many"));
        }
    }

    private static void everyNameIsFound(Node crowd) throws IOException {
        crowd.list(entry -> {
            assertThat(crowd.child(entry.name()).orElseThrow().attributes().id())
                    .isEqualTo(entry.node().attributes().id());
            return true;
        });
        assertThat(crowd.child("a name that takes some room, number 2000")).isEmpty();
        assertThat(crowd.child("no such name")).isEmpty();
    }

    @Test
    void readsALargeTreeAndAFileLongerThanTheVolume() throws IOException {
        Path image = XfsImage.make(folder.resolve("xfs.img"), "300m", "-L large");
        List<String> expected;
        try (Mount mount = Mount.of(image)) {
            SampleTree.FULL.write(mount.folder().resolve("sample"));
            expected = Listing.of(mount.folder(), Listing.Detail.ALL);
        }
        try (Volume volume = Volume.open(image)) {
            FileSystem fileSystem = XfsImage.open(volume);
            assertThat(fileSystem.info().label()).isEqualTo("large");
            assertThat(Listing.of(fileSystem.root(), Listing.Detail.ALL)).isEqualTo(expected);
        }
    }

    /** What getfattr shows without what the kernel makes up from others. */
    private static Map<String, String> shown(Path file) {
        Map<String, String> shown = new TreeMap<>();
        Tools.run("getfattr", "-d", "-m", "-", "-e", "hex", "--absolute-names", file)
                .lines()
                .filter(line -> line.contains("=") && !line.startsWith("system."))
                .forEach(line ->
                        shown.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf("=0x") + 3)));
        return shown;
    }

    @Test
    void readsAttributesOfAllNameSpaces() throws IOException {
        Path image = XfsImage.make(folder.resolve("xfs.img"), "64m", "");
        Map<String, String> expected;
        try (Mount mount = Mount.of(image)) {
            Path file = Files.createFile(mount.folder().resolve("file"));
            Tools.run("setfattr", "-n", "user.comment", "-v", "mine", file);
            Tools.run("setfattr", "-n", "trusted.secret", "-v", "root's", file);
            Tools.run("setfattr", "-n", "security.htg", "-v", "safe", file);
            Tools.run("setfacl", "-m", "u:1000:rw,g:50:r", file);
            expected = shown(file);
        }
        try (Volume volume = Volume.open(image)) {
            Map<String, String> found = new TreeMap<>();
            find(XfsImage.open(volume), "file")
                    .extendedAttributes()
                    .forEach((name, value) -> found.put(name, HexFormat.of().formatHex(value)));
            assertThat(found).isEqualTo(expected);
            assertThat(found).containsKeys("user.comment", "trusted.secret", "security.htg", "trusted.SGI_ACL_FILE");
        }
    }

    @Test
    void saysThatItWasNotUnmountedCleanly() throws IOException {
        Tools.require("xfs_io");
        Path image = XfsImage.make(folder.resolve("xfs.img"), "64m", "");
        try (Mount mount = Mount.of(image)) {
            Files.writeString(mount.folder().resolve("early"), "early");
            Tools.run("sync", "-f", mount.folder());
            Files.writeString(mount.folder().resolve("late"), "late");
            Tools.run("xfs_io", "-x", "-c", "shutdown -f", mount.folder());
        }
        try (Volume volume = Volume.open(image)) {
            FileSystem fileSystem = XfsImage.open(volume);
            assertThat(fileSystem.info().problems()).singleElement().asString().contains("not unmounted cleanly");
            assertThat(fileSystem.info().used()).isPositive();
            assertThat(fileSystem.root().attributes().type()).isEqualTo(FileType.FOLDER);
        }
    }

    @Test
    void findsTheEndOfALogThatWentAround() throws IOException {
        Path image = XfsImage.make(folder.resolve("xfs.img"), "64m", "-m rmapbt=0,reflink=0 -l size=4m");
        for (int turn = 0; turn < 4; turn++) {
            try (Mount mount = Mount.of(image)) {
                fillLog(mount.folder());
            }
            try (Volume volume = Volume.open(image)) {
                assertThat(XfsImage.open(volume).info().problems()).isEmpty();
            }
        }
        try (Volume volume = Volume.open(image)) {
            Superblock superblock = Superblock.read(volume, 0);
            ByteBuffer start = ByteBuffer.wrap(volume.read(superblock.geometry().place(superblock.logStart()), 512));
            assertThat(start.getInt(0) == 0xFEEDBABE ? start.getInt(4) : start.getInt(0))
                    .as("turns")
                    .isGreaterThan(1);
        }
    }

    private static void fillLog(Path folder) throws IOException {
        for (int i = 0; i < 1500; i++) {
            Files.createFile(folder.resolve("a".repeat(200) + i));
        }
        Tools.run("sync", "-f", folder);
        for (int i = 0; i < 1500; i++) {
            Files.delete(folder.resolve("a".repeat(200) + i));
        }
    }
}
