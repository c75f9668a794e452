package htg.testvm.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.DataSize;
import htg.fsimage.volume.Volume;
import htg.fsimage.zfs.Zfs;
import htg.fsimage.zfs.ZfsLabel;
import htg.testvm.fault.Patch;
import htg.testvm.stick.PoolType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of a pool with labels is read back as the builder reads it, checksums and all. */
class ZfsLookalikesTest {
    private static final long GUID = 0x1234_5678_9ABC_DEF0L;

    /** Not a multiple of a label's size, as most partitions. */
    private static final int LENGTH = (4 << 20) + 4096;

    private static final int UBERBLOCKS = 128 << 10;

    @TempDir
    Path folder = Path.of("");

    private byte[] pool = new byte[0];

    @BeforeEach
    void makeAPool() throws IOException {
        pool = with(new byte[LENGTH], new ZfsLabels("htg", GUID).patches(new DataSize(LENGTH)), 0);
    }

    @Test
    void aStickWithSuchAPoolIsOneOfZfs() throws IOException {
        assertThat(MadeStick.of(folder, pool).parts().poolType()).isEqualTo(PoolType.ZFS);
        assertThat(MadeStick.of(folder, pool).parts().poolName()).isEqualTo("htg");
        assertThat(MadeStick.of(folder, new byte[LENGTH]).parts().poolType()).isEqualTo(PoolType.BTRFS);
    }

    @Test
    void aForeignPoolHasOtherNumbersInFourSoundLabels() throws IOException {
        ZfsLabel foreign = read(lookalikes().foreign());
        assertThat(foreign.poolGuid()).isEqualTo(~GUID);
        assertThat(foreign.deviceGuid()).isEqualTo(~(GUID + 1));
        assertThat(foreign.partGuids()).containsExactly(~(GUID + 1));
    }

    @Test
    void aPoolOfTheSameNameIsInUseOnAnotherMachine() throws IOException {
        ZfsLabel other = read(lookalikes().sameNamePatches());
        assertThat(other).isEqualTo(new ZfsLabel("htg", ~GUID, 0, ZfsLabels.HOST, ~(GUID + 1), List.of(~(GUID + 1))));
        assertThat(lookalikes().sameName("other.qcow2").commands(folder))
                .anySatisfy(command -> assertThat(command.replayLine()).contains("made.img"));
    }

    @Test
    void aDamagedTwinKeepsItsLabelsAndLosesWhatIsBehindThem() throws IOException {
        List<Patch> patches = lookalikes().damaged();
        byte[] damaged = with(pool, patches, MadeStick.POOL);
        assertThat(Zfs.read(Volume.of(damaged)).label())
                .isEqualTo(Zfs.read(Volume.of(pool)).label());
        assertThat(patches).hasSize(4).allSatisfy(patch -> {
            assertThat(patch.bytes()).hasSize(UBERBLOCKS);
            for (int slot = 0; slot < UBERBLOCKS; slot += 1024) {
                assertThat(patch.bytes()[slot + 40]).isEqualTo((byte) 0xFF);
            }
        });
        assertThat(patches)
                .extracting(patch -> patch.offset() - MadeStick.POOL)
                .containsExactly(128L << 10, 384L << 10, (4L << 20) - (384 << 10), (4L << 20) - (128 << 10));
    }

    @Test
    void aLabelWithoutSuchANumberIsNotChanged() {
        ZfsLabelList list = ZfsLabelList.of(new byte[] {1, 1, 0, 0});
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> list.withNumbers("pool_guid", guid -> 1))
                .withMessage("a label of its ZFS pool has no pool_guid");
    }

    private ZfsLookalikes lookalikes() throws IOException {
        MadeStick stick = MadeStick.of(folder, pool);
        return new ZfsLookalikes(stick.parts(), stick.contents());
    }

    /** What four labels say that do not contradict each other. */
    private ZfsLabel read(List<Patch> patches) throws IOException {
        Zfs zfs = Zfs.read(Volume.of(with(pool, patches, MadeStick.POOL)));
        assertThat(zfs.problems()).isEmpty();
        return zfs.label();
    }

    private static byte[] with(byte[] device, List<Patch> patches, long start) {
        byte[] patched = device.clone();
        for (Patch patch : patches) {
            System.arraycopy(patch.bytes(), 0, patched, (int) (patch.offset() - start), patch.bytes().length);
        }
        return patched;
    }
}
