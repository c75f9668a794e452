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
import htg.grub.core.BootChain;
import htg.image.disk.GptWriter;
import htg.image.plan.BuildPlan;
import htg.image.plan.DiskLayout;
import htg.image.plan.Identities;
import htg.image.report.BuildReport.BootFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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

    private final BuildPlan plan;
    private final List<String> problems = new ArrayList<>();

    Verification(BuildPlan plan) {
        this.plan = plan;
    }

    /**
     * Checks an image.
     *
     * @param expected SHA-256 and size of each boot file by its path
     * @throws HtgException {@link ExitCode#VERIFICATION} naming everything that is wrong
     */
    void check(Path image, SortedMap<String, BootFile> expected) {
        try (Volume disk = Volume.open(image)) {
            Gpt table = Gpt.read(disk);
            problems.addAll(table.problems());
            checkPartitions(disk.size(), table);
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

    private void checkPartitions(long size, Gpt table) {
        Identities identities = plan.identities();
        expect("size of the image", plan.layout().size().bytes(), size);
        expect("GUID of the disk", identities.disk(), table.diskGuid());
        checkPartition(table, 1, identities.biosBoot(), plan.layout().biosBoot());
        checkPartition(table, 2, identities.esp(), plan.layout().esp());
        checkPartition(table, 3, identities.root(), plan.layout().root());
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
        expect("volume id of the boot partition", plan.identities().espVolumeId(), fat.volumeId());
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
        Btrfs pool = Btrfs.read(root);
        problems.addAll(pool.problems());
        expect(
                "UUID of the root pool",
                plan.identities().pool(),
                pool.superblock().fsid());
        expect(
                "UUID of the pool's device",
                plan.identities().poolDevice(),
                pool.superblock().deviceUuid());
        expect("label of the root pool", plan.spec().name(), pool.superblock().label());
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
