package htg.fsimage.xfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.fs.FileType;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.fs.Signature;
import htg.fsimage.fs.Times;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import htg.fsimage.volume.UnsupportedFormatException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class XfsTest {
    /** Four groups of 1000 blocks of 4096 bytes, the last one of 500. */
    private static final Geometry GEOMETRY = new Geometry(4096, 3500, 1000, 4, 10, 512, 3, 4096, 512);

    private final XfsProvider provider = new XfsProvider();

    private static Structure structure(byte[] bytes) {
        return Structure.of("test", 0, bytes, ByteOrder.BIG_ENDIAN);
    }

    /** A superblock of version 5 for {@link #GEOMETRY}, not yet sealed. */
    private static ByteBuffer superblock() {
        ByteBuffer block = ByteBuffer.allocate(4096);
        block.putInt(0, Superblock.MAGIC).putInt(4, 4096).putLong(8, 3500).putLong(56, 128);
        block.putInt(84, 1000).putInt(88, 4).putShort(100, (short) 0xB4A5);
        block.putShort(102, (short) 512).putShort(104, (short) 512).putShort(106, (short) 8);
        block.put(108, "htg".getBytes(StandardCharsets.US_ASCII));
        block.put(120, new byte[] {12, 9, 9, 3, 10});
        return block.putInt(216, 1);
    }

    private static byte[] sealed(ByteBuffer superblock) {
        byte[] bytes = new byte[superblock.capacity()];
        superblock.get(0, bytes);
        int sum = Checksum.of(Arrays.copyOf(bytes, 512), 224);
        ByteBuffer.wrap(bytes).putInt(224, Integer.reverseBytes(sum));
        return bytes;
    }

    private static Superblock parse(ByteBuffer superblock) throws IOException {
        return Superblock.read(Volume.of(sealed(superblock)), 0);
    }

    private static byte[] extent(boolean unwritten, long first, long start, long count) {
        byte[] extent = new byte[16];
        ByteBuffer.wrap(extent)
                .putLong((unwritten ? Long.MIN_VALUE : 0) | (first << 9) | (start >>> 43))
                .putLong((start << 21) | count);
        return extent;
    }

    @Test
    void numbersOfBlocksAndInodesHaveTheirGroupInFront() {
        assertThat(GEOMETRY.place((2L << 10) | 7)).isEqualTo((2000 + 7) * 4096L);
        assertThat(GEOMETRY.inodePlace((1L << 13) | (5 << 3) | 6)).isEqualTo((1000 + 5) * 4096L + 6 * 512);
        assertThat(GEOMETRY.has((3L << 10) | 499, 1)).isTrue();
        assertThat(GEOMETRY.has((3L << 10) | 499, 2)).isFalse();
        assertThat(GEOMETRY.has((2L << 10) | 1000, 1)).isFalse();
        assertThat(GEOMETRY.has(4L << 10, 1)).isFalse();
        assertThat(GEOMETRY.has(-1, 1)).isFalse();
        assertThat(GEOMETRY.hasInode(128)).isTrue();
        assertThat(GEOMETRY.hasInode(0)).isFalse();
        assertThat(GEOMETRY.hasInode((3L << 13) | (500 << 3))).isFalse();
    }

    @Test
    void readsASuperblock() throws IOException {
        Superblock superblock = parse(superblock());
        assertThat(superblock.geometry()).isEqualTo(GEOMETRY);
        assertThat(superblock.label()).isEqualTo("htg");
        assertThat(superblock.features()).isEqualTo(new Features(5, true, false, false, false));
        assertThat(provider.probe(sealed(superblock()))).contains(new Signature("xfs", Signature.Strength.PROVEN));
    }

    @Test
    void refusesASuperblockThatContradictsItselfOrItsChecksum() {
        ByteBuffer groups = superblock().putInt(88, 5);
        assertThatThrownBy(() -> parse(groups)).hasMessageContaining("allocation groups");
        ByteBuffer blocks = superblock().putInt(4, 8192);
        assertThatThrownBy(() -> parse(blocks)).hasMessageContaining("the size of a block is 8192 and 2^12");
        byte[] damaged = sealed(superblock());
        damaged[300]++;
        assertThatThrownBy(() -> provider.open(OpenRequest.of(Volume.of(damaged))))
                .isInstanceOf(CorruptFileSystemException.class)
                .hasMessageContaining("checksum");
    }

    @Test
    void refusesByNameWhatItDoesNotKnow() {
        assertThatThrownBy(() -> parse(superblock().putInt(216, 0x301)))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining("metadata directory tree, zoned storage");
        assertThatThrownBy(() -> parse(superblock().putInt(216, 1 << 30)))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining("bit 30");
        assertThatThrownBy(() -> parse(superblock().putShort(100, (short) 0x2003)))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining("version 3");
        assertThatThrownBy(() -> parse(superblock().putShort(100, (short) 0x0004)))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining("folders of version 1");
    }

    @Test
    void recognizesWhatIsLeftWhenTheSuperblockIsLost() {
        ByteBuffer start = ByteBuffer.allocate(8192);
        assertThat(provider.probe(start.array())).isEmpty();
        start.putInt(512, 0x58414746).putInt(1024, 0x58414749);
        assertThat(provider.probe(start.array())).contains(new Signature("xfs", Signature.Strength.PLAUSIBLE));
        assertThat(provider.probe(new byte[3])).isEmpty();
    }

    @Test
    void findsExtentsAndTheHolesBetweenThem() throws IOException {
        ByteBuffer raw = ByteBuffer.allocate(48);
        raw.put(extent(false, 2, 1034, 3));
        raw.put(extent(true, 5, 40, 1));
        raw.put(extent(false, 1L << 50, 41, 1));
        ExtentList list = ExtentList.parse(structure(raw.array()), 0, 3, GEOMETRY);
        assertThat(list.at(0)).isEqualTo(Mapping.hole(0, 2));
        assertThat(list.at(4)).isEqualTo(new Mapping(2, 5, 1010 * 4096L));
        assertThat(list.at(5)).isEqualTo(Mapping.hole(5, 6));
        assertThat(list.at(6)).isEqualTo(Mapping.hole(6, 1L << 50));
        assertThat(list.at((1L << 50) + 1)).isEqualTo(Mapping.hole((1L << 50) + 1, Long.MAX_VALUE));
    }

    @Test
    void refusesExtentsThatOverlapOrLeaveTheirGroup() {
        assertThatThrownBy(() -> ExtentList.parse(structure(extent(false, 0, 999, 2)), 0, 1, GEOMETRY))
                .hasMessageContaining("leaves the file system");
        ByteBuffer twice = ByteBuffer.allocate(32);
        twice.put(extent(false, 0, 10, 2));
        twice.put(extent(false, 1, 20, 2));
        assertThatThrownBy(() -> ExtentList.parse(structure(twice.array()), 0, 2, GEOMETRY))
                .hasMessageContaining("not in order");
        assertThatThrownBy(() -> ExtentList.parse(structure(twice.array()), 0, 3, GEOMETRY))
                .hasMessageContaining("cannot have 3 extents");
    }

    @Test
    void timesAreSecondsOrOneNumberOfNanoseconds() throws IOException {
        ByteBuffer inode = ByteBuffer.allocate(176);
        inode.putInt(40, -1).putInt(44, 5);
        Times old = Timestamps.of(structure(inode.array()), false);
        assertThat(old.modified()).isEqualTo(Instant.parse("1969-12-31T23:59:59.000000005Z"));
        assertThat(old.created()).isEqualTo(Times.NEVER);
        inode.putLong(120, 0x8).putLong(40, -1L).putLong(48, 0);
        Times big = Timestamps.of(structure(inode.array()), true);
        assertThat(big.changed()).isEqualTo(Instant.parse("1901-12-13T20:45:52Z"));
        assertThat(big.modified()).isEqualTo(Instant.parse("2486-07-02T20:20:25.709551615Z"));
    }

    @Test
    void hashesAreThoseThatXfsDbShows() {
        assertThat(hash("..")).isEqualTo(0x172E);
        assertThat(hash("file1")).isEqualTo(0x6D3B32B7);
        assertThat(hash("fifo")).isEqualTo(0x0CDA736F);
    }

    private static int hash(String name) {
        return FolderIndex.hash(name.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aShortFolderHasSmallOrLargeNumbers() {
        ByteBuffer folder = ByteBuffer.allocate(64);
        folder.put((byte) 1).put((byte) 0).putInt(128);
        folder.put((byte) 2)
                .putShort((short) 96)
                .put((byte) 'a')
                .put((byte) 'b')
                .put((byte) 2)
                .putInt(131);
        Damage damage = new Damage();
        assertThat(ShortFolder.parse(structure(folder.array()), 16, true, damage))
                .isEqualTo(List.of(new FolderEntry("ab", 131, FileType.FOLDER)));
        folder.position(0).put((byte) 1).put((byte) 1).putLong(128);
        folder.put((byte) 1).putShort((short) 96).put((byte) 'c').putLong(1L << 40);
        assertThat(ShortFolder.parse(structure(folder.array()), 22, false, damage))
                .isEqualTo(List.of(new FolderEntry("c", 1L << 40, FileType.UNKNOWN)));
    }

    @Test
    void aDamagedShortFolderKeepsTheEntriesBeforeTheDamage() {
        ByteBuffer folder = ByteBuffer.allocate(64);
        folder.put((byte) 2).put((byte) 0).putInt(128);
        folder.put((byte) 1).putShort((short) 96).put((byte) 'a').putInt(131);
        folder.put((byte) 1).putShort((short) 96).put((byte) '/').putInt(132);
        Damage damage = new Damage();
        assertThat(ShortFolder.parse(structure(folder.array()), 22, false, damage))
                .hasSize(1);
        assertThatThrownBy(damage::throwFirst).hasMessageContaining("slash");
    }
}
