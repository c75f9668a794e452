package htg.image.inspect;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.fsimage.partition.Gpt;
import htg.fsimage.partition.Partition;
import htg.fsimage.partition.PartitionTypes;
import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.Volume;
import htg.grub.core.BootChain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A stick made by {@code htg build}, open for reading.
 *
 * @param biosFault why no BIOS starts it; empty when one does
 */
record OpenStick(Path image, Volume disk, BootPartition files, Optional<String> biosFault) implements AutoCloseable {
    private static final String POOL_NAME = "htg root pool";
    private static final int SECTOR = 512;
    private static final int LARGEST_BIOS_BOOT = 8 << 20;

    /**
     * Reads the partition table and the boot partition's first sectors.
     *
     * @throws HtgException {@link ExitCode#USAGE} when there is no stick in the file, {@link ExitCode#FAILED} when it is
     *     damaged
     */
    static OpenStick open(Path image) {
        if (!Files.exists(image)) {
            throw foreign(image, "there is no such file");
        } else if (Files.isDirectory(image)) {
            throw foreign(image, "it is a folder");
        }
        try {
            Volume disk = Volume.open(image);
            try {
                return read(image, disk);
            } catch (IOException | HtgException failure) {
                disk.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw new HtgException(
                    ExitCode.ENVIRONMENT,
                    "Cannot read " + image + ": " + HtgException.reason(failure),
                    "See whether you may read it, and whether it can be read to its end.",
                    failure);
        }
    }

    private static OpenStick read(Path image, Volume disk) throws IOException {
        Gpt table = table(image, disk);
        if (table.partitions().stream().noneMatch(one -> one.name().equals(POOL_NAME))) {
            throw foreign(image, "it has no partition named '" + POOL_NAME + "'");
        }
        Partition esp = table.onlyOfType(PartitionTypes.EFI_SYSTEM)
                .orElseThrow(() -> foreign(image, "it has no EFI system partition, or more than one"));
        try {
            BootPartition files = BootPartition.open(disk.range(esp.extent()));
            return new OpenStick(image, disk, files, biosFault(disk, table));
        } catch (ImageFormatException damaged) {
            throw damaged(image, "its boot partition cannot be read: " + HtgException.reason(damaged), damaged);
        }
    }

    private static Gpt table(Path image, Volume disk) throws IOException {
        try {
            return Gpt.read(disk);
        } catch (ImageFormatException none) {
            throw foreign(image, "it has no partition table that can be read (" + HtgException.reason(none) + ")");
        }
    }

    private static Optional<String> biosFault(Volume disk, Gpt table) throws IOException {
        Optional<Partition> partition = table.onlyOfType(PartitionTypes.BIOS_BOOT);
        if (partition.isEmpty()) {
            return Optional.of("there is no BIOS boot partition");
        }
        Partition found = partition.get();
        int length = (int) Math.min(found.length(), LARGEST_BIOS_BOOT);
        return BootChain.fault(disk.read(0, SECTOR), disk.read(found.firstByte(), length), found.firstByte() / SECTOR);
    }

    private static HtgException foreign(Path image, String why) {
        return new HtgException(
                ExitCode.USAGE,
                "Image " + image + " is no stick of htg, or only a part of one: " + why,
                "Name an image that './htg build' has made, or a stick that it was written to.");
    }

    /** What to tell of a part that cannot be read. */
    static HtgException damaged(Path image, String why, IOException cause) {
        return new HtgException(
                ExitCode.FAILED,
                "The stick " + image + " is damaged: " + why,
                "Build it again with './htg build'.",
                cause);
    }

    @Override
    public void close() {
        try {
            disk.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
