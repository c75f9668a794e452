package htg.image.step;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.io.Digests;
import htg.fsimage.btrfs.Btrfs;
import htg.fsimage.fat.FatEntry;
import htg.fsimage.fat.FatFileSystem;
import htg.fsimage.partition.Gpt;
import htg.fsimage.partition.Partition;
import htg.fsimage.volume.Extent;
import htg.fsimage.volume.Volume;
import htg.fsimage.zfs.Zfs;
import htg.fsimage.zfs.ZfsLabel;
import htg.grub.core.BootChain;
import htg.grub.template.GrubEnvironment;
import htg.image.disk.GptWriter;
import htg.image.plan.BuildPlan;
import htg.image.plan.DiskLayout;
import htg.image.plan.StickIdentities;
import htg.image.report.BuildReport.BootFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Reads a finished image back with readers that share no code with the writers, and compares it with the plan: what GRUB
 * and the trampoline are going to see, not what was meant to be written.
 */
final class Verification {
    /** Old BIOSes read no further, whatever the medium's size. */
    private static final long BIOS_LIMIT = 4L << 30;

    /** The folders of the boot environments. */
    private static final String KERNEL_AND_RAMDISK = "/htg/";

    private final BuildPlan plan;
    private final StickIdentities stick;
    private final List<String> problems = new ArrayList<>();
    private BootReads reads = BootReads.NONE;

    Verification(BuildPlan plan, StickIdentities stick) {
        this.plan = plan;
        this.stick = stick;
    }

    /**
     * Checks an image.
     *
     * @param expected SHA-256 and size of each boot file by its path
     * @throws HtgException {@link ExitCode#VERIFICATION} naming everything that is wrong
     */
    void check(Path image, SortedMap<String, BootFile> expected) {
        try (Volume disk = Volume.open(image)) {
            expect("size of the image", plan.layout().size().bytes(), disk.size());
            checkTable(Gpt.read(disk, 512));
            checkTable(Gpt.read(disk, 4096));
            checkToken(disk);
            DiskLayout layout = plan.layout();
            checkBootFiles(slice(disk, layout.esp()), expected);
            checkPool(slice(disk, layout.root()));
        } catch (IOException failure) {
            problems.add(HtgException.reason(failure));
        }
        if (!problems.isEmpty()) {
            throw new HtgException(
                    ExitCode.VERIFICATION,
                    "The image does not read back as it was meant:\n  " + String.join("\n  ", problems),
                    "Nothing was put under the final name. Check the disk it was written to, then build again.");
        }
    }

    /** What loading kernel and ramdisk takes, of the image that was checked. */
    BootReads bootReads() {
        return reads;
    }

    /** Whether an image that was built earlier is still what it was. */
    boolean passes(Path image, SortedMap<String, BootFile> expected) {
        try {
            check(image, expected);
            return true;
        } catch (HtgException damaged) {
            return false;
        }
    }

