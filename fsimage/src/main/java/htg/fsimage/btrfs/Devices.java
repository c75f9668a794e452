package htg.fsimage.btrfs;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.UnsupportedFormatException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The devices of a file system that are there, by their own UUIDs. */
final class Devices {
    /** One of them, with the newest of its superblocks. */
    record Device(Volume volume, Btrfs btrfs) {
        long generation() {
            return btrfs.superblock().generation();
        }
    }

    private final Device first;
    private final Map<UUID, Device> devices = new HashMap<>();

    private Devices(Device first) {
        this.first = first;
    }

    /**
     * Takes the volumes that belong to the file system on {@code volume}; others may be anything. Seeds have UUIDs of their own, and are
     * kept as well.
     */
    static Devices find(Volume volume, List<Volume> others, Problems problems) throws IOException {
        Btrfs own = Btrfs.readCutOff(volume);
        List<Device> all = new ArrayList<>(List.of(new Device(volume, own)));
        for (Volume other : others) {
            try {
                all.add(new Device(other, Btrfs.readCutOff(other)));
            } catch (ImageFormatException otherKind) {
                // No device of any btrfs, and none of ours.
            }
        }
        Device newest = all.get(0);
        for (Device device : all) {
            if (device.btrfs().superblock().fsid().equals(own.superblock().fsid())
                    && device.generation() > newest.generation()) {
                newest = device;
            }
        }
        Devices devices = new Devices(newest);
        all.forEach(device -> devices.add(device, problems));
        return devices;
    }

    private void add(Device device, Problems problems) {
        BtrfsSuperblock superblock = device.btrfs().superblock();
        if (superblock.fsid().equals(first.btrfs().superblock().fsid())) {
            device.btrfs().problems().forEach(problem -> problems.note(sentence(problem)));
            if (device.generation() < first.generation()) {
                problems.note("Device " + superblock.deviceUuid() + " stopped at transaction " + device.generation()
                        + "; the newest is " + first.generation() + ".");
            }
        }
        Device known = devices.get(superblock.deviceUuid());
        if (known == null || known.generation() < device.generation()) {
            devices.put(superblock.deviceUuid(), device);
        }
    }

    private static String sentence(String problem) {
        return Character.toUpperCase(problem.charAt(0)) + problem.substring(1) + ".";
    }

    /** The device whose superblock is the newest. */
    Device first() {
        return first;
    }

    boolean has(UUID deviceUuid) {
        return devices.containsKey(deviceUuid);
    }

    /** Whether reading from this one may give what was true once. */
    boolean isStale(UUID deviceUuid) {
        Device device = devices.get(deviceUuid);
        return device == null
                || (device.generation() < first.generation()
                        && device.btrfs()
                                .superblock()
                                .fsid()
                                .equals(first.btrfs().superblock().fsid()));
    }

    /** The device that holds a stripe. */
    Volume require(Chunk chunk, Chunk.Stripe stripe) throws ImageFormatException {
        Device device = devices.get(stripe.deviceUuid());
        if (device != null) {
            return device.volume();
        }
        String missing = "device " + Long.toUnsignedString(stripe.deviceId()) + " (" + stripe.deviceUuid() + ")";
        if (chunk.profile().parities() > 0) {
            throw new UnsupportedFormatException(
                    "btrfs " + chunk.profile() + " without " + missing + ": nothing is rebuilt from parity");
        }
        throw new CorruptFileSystemException("btrfs chunk " + chunk.start(), -1, missing + " is missing");
    }
}
