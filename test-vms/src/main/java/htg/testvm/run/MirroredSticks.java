package htg.testvm.run;

import htg.common.DataSize;
import htg.common.ExitCode;
import htg.common.HtgException;
import htg.testvm.cell.Cell;
import htg.testvm.fault.Half;
import htg.testvm.machine.Bus;
import htg.testvm.machine.Medium;
import htg.testvm.machine.OtherDisk;
import htg.testvm.machine.Seat;
import htg.testvm.qemu.DiskPlan;
import htg.testvm.qemu.StickImage;
import htg.testvm.stick.PoolType;
import htg.testvm.stick.StickParts;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The sticks that hold the pool under test: one, or two halves of a mirror. The stick that a cell is about is the first,
 * unless that is not there.
 *
 * @param growth how much larger than its image each medium is
 */
record MirroredSticks(StickImage first, Optional<StickImage> second, DataSize growth) {
    /** Name of the second stick's disk in the machine's folder. */
    static final String FILE = "other-half.qcow2";

    static MirroredSticks of(RunSettings settings) {
        CellConditions conditions = settings.conditions();
        return new MirroredSticks(settings.image(), conditions.mirror(), conditions.growth());
    }

    /**
     * The image of the cell's stick.
     *
     * @throws HtgException {@link ExitCode#USAGE} when the cell is about a half, and there are no halves
     */
    StickImage image(Cell cell) {
        if (!cell.half().isUsual() && second.isEmpty()) {
            throw new HtgException(
                    ExitCode.USAGE,
                    "The cell " + cell + " is about a half of a mirror, of which no second image is named",
                    "Name it with --mirror, or leave the cell out.");
        }
        return cell.half() == Half.SECOND ? second.orElse(first) : first;
    }

    /** The second stick's disk in a cell in which both are. */
    Optional<DiskPlan> plan(Cell cell) {
        return second.filter(image -> cell.half().hasOther())
                .map(image -> DiskPlan.over(
                                image,
                                cell.bus().mediumSize(new DataSize(image.size().bytes() + growth.bytes())))
                        .named(FILE));
    }

    /** The same disk in the machine: behind the stick if there is room, and with its log if it has one. */
    Optional<OtherDisk> other(Cell cell, Path folder) {
        Seat seat = Seat.AFTER.obstacle(cell.bus(), cell.where()).isEmpty() ? Seat.AFTER : Seat.ELSEWHERE;
        return plan(cell).map(plan -> {
            Medium medium = Medium.of(folder.resolve(plan.file()));
            Medium watched = writeLog(cell, folder).map(medium::logged).orElse(medium);
            return new OtherDisk(watched, seat, Bus.STICK_SERIAL + "-2");
        });
    }

    /**
     * Where QEMU logs what is written to the second stick, if nothing may be: it was used without the first, or it was away and
     * the pool is a btrfs, which would mix what is old on it with newer things. ZFS brings it up to date.
     */
    Optional<Path> writeLog(Cell cell, Path folder) {
        boolean watched = cell.half().isApart()
                || (cell.half().isStale() && StickParts.of(first).poolType() == PoolType.BTRFS);
        return watched ? Optional.of(folder.resolve(FILE + ".log")) : Optional.empty();
    }
}
