package htg.testvm.run;

import htg.testvm.fault.Condition;
import htg.testvm.fault.Patch;
import htg.testvm.machine.BlockFailure;
import htg.testvm.machine.Medium;
import htg.testvm.machine.OtherDisk;
import htg.testvm.machine.Seat;
import htg.testvm.qemu.DiskPlan;
import java.nio.file.Path;
import java.util.List;

/**
 * A disk of a cell's machine that is not the stick, before it is made.
 *
 * @param plan of the disk without its patches
 * @param patches what is written over it
 */
record NeighbourDisk(DiskPlan plan, List<Patch> patches, Seat seat, Condition condition) {
    NeighbourDisk {
        patches = List.copyOf(patches);
    }

    /** Where QEMU logs what is written to it. */
    Path writeLog(Path folder) {
        return folder.resolve(plan.file() + ".log");
    }

    /** The disk in {@code folder} as part of a machine that a person starts. */
    OtherDisk unwatched(Path folder) {
        return new OtherDisk(medium(folder), seat, serial());
    }

    /** The same, with a log of what is written to it. */
    OtherDisk watched(Path folder) {
        return new OtherDisk(medium(folder).logged(writeLog(folder)), seat, serial());
    }

    private String serial() {
        return "htg-" + plan.file().replace(".qcow2", "");
    }

    private Medium medium(Path folder) {
        Medium sound = Medium.of(folder.resolve(plan.file()));
        return condition == Condition.UNREADABLE ? sound.failing(BlockFailure.UNREADABLE) : sound;
    }
}
