package htg.image.step;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.volume.Extent;
import java.util.List;
import org.junit.jupiter.api.Test;

class BootReadsTest {
    private static final long MIB = 1 << 20;

    @Test
    void aFileInOnePieceTakesARequestForEachUnitItTouches() {
        assertThat(BootReads.NONE.and(MIB, List.of(new Extent(0, 2 * MIB))).requests())
                .isEqualTo(64);
        assertThat(BootReads.NONE.and(MIB, List.of(new Extent(4096, 2 * MIB))).requests())
                .isEqualTo(65);
        assertThat(BootReads.NONE.and(MIB + 4096, List.of(new Extent(28672, 1))).requests())
                .isEqualTo(1);
    }

    @Test
    void eachPieceOfAFileCostsItsOwn() {
        BootReads reads = BootReads.NONE
                .and(0, List.of(new Extent(0, 4096), new Extent(MIB, 4096), new Extent(2 * MIB, 4096)))
                .and(0, List.of());
        assertThat(reads).isEqualTo(new BootReads(12288, 3));
        assertThat(reads).hasToString("GRUB reads 12.0 KiB of kernel and ramdisk in 3 requests of 32.0 KiB");
    }
}
