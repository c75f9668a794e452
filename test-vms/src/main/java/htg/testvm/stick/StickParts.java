package htg.testvm.stick;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.fsimage.btrfs.Btrfs;
import htg.fsimage.fat.FatEntry;
import htg.fsimage.fat.FatFileSystem;
import htg.fsimage.partition.Gpt;
import htg.fsimage.partition.Mbr;
import htg.fsimage.partition.Partition;
import htg.fsimage.partition.PartitionTypes;
import htg.fsimage.volume.Extent;
import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.Volume;
import htg.fsimage.zfs.Zfs;
import htg.fsimage.zfs.ZfsLabel;
import htg.testvm.qemu.StickImage;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Where the parts of a stick made by {@code htg build} are. Only the partition table has to be sound; what the partitions
 * hold is read when it is asked for, so that a stick with a broken part can still give its others.
 *
 * @param biosBoot partition with GRUB's core image
 * @param esp the boot partition
 * @param pool partition of the root pool
 */
public record StickParts(StickImage image, Extent biosBoot, Extent esp, Extent pool) {
    /** The boot code at the stick's start; disk signature and partition table behind it are no part of it. */
    public static final Extent BOOT_CODE = new Extent(0, Mbr.CODE_SIZE);

    /** The menu on the boot partition. */
    public static final String MENU = "/grub/grub.cfg";

    /** What Debian's signed GRUB reads first. */
    public static final String EFI_STUB = "/EFI/debian/grub.cfg";

    /** Tells htg's root pool from the root partition of any other Linux. */
    private static final String POOL_NAME = "htg root pool";

    private static final String ENVIRONMENTS = "/htg";
    private static final String BOOT_PARTITION = "boot partition";

    /**
     * Reads the partition table.
     *
     * @throws HtgException {@link ExitCode#USAGE} when this is no stick of htg
     */
    public static StickParts of(StickImage image) {
        try (Volume disk = Volume.open(image.path())) {
            Gpt table = Gpt.read(disk);
            StickParts parts = new StickParts(
                    image,
                    only(image, table, PartitionTypes.BIOS_BOOT, "BIOS boot partition"),
                    only(image, table, PartitionTypes.EFI_SYSTEM, "EFI system partition"),
                    only(image, table, PartitionTypes.LINUX_ROOT_X86_64, "root partition"));
            if (table.partitions().stream().noneMatch(one -> one.name().equals(POOL_NAME))) {
                throw foreign(image, "it has no partition named '" + POOL_NAME + "'");
            }
            return parts;
        } catch (IOException failure) {
            throw foreign(image, "it has no partition table that can be read (" + HtgException.reason(failure) + ")");
        }
    }

    /** The same places in a copy of this stick, which may be too broken to be found by itself. */
    StickParts in(StickImage copy) {
        return new StickParts(copy, biosBoot, esp, pool);
    }

    /** The superblocks of a root pool that is a btrfs. */
    public Btrfs superblocks() {
        try (Volume disk = Volume.open(image.path())) {
            return Btrfs.read(disk.range(pool));
        } catch (IOException failure) {
            throw unreadable("root pool", failure);
        }
    }

    /** What the root pool is. One that has no valid ZFS label passes for a btrfs. */
    public PoolType poolType() {
        return zfsLabel().isPresent() ? PoolType.ZFS : PoolType.BTRFS;
    }

    /** The name that people gave the root pool. */
    public String poolName() {
        return zfsLabel()
                .map(ZfsLabel::poolName)
                .orElseGet(() -> superblocks().superblock().label());
    }

    private Optional<ZfsLabel> zfsLabel() {
        try (Volume disk = Volume.open(image.path())) {
            return Optional.of(Zfs.read(disk.range(pool)).label());
        } catch (ImageFormatException none) {
            return Optional.empty();
        } catch (IOException failure) {
            throw unreadable("root pool", failure);
        }
    }

    /** The pool's UUID as the trampoline looks for it; empty when no superblock is valid. */
    public Optional<UUID> poolId() {
        try {
            return Optional.of(superblocks().copies().get(0).fsid());
        } catch (HtgException broken) {
            return Optional.empty();
        }
    }

