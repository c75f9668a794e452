package htg.testvm.machine;

/**
 * A disk in a machine that is not the stick.
 *
 * @param medium what it is made of; its write log tells whether it was left alone
 * @param serial its serial number, where the bus lets it have one
 */
public record OtherDisk(Medium medium, Seat seat, String serial) {
    /** Any; or QEMU would read the disk to guess one before the machine runs, and wait for a disk that does not answer. */
    private static final String GEOMETRY = ",cyls=64,heads=16,secs=63";

    private static final String ID = "neighbour";

    /** The same disk without its log. */
    public OtherDisk unwatched() {
        return new OtherDisk(medium.unlogged(), seat, serial);
    }

    /** The name of its device and of its block node. */
    static String id(int number) {
        return ID + number;
    }

    /** Whether a block node of that name is such a disk. */
    public static boolean isOne(String node) {
        return node.startsWith(ID);
    }

    /**
     * The value of QEMU's {@code -device} option that attaches it.
     *
     * @param number among all other disks
     * @param place how many disks are in earlier slots of the controller
     */
    String device(Machine machine, int number, int place) {
        String id = id(number);
        return seat == Seat.ELSEWHERE
                ? Bus.VIRTIO_BLK.disk(place, id, serial) + GEOMETRY
                : machine.bus().disk(place, id, serial);
    }
}
