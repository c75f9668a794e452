package htg.image.step;

import htg.image.disk.GptWriter;
import htg.image.disk.PartitionEntry;
import htg.image.disk.SparseCopy;
import htg.image.plan.BuildPlan;
import htg.image.plan.DiskLayout;
import htg.image.plan.DiskLayout.Extent;
import htg.image.plan.Identities;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Puts the parts together: boot sector, partition table, partitions. */
final class DiskImageStep {
    private final BuildPlan plan;

    DiskImageStep(BuildPlan plan) {
        this.plan = plan;
    }

    /**
     * Writes the image into an empty file; what is zero stays a hole.
     *
     * @param bios what a BIOS starts, where the stick is to start on one
     */
    void run(Path image, Optional<BiosBoot> bios, Path esp, Path pool) {
        DiskLayout layout = plan.layout();
        keepSecret(image);
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(layout.size().bytes());
            FileChannel channel = file.getChannel();
            table().writeTo(channel);
            if (bios.isPresent()) {
                write(channel, 0, bios.get().code().bootCode());
                write(channel, layout.biosBoot().start(), bios.get().code().core());
            }
            SparseCopy.into(channel, layout.esp().start(), esp);
            SparseCopy.into(channel, layout.root().start(), pool);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A password hash in the image is nobody's business but the owner's. */
    private void keepSecret(Path image) {
        if (plan.spec().access().rootPasswordHash().isPresent()) {
            try {
                Files.setPosixFilePermissions(image, PosixFilePermissions.fromString("rw-------"));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private GptWriter table() {
        Identities identities = plan.identities();
        DiskLayout layout = plan.layout();
        return new GptWriter(
                identities.disk(),
                List.of(
                        entry(PartitionEntry.BIOS_BOOT, identities.biosBoot(), layout.biosBoot(), "BIOS boot"),
                        entry(PartitionEntry.EFI_SYSTEM, identities.esp(), layout.esp(), "EFI system"),
                        entry(PartitionEntry.LINUX_ROOT_X86_64, identities.root(), layout.root(), "htg root pool")),
                layout.size().bytes());
    }

    private static PartitionEntry entry(UUID type, UUID unique, Extent extent, String name) {
        long first = extent.start() / GptWriter.SECTOR;
        return new PartitionEntry(type, unique, first, extent.end() / GptWriter.SECTOR - 1, 0, name);
    }

    private static void write(FileChannel channel, long position, byte[] content) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        long at = position;
        while (buffer.hasRemaining()) {
            at += channel.write(buffer, at);
        }
    }
}
