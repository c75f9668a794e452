package htg.cli.journey;

import htg.common.process.Command;
import htg.common.process.CommandRunner;
import htg.common.process.SystemCommandRunner;
import htg.fsimage.fat.FatFileSystem;
import htg.fsimage.partition.Gpt;
import htg.fsimage.partition.Partition;
import htg.fsimage.partition.PartitionTypes;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A copy of a stick to be changed, with everything but what is in the root pool: it takes no time and no room.
 *
 * @param image the copy
 * @param bootPartition where its boot partition begins
 */
record StickCopy(Path image, long bootPartition) {
    static final CommandRunner RUNNER = new SystemCommandRunner(command -> {});

    private static final int BLOCK = 1 << 20;

    static StickCopy of(Path stick, Path image) throws IOException {
        try (Volume disk = Volume.open(stick);
                RandomAccessFile copy = new RandomAccessFile(image.toFile(), "rw")) {
            Gpt table = Gpt.read(disk);
            Partition esp = table.onlyOfType(PartitionTypes.EFI_SYSTEM).orElseThrow();
            copy.setLength(disk.size());
            copy(disk, copy, 0, esp.extent().end());
            copy(disk, copy, disk.size() - BLOCK, disk.size());
            return new StickCopy(image, esp.firstByte());
        }
    }

    private static void copy(Volume from, RandomAccessFile to, long start, long end) throws IOException {
        for (long at = start; at < end; at += BLOCK) {
            byte[] block = from.read(at, (int) Math.min(BLOCK, end - at));
            if (!isEmpty(block)) {
                to.seek(at);
                to.write(block);
            }
        }
    }

    private static boolean isEmpty(byte... block) {
        for (byte one : block) {
            if (one != 0) {
                return false;
            }
        }
        return true;
    }

    /** The content of a file on the boot partition. */
    byte[] file(String path) throws IOException {
        try (Volume disk = Volume.open(image);
                InputStream content = FatFileSystem.open(disk.range(bootPartition, disk.size() - bootPartition))
                        .read(path)) {
            return content.readAllBytes();
        }
    }

    /** Changes the content of a file on the boot partition, whose size stays. */
    StickCopy changed(String path, Consumer<byte[]> change) throws IOException {
        byte[] content = file(path);
        change.accept(content);
        return with(path, content);
    }

    /** Writes a file on the boot partition. */
    StickCopy with(String path, byte[] content) throws IOException {
        Path file = Files.createTempFile(image.getParent(), "content", "");
        Files.write(file, content);
        mtools("mcopy", "-o", file.toString(), "::" + path);
        Files.delete(file);
        return this;
    }

    /** Removes a file from the boot partition. */
    StickCopy without(String path) {
        mtools("mdel", "::" + path);
        return this;
    }

    /** Overwrites bytes anywhere. */
    StickCopy overwritten(long at, byte... bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.seek(at);
            file.write(bytes);
        }
        return this;
    }

    private void mtools(String program, String... words) {
        RUNNER.check(Command.of(program, "-i", image + "@@" + bootPartition)
                .with(words)
                .env("MTOOLS_SKIP_CHECK", "1"));
    }
}
