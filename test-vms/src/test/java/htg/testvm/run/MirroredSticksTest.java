package htg.testvm.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.DataSize;
import htg.common.ExitCode;
import htg.common.HtgException;
import htg.testvm.cell.Cell;
import htg.testvm.machine.OtherDisk;
import htg.testvm.machine.Seat;
import htg.testvm.qemu.DiskPlan;
import htg.testvm.qemu.StickImage;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MirroredSticksTest {
    private static final StickImage FIRST = new StickImage(Path.of("/a.img"), DataSize.ofGibibytes(1));
    private static final StickImage SECOND = new StickImage(Path.of("/b.img"), DataSize.ofGibibytes(1));
    private static final Path FOLDER = Path.of("/scratch");

    private final MirroredSticks mirror = new MirroredSticks(FIRST, Optional.of(SECOND), DataSize.ofGibibytes(1));
    private final MirroredSticks single = new MirroredSticks(FIRST, Optional.empty(), DataSize.ofGibibytes(1));

    @Test
    void bothAreThereAndTheSecondIsBehindTheFirst() {
        Cell cell = Cell.parse("direct/nvme");
        assertThat(mirror.image(cell)).isEqualTo(FIRST);
        assertThat(mirror.plan(cell).map(DiskPlan::size)).contains(DataSize.ofGibibytes(2));
        OtherDisk other = mirror.other(cell, FOLDER).orElseThrow();
        assertThat(other.seat()).isEqualTo(Seat.AFTER);
        assertThat(other.serial()).isEqualTo("htg-stick-2");
        assertThat(other.medium().writeLog()).isEmpty();
    }

    @Test
    void whereTheStickIsAloneOnItsControllerTheSecondHasOneOfItsOwn() {
        OtherDisk other = mirror.other(Cell.parse("direct/sdhci"), FOLDER).orElseThrow();
        assertThat(other.seat()).isEqualTo(Seat.ELSEWHERE);
    }

    @Test
    void eitherHalfIsTheStickWhenTheOtherIsAway() {
        assertThat(mirror.image(Cell.parse("direct/nvme/first-half"))).isEqualTo(FIRST);
        assertThat(mirror.image(Cell.parse("direct/nvme/second-half"))).isEqualTo(SECOND);
        assertThat(mirror.other(Cell.parse("direct/nvme/second-half"), FOLDER)).isEmpty();
    }

    /** Who may write to the second, and whether the first is a stick at all, is found out in the first. */
    @Test
    void aStaleHalfIsThereAndTheFirstIsTheStick() {
        Cell stale = Cell.parse("direct/nvme/stale-second-half");
        assertThat(mirror.image(stale)).isEqualTo(FIRST);
        assertThat(mirror.plan(stale)).isEqualTo(mirror.plan(Cell.parse("direct/nvme")));
        assertThat(mirror.writeLog(Cell.parse("direct/nvme"), FOLDER)).isEmpty();
        assertThatExceptionOfType(HtgException.class).isThrownBy(() -> single.image(stale));
        assertThat(Cell.parse("direct/nvme/stale-second-half/power-cut@switch-ok")
                        .obstacle())
                .contains("the boot in which half the pool was away is the only one before");
    }

    @Test
    void aSingleStickHasNoHalves() {
        assertThat(single.image(Cell.parse("direct/nvme"))).isEqualTo(FIRST);
        assertThat(single.plan(Cell.parse("direct/nvme"))).isEmpty();
        Cell half = Cell.parse("direct/nvme/second-half");
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> single.image(half))
                .withMessageContaining("no second image")
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ExitCode.USAGE));
    }
}
