package htg.testvm.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.testvm.cell.Cell;
import htg.testvm.fault.DiskContent;
import htg.testvm.fault.Neighbour;
import htg.testvm.fault.Patch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NeighbourDisksTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void windowsHasAnActivePartitionWithItsFileSystem() throws Exception {
        List<Patch> patches = disks(folder).patches(DiskContent.WINDOWS);
        assertThat(patches).extracting(Patch::offset).containsExactly(0L, 1L << 20);
        assertThat(patches.get(0).bytes()).endsWith(0x55, 0xAA);
        assertThat(new String(patches.get(1).bytes(), StandardCharsets.ISO_8859_1))
                .contains("NTFS");
    }

    @ParameterizedTest
    @EnumSource(
            value = Neighbour.class,
            names = {"SAME_NAME_POOL", "FOREIGN_POOL", "DAMAGED_TWIN", "TWO_BEFORE"})
    void aDiskLikeTheSticksNeedsAStick(Neighbour neighbour) throws Exception {
        MadeStick none = MadeStick.of(folder, new byte[1 << 20]);
        NeighbourDisks foreign = NeighbourDisks.of(none.parts().image(), none.contents());
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> foreign.require(neighbour))
                .withMessageContaining("is no stick of htg")
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ExitCode.USAGE));
        foreign.require(Neighbour.TWIN);
        foreign.require(Neighbour.BLANK);
    }

    @Test
    void twinsOfWhichOneWasUsedHaveDifferentTokensAndTheKernelGetsTheSticks() throws Exception {
        Patch own =
                NeighbourDisks.stickPatches(Cell.parse("direct/nvme/used-twin")).get(0);
        Patch other = disks(folder).patches(DiskContent.USED_TWIN).get(0);
        assertThat(own.offset()).isEqualTo(other.offset()).isEqualTo(992 * 1024);
        assertThat(own.bytes()).hasSize(1024).isNotEqualTo(other.bytes());
        String argument = NeighbourDisks.kernelArguments(Cell.parse("direct/nvme/used-twin"));
        assertThat(new String(own.bytes(), StandardCharsets.US_ASCII))
                .startsWith("# GRUB Environment Block\nhtg_stick=" + argument.replace("htg.stick=", "") + "\n#");
        assertThat(NeighbourDisks.stickPatches(Cell.parse("direct/nvme/twin"))).isEmpty();
    }

    @Test
    void halvesThatWereUsedApartHaveDifferentTokensAndTheSamePast() {
        Cell apart = Cell.parse("direct/nvme/used-apart");
        String own = text(NeighbourDisks.stickPatches(apart).get(0));
        String other = text(NeighbourDisks.otherHalfPatches(apart).get(0));
        assertThat(own).hasSize(1024).isNotEqualTo(other);
        assertThat(own.lines().toList().get(2))
                .startsWith("htg_past=")
                .isEqualTo(other.lines().toList().get(2));
        assertThat(own).contains(NeighbourDisks.kernelArguments(apart).replace("htg.stick=", "htg_stick=") + "\n");
        Cell together = Cell.parse("direct/nvme/used-twin");
        assertThat(text(NeighbourDisks.otherHalfPatches(together).get(0)))
                .isEqualTo(text(NeighbourDisks.stickPatches(together).get(0)));
    }

    private static String text(Patch patch) {
        return new String(patch.bytes(), StandardCharsets.US_ASCII);
    }

    @Test
    void severalDisksHaveFilesOfTheirOwn() throws Exception {
        List<NeighbourDisk> two = disks(folder).of(Neighbour.TWO_BEFORE);
        assertThat(two).extracting(disk -> disk.plan().file()).containsExactly("neighbour0.qcow2", "neighbour1.qcow2");
        assertThat(two).extracting(disk -> disk.writeLog(folder)).doesNotHaveDuplicates();
        assertThat(two.get(0).watched(folder).medium().writeLog())
                .contains(two.get(0).writeLog(folder));
        assertThat(two.get(0).unwatched(folder).medium().writeLog()).isEmpty();
    }

    private static NeighbourDisks disks(Path folder) throws IOException {
        MadeStick stick = MadeStick.of(folder, new byte[1 << 20]);
        return new NeighbourDisks(stick.parts().image(), () -> new BtrfsLookalikes(stick.parts(), stick.contents()));
    }
}
