package htg.testvm.block;

/**
 * The part of a boot in which firmware and boot loader read the medium. It ends when the kernel starts: from then on the
 * medium shows nothing of what a BIOS does to it. Thread-safe.
 */
public final class FirmwarePhase {
    private volatile boolean over;

    /** The machine is switched on. */
    public void begin() {
        over = false;
    }

    /** The kernel starts. */
    public void end() {
        over = true;
    }

    public boolean isOver() {
        return over;
    }
}
