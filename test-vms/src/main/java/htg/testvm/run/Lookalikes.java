package htg.testvm.run;

import htg.testvm.fault.Patch;
import htg.testvm.qemu.DiskPlan;
import java.io.IOException;
import java.util.List;

/** How a disk next to the stick is made that could be taken for the stick's root pool. */
sealed interface Lookalikes permits BtrfsLookalikes, ZfsLookalikes {
    /** What is written over a copy of the stick to make it a sound pool of another identity. */
    List<Patch> foreign() throws IOException;

    /** What is written over a copy of the stick to make it one that has the pool's identity and cannot be imported. */
    List<Patch> damaged() throws IOException;

    /** The disk with a pool of the same name, without its patches. */
    DiskPlan sameName(String file);

    /** What is written over that disk. */
    List<Patch> sameNamePatches() throws IOException;

    /**
     * Insists on what it takes to make a pool of the same name.
     *
     * @throws htg.common.HtgException when a program is not installed
     */
    void requireForSameName();
}
