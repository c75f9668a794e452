package htg.image.step;

import htg.grub.template.GrubEnvironment;
import htg.image.disk.SparseCopy;
import htg.image.plan.BuildPlan;
import htg.image.plan.DiskLayout;
import htg.image.plan.StickIdentities;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/** Puts the parts of a stick together: boot sector, partition table, the stick's token, partitions. */
final class DiskImageStep {
    private final BuildPlan plan;
    private final StickIdentities identities;

    DiskImageStep(BuildPlan plan, StickIdentities identities) {
        this.plan = plan;
        this.identities = identities;
    }

    /**
     * Writes the image into an empty file; what is zero stays a hole.
     *
     * @param bios what a BIOS starts, where the stick is to start on one
     */
    void run(Path image, Optional<BiosBoot> bios, Path esp, PoolImage pool) {
        DiskLayout layout = plan.layout();
        keepSecret(image);
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(layout.size().bytes());
            FileChannel channel = file.getChannel();
            StickTable.of(layout, identities).writeTo(channel);
            write(channel, DiskLayout.TOKEN, GrubEnvironment.of(Map.of("htg_stick", identities.token())));
            if (bios.isPresent()) {
                write(channel, 0, bios.get().code().bootCode());
                write(channel, layout.biosBoot().start(), bios.get().code().core());
            }
            SparseCopy.into(channel, layout.esp().start(), esp);
            SparseCopy.into(
                    channel,
                    layout.root().start(),
                    pool.file(),
                    pool.start(),
                    layout.root().length());
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

    private static void write(FileChannel channel, long position, byte[] content) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        long at = position;
        while (buffer.hasRemaining()) {
            at += channel.write(buffer, at);
        }
    }
}
