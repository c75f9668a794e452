package htg.image.step;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import htg.common.process.Command;
import htg.common.process.CommandResult;
import htg.image.disk.GptWriter;
import htg.image.disk.PartitionEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** A machine that runs a script under the stick's kernel, with ZFS and its tools and nothing else, and a few disks. */
final class ZfsMachine {
    private static final long MIB = 1L << 20;
    private static final List<String> MODULES = List.of("virtio_pci", "virtio_blk", "zfs");
    private static final String LOADER = "usr/lib64/ld-linux-x86-64.so.2";

    private final BuiltZfs stick;
    private final Path folder;
    private final Map<String, byte[]> files = new TreeMap<>();

    ZfsMachine(BuiltZfs stick, Path folder) throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/qemu-system-x86_64")), "qemu-system-x86 is not installed");
        this.stick = stick;
        this.folder = folder;
        addTree(stick.built().tools());
        files.put(
                "lib64/ld-linux-x86-64.so.2",
                Files.readAllBytes(stick.built().tools().resolve(LOADER)));
        files.put("bin/busybox", Files.readAllBytes(stick.tools().file("usr/bin/busybox")));
        files.put("bin/htg-zpool", Files.readAllBytes(stick.built().importer()));
        addModules();
    }

    /** Makes a disk with one partition. */
    Path disk(String name) throws IOException {
        long size = 160L << 20;
        Path disk = folder.resolve(name);
        try (FileChannel channel =
                FileChannel.open(disk, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            PartitionEntry partition = new PartitionEntry(
                    PartitionEntry.LINUX_ROOT_X86_64, UUID.randomUUID(), MIB, size - 2 * MIB, 0, "pool");
            new GptWriter(UUID.randomUUID(), List.of(partition), size).writeTo(channel);
        }
        return disk;
    }

    /**
     * Runs a script as the first program; returns what it printed on the serial console.
     *
     * @param disks in the order of their names: {@code vda} first
     */
    String run(String script, List<Path> disks) throws IOException {
        files.put("init", ("""
                #!/bin/busybox sh
                /bin/busybox mkdir -p /proc /sys /dev /mnt /sbin /usr/bin
                /bin/busybox --install -s /bin
                mount -t proc proc /proc; mount -t sysfs sys /sys; mount -t devtmpfs dev /dev
                export PATH=/bin:/usr/sbin LD_LIBRARY_PATH=/usr/lib/x86_64-linux-gnu
                export ZPOOL_IMPORT_UDEV_TIMEOUT_MS=0 ZFS_VDEV_DEVID_OPT_OUT=YES
                for module in virtio_pci virtio_blk; do modprobe $module 2>/dev/null; done
                """ + script + "\necho THE END\npoweroff -n -f\n").getBytes(StandardCharsets.UTF_8));
        Path ramdisk = folder.resolve("ramdisk");
        writeRamdisk(ramdisk);
        Command qemu = Command.of("qemu-system-x86_64", "-accel", "tcg", "-cpu", "max", "-smp", "2", "-m", "768")
                .with("-display", "none", "-monitor", "none", "-no-reboot", "-nic", "none", "-serial", "stdio")
                .with("-kernel", stick.base().kernel().toString(), "-initrd", ramdisk.toString())
                .with("-append", "console=ttyS0 quiet panic=-1 no_timer_check");
        for (Path disk : disks) {
            qemu = qemu.with("-drive", "if=virtio,format=raw,file=" + disk);
        }
        CommandResult result = BuiltZfs.RUNNER.check(qemu.within(Duration.ofMinutes(4)));
        return result.output().replace("\r", "");
    }

    private void addTree(Path tree) throws IOException {
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(tree.relativize(path).toString(), Files.readAllBytes(path));
            }
        }
    }

    /** The modules and what they depend on, as {@code depmod} found out when the base was made. */
    private void addModules() throws IOException {
        Path modules = stick.base().modules();
        String folderInRamdisk = "lib/modules/" + stick.base().kernelVersion() + "/";
        Map<String, List<String>> dependencies = new TreeMap<>();
        for (String line : Files.readAllLines(modules.resolve("modules.dep"))) {
            int colon = line.indexOf(':');
            String after = line.substring(colon + 1).strip();
            dependencies.put(line.substring(0, colon), after.isEmpty() ? List.of() : List.of(after.split(" ")));
        }
        Set<String> wanted = new LinkedHashSet<>();
        dependencies.forEach((path, needed) -> {
            if (MODULES.stream().anyMatch(name -> path.endsWith("/" + name + ".ko.xz"))) {
                wanted.add(path);
                wanted.addAll(needed);
            }
        });
        StringBuilder table = new StringBuilder();
        for (String path : wanted) {
            try (XZCompressorInputStream plain = XZCompressorInputStream.builder()
                    .setInputStream(Files.newInputStream(modules.resolve(path)))
                    .get()) {
                files.put(folderInRamdisk + path.replace(".xz", ""), plain.readAllBytes());
            }
            String line = path + ": " + String.join(" ", dependencies.getOrDefault(path, List.of()));
            table.append(line.replace(".xz", "").strip()).append('\n');
        }
        files.put(folderInRamdisk + "modules.dep", table.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void writeRamdisk(Path ramdisk) {
        Set<String> folders = new LinkedHashSet<>();
        try (OutputStream stream = Files.newOutputStream(ramdisk);
                CpioArchiveOutputStream archive = new CpioArchiveOutputStream(stream)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                for (int slash = file.getKey().indexOf('/');
                        slash > 0;
                        slash = file.getKey().indexOf('/', slash + 1)) {
                    if (folders.add(file.getKey().substring(0, slash))) {
                        put(archive, file.getKey().substring(0, slash), CpioArchiveEntry.C_ISDIR, new byte[0]);
                    }
                }
                put(archive, file.getKey(), CpioArchiveEntry.C_ISREG, file.getValue());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void put(CpioArchiveOutputStream archive, String path, int kind, byte[] content) throws IOException {
        CpioArchiveEntry entry = new CpioArchiveEntry(path, content.length);
        entry.setMode(kind | 0755);
        archive.putArchiveEntry(entry);
        archive.write(content);
        archive.closeArchiveEntry();
    }
}