    /** Follows the steps by which a BIOS reaches the core image. */
    void checkBios(Path image, BiosBoot bios) {
        DiskLayout.Extent partition = plan.layout().biosBoot();
        try (Volume disk = Volume.open(image)) {
            BootChain.verify(
                    disk.read(0, GptWriter.SECTOR),
                    disk.read(partition.start(), Math.toIntExact(partition.length())),
                    partition.start() / GptWriter.SECTOR,
                    Files.readAllBytes(bios.coreImage()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void checkTable(Gpt table) {
        problems.addAll(table.problems());
        expect("GUID of the disk", stick.disk(), table.diskGuid());
        checkPartition(table, 1, stick.biosBoot(), plan.layout().biosBoot());
        checkPartition(table, 2, stick.esp(), plan.layout().esp());
        checkPartition(table, 3, stick.root(), plan.layout().root());
    }

    private void checkToken(Volume disk) throws IOException {
        String block = new String(disk.read(DiskLayout.TOKEN, GrubEnvironment.SIZE), StandardCharsets.US_ASCII);
        expect(
                "start of the environment block in front of the partitions",
                List.of("# GRUB Environment Block", "htg_stick=" + stick.token()),
                block.lines().limit(2).toList());
    }

    private void checkPartition(Gpt table, int index, UUID guid, DiskLayout.Extent extent) {
        Partition partition = table.partition(index).orElse(null);
        if (partition == null) {
            problems.add("partition " + index + " is missing");
            return;
        }
        expect("GUID of partition " + index, guid, partition.uniqueGuid());
        expect("start of partition " + index, extent.start(), partition.firstByte());
        expect("length of partition " + index, extent.length(), partition.length());
    }

    private void checkBootFiles(Volume esp, SortedMap<String, BootFile> expected) throws IOException {
        FatFileSystem fat = FatFileSystem.open(esp);
        expect("volume id of the boot partition", stick.espVolumeId(), fat.volumeId());
        SortedMap<String, BootFile> found = new TreeMap<>();
        for (FatEntry entry : fat.tree()) {
            if (!entry.directory()) {
                found.put(entry.path().substring(1), read(fat, entry));
                checkPlace(fat, entry);
            }
        }
        expect("the boot files", expected, found);
    }

    private BootFile read(FatFileSystem fat, FatEntry entry) throws IOException {
        try (InputStream content = fat.read(entry)) {
            return new BootFile(entry.size(), Digests.sha256(content));
        }
    }

    private void checkPlace(FatFileSystem fat, FatEntry entry) throws IOException {
        List<Extent> extents = fat.extents(entry);
        if (entry.path().startsWith(KERNEL_AND_RAMDISK)) {
            reads = reads.and(plan.layout().esp().start(), extents);
        }
        if (extents.size() > 1) {
            problems.add(entry.path() + " lies in " + extents.size() + " pieces");
        }
        for (Extent extent : extents) {
            if (plan.layout().esp().start() + extent.end() > BIOS_LIMIT) {
                problems.add(entry.path() + " lies beyond 4 GiB, where a BIOS may not reach");
            }
        }
    }

    private void checkPool(Volume root) throws IOException {
        switch (plan.spec().pool().type()) {
            case BTRFS -> checkBtrfs(Btrfs.read(root));
            case ZFS -> checkZfs(Zfs.read(root));
        }
    }

    private void checkBtrfs(Btrfs pool) {
        problems.addAll(pool.problems());
        expect(
                "UUID of the root pool",
                plan.identities().pool(),
                pool.superblock().fsid());
        expect(
                "number of the root pool's devices",
                (long) plan.sticks().size(),
                pool.superblock().deviceCount());
        // The kernel chooses that of a device which it adds to a pool.
        if (stick.equals(plan.sticks().get(0).identities())) {
            expect(
                    "UUID of the pool's device",
                    stick.poolDevice(),
                    pool.superblock().deviceUuid());
        }
        expect("label of the root pool", plan.spec().name(), pool.superblock().label());
    }

    private void checkZfs(Zfs pool) {
        problems.addAll(pool.problems());
        ZfsLabel label = pool.label();
        expect("GUID of the root pool", plan.identities().poolGuid(), Long.toUnsignedString(label.poolGuid()));
        expect("name of the root pool", plan.spec().name(), label.poolName());
        expect(
                "number of the root pool's devices",
                plan.sticks().size(),
                label.partGuids().size());
        expect("state of the root pool", ZfsLabel.EXPORTED, label.state());
        expect(
                "host id in the root pool",
                Integer.toUnsignedLong(plan.identities().hostId()),
                label.hostId());
    }

    private void expect(String what, Object expected, Object found) {
        if (!expected.equals(found)) {
            problems.add(what + " is " + found + " instead of " + expected);
        }
    }

    private static Volume slice(Volume disk, DiskLayout.Extent extent) throws IOException {
        return disk.range(extent.start(), extent.length());
    }
}
