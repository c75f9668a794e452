package htg.init;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * A disk or partition in a fake tree: what the kernel shows of it in /sys, and its first bytes in /dev.
 *
 * @param disk the name of the disk
 * @param name its own name; the same for a whole disk
 */
record FakeDisk(FakeMachine machine, String disk, String name) {
    private static final long SUPERBLOCK = 65536;

    /** Lets it hold a btrfs of one device. */
    FakeDisk withPool(String uuid) {
        return withPool(uuid, 1, 1, 7);
    }

    /** Lets it hold device {@code number} of a btrfs of {@code devices}, last changed in {@code generation}. */
    FakeDisk withPool(String uuid, long number, long devices, long generation) {
        ByteBuffer superblock = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
        UUID id = UUID.fromString(uuid);
        ByteBuffer digits =
                ByteBuffer.allocate(16).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        superblock.put(0x20, digits.array());
        superblock.putLong(0x30, SUPERBLOCK);
        superblock.put(0x40, "_BHRfS_M".getBytes(StandardCharsets.US_ASCII));
        superblock.putLong(0x48, generation);
        superblock.putLong(0x88, devices);
        superblock.putLong(0xC9, number);
        return holding(SUPERBLOCK, superblock.array());
    }

    /** Lets it hold these bytes at this place, and be large enough for a superblock. */
    FakeDisk holding(long offset, byte[] bytes) {
        try (RandomAccessFile file = new RandomAccessFile(device().toFile(), "rw")) {
            file.setLength(Math.max(file.length(), SUPERBLOCK + 4096));
            file.seek(offset);
            file.write(bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return sized(2048);
    }

    /** Lets every read of it fail. */
    FakeDisk unreadable() {
        try {
            Files.deleteIfExists(device());
            Files.createDirectory(device());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return sized(2048);
    }

    /** Lets it answer again. */
    FakeDisk answering() {
        try {
            Files.delete(device());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return this;
    }

    FakeDisk sized(long sectors) {
        machine.write(sys() + "/size", sectors + "\n");
        machine.write(sys() + "/ro", "0\n");
        return this;
    }

    /** Lets it refuse writing. */
    FakeDisk readOnly() {
        machine.write(sys() + "/ro", "1\n");
        return this;
    }

    FakeDisk model(String vendor, String model) {
        machine.write(sys() + "/device/vendor", vendor + "\n");
        machine.write(sys() + "/device/model", model + "\n");
        return this;
    }

    /** Another medium under the same name, as after pulling one stick and plugging another. */
    FakeDisk replaced() {
        machine.write("sys/devices/pci0000:00/usb1/1-1/host0/block/" + disk + "/diskseq", "99\n");
        return this;
    }

    private String sys() {
        String folder = "sys/devices/pci0000:00/usb1/1-1/host0/block/" + disk;
        return disk.equals(name) ? folder : folder + "/" + name;
    }

    private Path device() {
        return machine.path("dev/" + name);
    }

    /** Shows it in /sys, last, as the kernel does. */
    FakeDisk plugged() {
        if (!Files.exists(machine.path(sys() + "/size"))) {
            sized(0);
        }
        machine.write("sys/devices/pci0000:00/usb1/1-1/host0/block/" + disk + "/diskseq", "7\n");
        if (!disk.equals(name)) {
            machine.write(sys() + "/partition", "1\n");
        }
        machine.link("sys/class/block/" + name, "../../" + sys().substring("sys/".length()));
        return this;
    }
}
