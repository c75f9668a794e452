package htg.testvm.fault;

import htg.testvm.machine.Bus;
import htg.testvm.machine.Seat;
import htg.testvm.machine.Slot;
import java.util.List;
import java.util.Optional;

/** Other disks in the machine. */
public enum Neighbour {
    /** The stick is alone. */
    ALONE("alone", Seat.ELSEWHERE, Condition.SOUND),
    BLANK("blank", DiskContent.BLANK),
    WINDOWS("windows", DiskContent.WINDOWS),
    FOREIGN_POOL("foreign-pool", DiskContent.FOREIGN_POOL),
    SAME_NAME_POOL("same-name-pool", DiskContent.SAME_NAME_POOL),
    FOREIGN_BTRFS("foreign-btrfs", DiskContent.FOREIGN_BTRFS),
    FOREIGN_ZPOOL("foreign-zpool", DiskContent.FOREIGN_ZPOOL),
    SAME_NAME_ZPOOL("same-name-zpool", DiskContent.SAME_NAME_ZPOOL),
    /** A second stick written from the same image: every identity is the same. */
    TWIN("twin", DiskContent.TWIN),
    /** Such a stick, after one of the two was started alone: GRUB can tell them apart. */
    USED_TWIN("used-twin", DiskContent.USED_TWIN),
    /** Such a stick, which has been damaged since. */
    DAMAGED_TWIN("damaged-twin", DiskContent.DAMAGED_TWIN),
    /** A disk that cannot be read. */
    LOCKED("locked", Seat.ELSEWHERE, Condition.UNREADABLE, DiskContent.TWIN),
    /** A disk that does not answer. */
    DYING("dying", Seat.ELSEWHERE, Condition.DYING, DiskContent.TWIN),
    /** Two disks in front of the stick. */
    TWO_BEFORE("two-before", Seat.BEFORE, Condition.SOUND, DiskContent.FOREIGN_POOL, DiskContent.WINDOWS),
    /** Two disks behind it. */
    TWO_AFTER("two-after", Seat.AFTER, Condition.SOUND, DiskContent.FOREIGN_POOL, DiskContent.WINDOWS);

    private final String name;
    private final Seat seat;
    private final Condition condition;

    @SuppressWarnings("ImmutableEnumChecker") // it is immutable, which its type does not say
    private final List<DiskContent> disks;

    Neighbour(String name, DiskContent disk) {
        this(name, Seat.ELSEWHERE, Condition.SOUND, disk);
    }

    Neighbour(String name, Seat seat, Condition condition, DiskContent... disks) {
        this.name = name;
        this.seat = seat;
        this.condition = condition;
        this.disks = List.of(disks);
    }

    /** What is on each. */
    public List<DiskContent> disks() {
        return disks;
    }

    /** Where they are. */
    public Seat seat() {
        return seat;
    }

    /** How well they do. */
    public Condition condition() {
        return condition;
    }

    /** Why they cannot be there; empty when they can. */
    public Optional<String> obstacle(Bus bus, Slot slot) {
        return seat.obstacle(bus, slot);
    }

    /** The name on the command line. */
    @Override
    public String toString() {
        return name;
    }
}
