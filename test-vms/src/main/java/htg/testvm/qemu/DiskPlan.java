package htg.testvm.qemu;

import htg.common.DataSize;
import htg.common.process.Command;
import htg.common.process.CommandRunner;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A disk of a machine before it is made: a copy-on-write layer that takes the machine's writes, so that the image below is
 * never changed.
 *
 * @param file name of the qcow2 file in the machine's folder
 * @param backing what is below, a raw image's path or an {@code nbd+unix:} address; nothing below an empty disk
 * @param size of the medium that the guest sees
 * @param pool what the disk is formatted as first; needs no backing
 */
public record DiskPlan(
        String file, Optional<String> backing, DataSize size, List<Overwrite> overwrites, Optional<NewPool> pool) {
    public DiskPlan {
        overwrites = List.copyOf(overwrites);
    }

    /**
     * Bytes written over the disk before the machine starts.
     *
     * @param length of {@code content}, in bytes
     */
    public record Overwrite(Path content, long offset, int length) {}

    /** A btrfs over the whole disk, made by {@code mkfs.btrfs}: sound, and empty. */
    public record NewPool(UUID id, String label) {
        private Stream<Command> commands(Path file, DataSize size) {
            return Stream.of(
                    Command.of("truncate", "-s", Long.toString(size.bytes()), file.toString()),
                    Command.of(Programs.administrators(Programs.MKFS_BTRFS).toString(), "-q", "-U", id.toString())
                            .with("-L", label, file.toString()));
        }
    }

    /** An empty disk. */
    public static DiskPlan empty(String file, DataSize size) {
        return new DiskPlan(file, Optional.empty(), size, List.of(), Optional.empty());
    }

    /** A fresh layer over {@code image}, which the guest sees with {@code size} bytes. */
    public static DiskPlan over(StickImage image, DataSize size) {
        return empty("stick.qcow2", size).withBacking(image.path().toString());
    }

    public DiskPlan named(String newFile) {
        return new DiskPlan(newFile, backing, size, overwrites, pool);
    }

    public DiskPlan withBacking(String newBacking) {
        return new DiskPlan(file, Optional.of(newBacking), size, overwrites, pool);
    }

    public DiskPlan withOverwrites(List<Overwrite> newOverwrites) {
        return new DiskPlan(file, backing, size, newOverwrites, pool);
    }

    public DiskPlan withPool(NewPool newPool) {
        return new DiskPlan(file, backing, size, overwrites, Optional.of(newPool));
    }

    /** Makes it in {@code folder} and returns its path. */
    public Path make(CommandRunner runner, Path folder) {
        commands(folder).forEach(runner::check);
        return folder.resolve(file);
    }

    /** The commands that make it in {@code folder}. */
    public List<Command> commands(Path folder) {
        Path disk = folder.resolve(file);
        Path formatted = folder.resolve(file + ".btrfs");
        Stream<Command> making = Stream.concat(
                pool.stream().flatMap(one -> one.commands(formatted, size)),
                Stream.of(create(disk, pool.map(one -> formatted.toString()).or(() -> backing))));
        return Stream.concat(making, overwrites.stream().flatMap(overwrite -> write(folder, overwrite)))
                .toList();
    }

    private Command create(Path disk, Optional<String> base) {
        // The backing's format is given, never guessed: a guest could write a qcow2 header into its raw disk.
        Command create = Command.of(Programs.QEMU_IMG, "create", "-q", "-f", "qcow2");
        Command based = base.map(below -> create.with("-F", "raw", "-b", below)).orElse(create);
        return based.with(disk.toString(), Long.toString(size.bytes()));
    }

    /** By way of a copy: qemu-io splits its orders at spaces, and a report's folder may have some in its name. */
    private Stream<Command> write(Path folder, Overwrite overwrite) {
        String name = String.valueOf(overwrite.content().getFileName());
        String order = "write -s " + name + " " + overwrite.offset() + " " + overwrite.length();
        Command copy = Command.of(
                "cp", overwrite.content().toString(), folder.resolve(name).toString());
        Command write =
                Command.of(Programs.QEMU_IO, "-f", "qcow2", "-t", "unsafe").with("-c", order, file);
        return Stream.of(copy, folder.toString().isEmpty() ? write : write.in(folder));
    }
}
