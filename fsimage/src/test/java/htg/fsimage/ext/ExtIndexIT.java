package htg.fsimage.ext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.Tools;
import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.Limits;
import htg.fsimage.fs.Node;
import htg.fsimage.testkit.CountingVolume;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names that are found by the index of their folder, as e2fsck makes it with each hash that there is. */
class ExtIndexIT {
    private static final int FILES = 5000;
    /** Inodes, a page of the map and two or three pages with blocks of the folder. */
    private static final long FEW_BYTES = 150_000;

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeImages() throws IOException {
        Path tree = shared.resolve("tree");
        Path big = Files.createDirectories(tree.resolve("big"));
        for (int i = 0; i < FILES; i++) {
            Files.createFile(big.resolve(name(i)));
        }
        Path small = Files.createDirectories(tree.resolve("small"));
        for (int i = 0; i < 200; i++) {
            Files.createFile(small.resolve(name(i)));
        }
        make("metadata_csum");
        make("^metadata_csum");
    }

    private static void make(String features) throws IOException {
        ExtImage.make(
                shared.resolve(features),
                32 << 20,
                shared.resolve("tree"),
                List.of("-t", "ext4", "-b", "1024", "-N", "6000", "-O", "^has_journal," + features));
    }

    /** Of 6 to 180 bytes, many of them beyond ASCII. */
    private static String name(int i) {
        return (i % 3 == 0 ? "größe-" : "name-") + i + "-ä日".repeat(i % 30);
    }

    private ExtImage indexed(String features, String hash, int flags) throws IOException {
        Path copy = folder.resolve("image");
        Files.copy(shared.resolve(features), copy, StandardCopyOption.REPLACE_EXISTING);
        ExtImage image = ExtImage.of(copy);
        Tools.run("tune2fs", "-E", "hash_alg=" + hash, copy);
        image.debugfs("ssv flags " + flags);
        image.index();
        return image;
    }

    private static Node find(FileSystem fileSystem, String name) throws IOException {
        return fileSystem.root().child(name).orElseThrow();
    }

    /** Flag 1 is for hashes of signed characters, 2 for those of unsigned ones. */
    @ParameterizedTest
    @CsvSource({"legacy, 1, 0", "legacy, 2, 0", "half_md4, 1, 1", "half_md4, 2, 1", "tea, 1, 2", "tea, 2, 2"})
    void findsEveryNameThatDebugfsListsInAFewBlocks(String hash, int flags, int version) throws IOException {
        ExtImage image = indexed("metadata_csum", hash, flags);
        assertThat(image.debugfs("htree_dump /big")).contains("Hash Version: " + version, "Indirect levels: 1");
        Map<String, Long> listed = ExtDebug.names(image, "/big");
        assertThat(listed).hasSize(FILES);
        try (CountingVolume volume = new CountingVolume(image.volume())) {
            FileSystem fileSystem = ExtImage.open(volume);
            Node big = find(fileSystem, "big");
            volume.forget();
            assertThat(big.child("nobody")).isEmpty();
            assertThat(big.child(name(FILES - 1))).isPresent();
            assertThat(volume.bytes()).isLessThan(FEW_BYTES);
            for (Map.Entry<String, Long> one : listed.entrySet()) {
                assertThat(big.child(one.getKey()).orElseThrow().attributes().id())
                        .as(one.getKey())
                        .isEqualTo(one.getValue());
                assertThat(big.child(one.getKey() + "?")).isEmpty();
            }
            assertThat(fileSystem.info().problems()).isEmpty();
        }
    }

    @Test
    void goesOnWhereNamesWithOneHashAreInSeveralBlocks() throws IOException {
        ExtImage image = indexed("^metadata_csum", "half_md4", 1);
        try (Volume volume = image.volume()) {
            Superblock superblock = Superblock.read(volume, Superblock.PLACE);
            Disk disk = new Disk(volume, superblock, Limits.STANDARD);
            Inode small = inode(disk, image, "/small");
            long root = BlockMap.of(disk, small).at(0).place();
            Structure table = Structure.read(volume, "root", root * 1024, 1024, ByteOrder.LITTLE_ENDIAN);
            int entry = table.u16(34) / 2;
            byte[] name = lastName(disk, small, table.u32(32 + 8 * entry + 4));
            long hash = FolderHash.HALF_MD4.of(name, true, superblock.hashSeed());
            assertThat(hash).isGreaterThan(table.u32(32 + 8 * entry)).isLessThan(table.u32(40 + 8 * entry));
            // As if the block before ended with other names of this hash.
            image.overwrite(
                    root * 1024 + 32 + 8L * entry,
                    ByteBuffer.allocate(4)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putInt((int) hash | 1)
                            .array());
            List<String> seen = new ArrayList<>();
            Disk changed = new Disk(volume, superblock, Limits.STANDARD);
            new FolderIndex(changed, small).visit(name, (number, type, bytes, at, length) -> {
                seen.add(FolderNames.decode(bytes, at, length));
                return true;
            });
            assertThat(seen).contains(new String(name, StandardCharsets.UTF_8)).hasSizeLessThan(50);
        }
    }

    private static Inode inode(Disk disk, ExtImage image, String path) throws IOException {
        String stat = image.debugfs("stat " + path).replaceFirst("(?s).*Inode: (\\d+).*", "$1");
        return new Inodes(disk).read(Long.parseLong(stat));
    }

    private static byte[] lastName(Disk disk, Inode inode, long number) throws IOException {
        long place = BlockMap.of(disk, inode).at(number).place() * 1024;
        byte[][] last = new byte[1][];
        byte[] block = disk.structure("leaf", place, 1024).bytes();
        new FolderBlock("leaf", place, block, 0, 1024)
                .visit(
                        (inodeNumber, type, bytes, at, length) -> {
                            last[0] = java.util.Arrays.copyOfRange(bytes, at, at + length);
                            return true;
                        },
                        new Damage());
        return last[0];
    }

    /** With checksums the index tells that it is damaged; without them it leads somewhere else. */
    @ParameterizedTest
    @CsvSource({"metadata_csum, 1", "^metadata_csum, 0"})
    void findsAllNamesWithADamagedIndexAsWell(String features, int problems) throws IOException {
        ExtImage image = indexed(features, "half_md4", 1);
        long root;
        try (Volume volume = image.volume()) {
            Disk disk = new Disk(volume, Superblock.read(volume, Superblock.PLACE), Limits.STANDARD);
            root = BlockMap.of(disk, inode(disk, image, "/small")).at(0).place() * 1024;
        }
        // All entries of the root but the first lead to the same block.
        for (int entry = 1; entry < 20; entry++) {
            image.overwrite(root + 36 + 8L * entry, (byte) 1);
        }
        try (Volume volume = image.volume()) {
            FileSystem fileSystem = ExtImage.open(volume);
            Node small = find(fileSystem, "small");
            for (int i = 0; i < 200; i++) {
                assertThat(small.child(name(i))).isPresent();
            }
            if (problems == 0) {
                assertThat(small.child("nobody")).isEmpty();
            } else {
                assertThatThrownBy(() -> small.child("nobody")).isInstanceOf(CorruptFileSystemException.class);
            }
            assertThat(fileSystem.info().problems()).hasSize(problems);
        }
    }
}