    /** What the menu starts when nobody touches a key. */
    public BootEntry defaultEntry() {
        return new GrubMenu(new String(file(MENU), StandardCharsets.UTF_8)).defaultEntry();
    }

    /** The boot partition's serial number, as GRUB searches for it: {@code 1A2B-3C4D}. */
    public String volumeId() {
        int id = onBootPartition(FatFileSystem::volumeId);
        return String.format(Locale.ROOT, "%04X-%04X", id >>> 16, id & 0xFFFF);
    }

    /** Paths of all files on the boot partition, in order. */
    public List<String> files() {
        return onBootPartition(FatFileSystem::tree).stream()
                .filter(entry -> !entry.directory())
                .map(FatEntry::path)
                .sorted()
                .toList();
    }

    /** Paths of those that belong to a component. */
    public List<String> files(Component component) {
        return files().stream()
                .filter(path -> Component.owning(path).equals(Optional.of(component)))
                .toList();
    }

    /** Names of the boot environments. */
    public Set<String> environments() {
        return onBootPartition(files -> files.list(ENVIRONMENTS)).stream()
                .filter(FatEntry::directory)
                .map(FatEntry::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether the boot partition has a file or folder of this path. */
    public boolean has(String path) {
        return onBootPartition(files -> files.stat(path).isPresent());
    }

    /** The content of a file on the boot partition. */
    public byte[] file(String path) {
        try (InputStream content = open(path)) {
            return content.readAllBytes();
        } catch (IOException failure) {
            throw unreadable(BOOT_PARTITION, failure);
        }
    }

    /**
     * Insists that there is such a file.
     *
     * @throws HtgException {@link ExitCode#FAILED} when there is none
     */
    void require(String path) {
        try {
            stream(path).close();
        } catch (IOException failure) {
            throw unreadable(BOOT_PARTITION, failure);
        }
    }

    /** The content of a file, piece by piece; what goes wrong later is the stream's. */
    public InputStream open(String path) {
        try {
            return stream(path);
        } catch (IOException failure) {
            throw unreadable(BOOT_PARTITION, failure);
        }
    }

    private InputStream stream(String path) throws IOException {
        Volume disk = Volume.open(image.path());
        try {
            return new FilterInputStream(FatFileSystem.open(disk.range(esp)).read(path)) {
                @Override
                public void close() throws IOException {
                    disk.close();
                }
            };
        } catch (IOException failure) {
            disk.close();
            throw failure;
        }
    }

    /** The bytes of a range, counted from the stick's start. */
    public byte[] bytes(Extent range) {
        try (Volume disk = Volume.open(image.path())) {
            return disk.read(range.offset(), Math.toIntExact(range.length()));
        } catch (IOException failure) {
            throw unreadable("bytes at " + range.offset(), failure);
        }
    }

    /** Something read from the boot partition while it is open. */
    private interface Reading<T> {
        T from(FatFileSystem files) throws IOException;
    }

    private <T> T onBootPartition(Reading<T> reading) {
        try (Volume disk = Volume.open(image.path())) {
            return reading.from(FatFileSystem.open(disk.range(esp)));
        } catch (IOException failure) {
            throw unreadable(BOOT_PARTITION, failure);
        }
    }

    private static Extent only(StickImage image, Gpt table, UUID type, String what) {
        return table.onlyOfType(type)
                .map(Partition::extent)
                .orElseThrow(() -> foreign(image, "it has no " + what + ", or more than one"));
    }

    private static HtgException foreign(StickImage image, String why) {
        return new HtgException(
                ExitCode.USAGE,
                "Image " + image.path() + " is no stick of htg: " + why,
                "Name an image that './htg build' has made.");
    }

    HtgException unreadable(String part, IOException failure) {
        return new HtgException(
                ExitCode.FAILED,
                "Cannot read the " + part + " of " + image.path() + ": " + HtgException.reason(failure),
                "The stick is damaged; build it again with './htg build'.",
                failure);
    }
}
