package htg.fsimage.iso;

import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.Times;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Names;
import htg.fsimage.volume.Structure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** What Rock Ridge says of a file (RRIP 1.12, 4.1), collected from its entries. */
final class RockRidge {
    private static final int LONGEST_NAME = 4096;

    private final ByteArrayOutputStream name = new ByteArrayOutputStream();
    private final LinkTarget target = new LinkTarget();
    private Optional<Structure> posix = Optional.empty();
    private Attributes.Device device = Attributes.Device.NONE;
    private Times times = Times.UNKNOWN;
    private long childBlock = -1;
    private boolean relocated;
    private boolean sparse;
    private Optional<Structure> packed = Optional.empty();

    private RockRidge() {}

    /** Reads what follows the name of a record; nothing where names are not Rock Ridge's. */
    static RockRidge read(Disc disc, DirectoryRecord record) throws IOException {
        RockRidge found = new RockRidge();
        if (disc.naming() == Naming.ROCK_RIDGE) {
            SystemUse.visit(disc, record.systemUse(), disc.skip(), found::take);
        }
        return found;
    }

    private void take(String signature, Structure entry) throws CorruptFileSystemException {
        switch (signature) {
            case "PX" -> takePosix(entry);
            case "PN" -> takeDevice(entry);
            case "SL" -> target.add(entry);
            case "NM" -> takeName(entry);
            case "CL" -> childBlock = BothEndian.u32(entry, 4, "the block");
            case "RE" -> relocated = true;
            case "TF" -> takeTimes(entry);
            case "SF" -> sparse = true;
            case "ZF", "Z2" -> packed = Optional.of(entry);
            default -> {
                // Others say nothing about the file.
            }
        }
    }

    private void takePosix(Structure entry) throws CorruptFileSystemException {
        BothEndian.u32(entry, 4, "the mode");
        BothEndian.u32(entry, 28, "the group");
        posix = Optional.of(entry);
    }

    private void takeDevice(Structure entry) throws CorruptFileSystemException {
        long high = BothEndian.u32(entry, 4, "the device");
        long low = BothEndian.u32(entry, 12, "the device");
        // Either half may hold both numbers; Linux tells them apart in the same way.
        device = high == 0 && low > 0xFF
                ? new Attributes.Device((int) (low >> 8), (int) (low & 0xFF))
                : new Attributes.Device((int) high, (int) low);
    }

    private void takeName(Structure entry) throws CorruptFileSystemException {
        entry.require(entry.length() > 4 && name.size() < LONGEST_NAME, "the name is too long");
        // Bits 1 and 2 stand for the folder itself and the one above it.
        if ((entry.u8(4) & 6) == 0) {
            name.writeBytes(entry.bytes(5, entry.length() - 5));
        }
    }

    private void takeTimes(Structure entry) throws CorruptFileSystemException {
        int flags = entry.u8(4);
        boolean digits = (flags & 0x80) != 0;
        Instant[] found = {times.created(), times.modified(), times.accessed(), times.changed()};
        int at = 5;
        for (int kind = 0; kind < found.length; kind++) {
            if ((flags & (1 << kind)) != 0) {
                found[kind] = digits ? IsoDate.ofDigits(entry, at) : IsoDate.ofNumbers(entry, at);
                at += digits ? IsoDate.LONG : IsoDate.SHORT;
            }
        }
        times = new Times(found[1], found[3], found[2], found[0]);
    }

    /** Its name; empty where the record's own has to do. */
    Optional<String> name() {
        return name.size() == 0 ? Optional.empty() : Optional.of(Naming.safe(Names.decode(name.toByteArray())));
    }

    /** Its mode, owner, link count and serial number, in the field of that name; empty where it has none. */
    Optional<Structure> posix() {
        return posix;
    }

    Attributes.Device device() {
        return device;
    }

    Times times() {
        return times;
    }

    /** Where the folder is that is shown here; -1 when the record itself says. */
    long childBlock() {
        return childBlock;
    }

    /** Whether the folder is only stored here and shown elsewhere. */
    boolean relocated() {
        return relocated;
    }

    boolean sparse() {
        return sparse;
    }

    /** How its content is packed; empty when it is not. */
    Optional<Structure> packed() {
        return packed;
    }

    /** Bytes of {@link #target}. */
    long targetLength() {
        return target.length();
    }

    String target() throws CorruptFileSystemException {
        return target.text();
    }
}
