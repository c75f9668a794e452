package htg.testvm.machine;

/** The unit in which a disk is addressed, its logical block size. */
public enum SectorSize {
    S512("512", 512),
    /** Advanced format without emulation ("4Kn"). */
    S4096("4k", 4096);

    private final String name;
    private final int bytes;

    SectorSize(String name, int bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    public int bytes() {
        return bytes;
    }

    /** What a QEMU disk device needs to have such sectors, to be appended to its options. */
    String deviceOptions() {
        return this == S512 ? "" : ",logical_block_size=" + bytes + ",physical_block_size=" + bytes;
    }

    /** The name on the command line. */
    @Override
    public String toString() {
        return name;
    }
}
