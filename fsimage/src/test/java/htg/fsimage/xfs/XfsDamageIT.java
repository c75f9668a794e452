package htg.fsimage.xfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.Tools;
import htg.fsimage.fs.FilePath;
import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.Limits;
import htg.fsimage.fs.Node;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.testkit.Listing;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.UnsupportedFormatException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damage in one place does not spoil what is in others. */
class XfsDamageIT {
    private static final Listing.Detail DETAIL = Listing.Detail.CONTENT;
    private static final int MANY = 2000;

    @TempDir
    private Path folder;

    private Path sample = Path.of("");
    private Path image = Path.of("");
    private Volume volume = Volume.of(new byte[0]);

    @BeforeEach
    void makeSample() throws IOException {
        Tools.require("mkfs.xfs", "xfs_db", "env");
        image = folder.resolve("xfs.img");
        sample = folder.resolve("sample");
        Path crowd = Files.createDirectories(sample.resolve("crowd"));
        for (int i = 0; i < MANY; i++) {
            Files.createFile(crowd.resolve("file-with-number-" + i));
        }
        Files.writeString(sample.resolve("one"), "one".repeat(5000));
        Files.writeString(sample.resolve("two"), "two");
    }

    @AfterEach
    void close() throws IOException {
        volume.close();
    }

    private FileSystem open() throws IOException {
        volume.close();
        volume = Volume.open(image);
        return XfsImage.open(volume);
    }

    private Node find(String path) throws IOException {
        return FilePath.require(open().root(), path, Limits.STANDARD);
    }

    private void overwrite(long at, int length) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.seek(at);
            file.write(new byte[length]);
        }
    }

    /** Where in the image a structure of version 5 is that belongs to an inode. */
    private List<Long> places(int magic, int at, int ownerAt, long owner) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(image));
        List<Long> found = new ArrayList<>();
        for (int block = 0; block < bytes.capacity(); block += 4096) {
            boolean here = Short.toUnsignedInt(bytes.getShort(block + at)) == magic;
            if (here && bytes.getLong(block + ownerAt) == owner) {
                found.add((long) block);
            }
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(strings = {"-m crc=1", "-m crc=0", "-m crc=1 -b size=1024 -d agcount=2", "-m crc=1 -d agcount=9"})
    void usesACopyOfADamagedSuperblock(String options) throws IOException {
        XfsImage.make(image, "160m", options, sample);
        long used = open().info().used();
        for (int length : new int[] {30, 512, 65_536}) {
            overwrite(0, length);
            volume.close();
            volume = Volume.open(image);
            FileSystem fileSystem = new XfsProvider().open(OpenRequest.of(volume));
            assertThat(fileSystem.info().problems()).singleElement().asString().contains("superblock is damaged");
            assertThat(fileSystem.info().used()).isIn(used, -1L);
            if (length <= 512) {
                assertThat(Listing.of(fileSystem.root(), DETAIL)).isEqualTo(Listing.of(sample, DETAIL));
            }
        }
    }

    @Test
    void aDamagedInodeIsAnErrorOfThatFileOnly() throws IOException {
        XfsImage.make(image, "20m", "-m crc=1", sample);
        long number = find("one").attributes().id();
        Tools.run("xfs_db", "-x", "-c", "inode " + number, "-c", "write -c core.uid 77", image);
        assertThatThrownBy(() -> find("one"))
                .isInstanceOf(CorruptFileSystemException.class)
                .hasMessageContaining("XFS inode " + number)
                .hasMessageContaining("checksum");
        assertThat(find("two").attributes().size()).isEqualTo(3);
    }

    @Test
    void theOtherBlocksOfADamagedFolderAreListed() throws IOException {
        XfsImage.make(image, "20m", "-m crc=1", sample);
        Node crowd = find("crowd");
        List<Long> blocks = places(0x5844, 0, 40, crowd.attributes().id());
        assertThat(blocks).hasSizeGreaterThan(5);
        overwrite(blocks.get(2) + 100, 10);
        List<String> names = new ArrayList<>();
        assertThatThrownBy(() -> crowd.list(entry -> names.add(entry.name())))
                .isInstanceOf(CorruptFileSystemException.class)
                .hasMessageContaining("folder block");
        assertThat(names).hasSizeBetween(MANY - 200, MANY - 50);
        assertThat(crowd.child(names.get(1500))).isPresent();
    }

    @Test
    void namesAreFoundWithoutTheHashesToo() throws IOException {
        XfsImage.make(image, "20m", "-m crc=1", sample);
        Node crowd = find("crowd");
        long number = crowd.attributes().id();
        List<Long> hashes = new ArrayList<>(places(0x3DF1, 8, 48, number));
        hashes.addAll(places(0x3EBE, 8, 48, number));
        hashes.addAll(places(0x3DFF, 8, 48, number));
        assertThat(hashes).isNotEmpty();
        for (long block : hashes) {
            overwrite(block + 64, 10);
        }
        assertThat(crowd.child("file-with-number-1234")).isPresent();
        assertThat(crowd.child("no-such-file")).isEmpty();
    }

    @Test
    void aDamagedTargetIsNotReturned() throws IOException {
        String target = "x/".repeat(450) + "x";
        Files.createSymbolicLink(sample.resolve("link"), Path.of(target));
        XfsImage.make(image, "20m", "-m crc=1", sample);
        XfsImage.repairLink(image, "link", target);
        Node link = open().root().child("link").orElseThrow();
        assertThat(link.target()).isEqualTo(target);
        overwrite(places(0x5853, 0, 32, link.attributes().id()).get(0) + 200, 3);
        assertThatThrownBy(link::target).isInstanceOf(CorruptFileSystemException.class);
    }

    @Test
    void refusesAFileOnTheRealtimeDevice() throws IOException {
        XfsImage.make(image, "20m", "-m crc=1", sample);
        long number = find("one").attributes().id();
        Tools.run("xfs_db", "-x", "-c", "inode " + number, "-c", "write -d core.realtime 1", image);
        assertThatThrownBy(() -> find("one").open())
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining("realtime device");
    }

    @Test
    void saysThatTheVolumeIsTooShort() throws IOException {
        XfsImage.make(image, "24m", "-m crc=1", sample);
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(20 << 20);
        }
        FileSystem fileSystem = open();
        assertThat(fileSystem.info().problems()).anyMatch(problem -> problem.contains("larger than its volume"));
        assertThat(fileSystem.root().attributes().links()).isEqualTo(3);
    }
}
