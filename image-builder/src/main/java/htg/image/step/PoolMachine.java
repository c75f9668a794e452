package htg.image.step;

import htg.image.debian.Hooks;
import htg.image.plan.BuildPlan;
import htg.image.plan.Configuration;
import htg.image.plan.DiskLayout;
import htg.image.spec.StickSpec.Pool;
import htg.image.spec.StickSpec.PoolType;
import htg.image.tool.ToolRoot;
import htg.image.vm.Job;
import htg.image.vm.Machine;
import htg.image.vm.Ramdisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts the virtual machine whose init is the hook {@code make-pool}, on the base's own kernel. */
final class PoolMachine {
    static final String PURPOSE = "makes a root pool that is ZFS or on two sticks";

    private static final String STEP = "pool";
    private static final int MEMORY_MEBIBYTES = 1024;
    private static final Pattern PLAIN_WORDS = Pattern.compile("[A-Za-z0-9_/:.\\- ]*");

    private final Workshop workshop;
    private final BuildPlan plan;
    private final ToolRoot tools;
    private final Base base;

    PoolMachine(Workshop workshop, BuildPlan plan, ToolRoot tools, Base base) {
        this.workshop = workshop;
        this.plan = plan;
        this.tools = tools;
        this.base = base;
    }

    /** Whether a pool can only be made there. */
    static boolean isNeeded(Pool pool) {
        return pool.mirrored() || pool.type() == PoolType.ZFS;
    }

    /** Makes a mirror of a btrfs that fills the first image; the others are empty. */
    void mirrorBtrfs(Path work, List<Path> images) {
        Ramdisk ramdisk = ramdisk(work, "btrfs");
        addProgram(ramdisk, "btrfs", "usr/sbin/btrfs");
        Map<String, String> job = Map.of("HTG_TYPE", "btrfs", "HTG_DEVICES", devices(images.size(), ""));
        run(work, ramdisk, job, writable(images));
    }

    /**
     * Makes a pool with the base in it.
     *
     * @param images of whole disks, with a partition table
     * @param configuration archive of what makes the base this stick
     */
    void createZfs(Path work, List<Path> images, Path configuration) {
        Path programs = base.zfs()
                .orElseThrow(() -> new IllegalStateException("no ZFS was built"))
                .tools();
        Ramdisk ramdisk = ramdisk(work, "zfs").tree(programs);
        addProgram(ramdisk, "tar", "htg/tar");
        int hostId = plan.identities().hostId();
        ramdisk.bytes("etc/hostid", Configuration.hostId(hostId));
        List<Job.Disk> disks = new ArrayList<>(writable(images));
        disks.add(new Job.Disk(base.archive(), false));
        disks.add(new Job.Disk(configuration, false));
        List<String> names = names(disks.size());
        run(work, ramdisk, zfsJob(images.size(), names), disks);
    }

    private Map<String, String> zfsJob(int sticks, List<String> disks) {
        return Map.of(
                "HTG_TYPE", "zfs",
                "HTG_DEVICES", devices(sticks, Integer.toString(DiskLayout.ROOT_NUMBER)),
                "HTG_BASE", disks.get(sticks),
                "HTG_CONFIGURATION", disks.get(sticks + 1),
                "HTG_POOL", plan.spec().name(),
                "HTG_GUID", plan.identities().poolGuid(),
                "HTG_COMPRESSION", plan.spec().pool().compression().zfs(),
                "HTG_ENVIRONMENT", plan.bootEnvironment());
    }

    private void run(Path work, Ramdisk ramdisk, Map<String, String> job, List<Job.Disk> disks) {
        ramdisk.text(
                "job",
                new TreeMap<>(job)
                        .entrySet().stream().map(PoolMachine::assignment).collect(Collectors.joining()));
        Path image = work.resolve("pool.cpio");
        ramdisk.writeTo(image);
        new Machine(workshop.runner(), workshop.events())
                .run(new Job(STEP, base.kernel(), image, MEMORY_MEBIBYTES, disks));
    }

    private static String assignment(Map.Entry<String, String> variable) {
        if (!PLAIN_WORDS.matcher(variable.getValue()).matches()) {
            throw new IllegalArgumentException(variable + " needs quoting");
        }
        return variable.getKey() + "='" + variable.getValue() + "'\n";
    }

    /** What every machine has: the script, a shell, and the modules of disks and of a file system. */
    private Ramdisk ramdisk(Path work, String fileSystem) {
        Ramdisk ramdisk = new Ramdisk()
                .text("init", Hooks.text("make-pool"))
                .file("bin/busybox", tools.file("usr/bin/busybox"))
                .link("bin/sh", "busybox")
                .file("lib64/" + ToolRoot.LOADER, tools.file(ToolRoot.LIBRARIES + "/" + ToolRoot.LOADER));
        addProgram(ramdisk, "insmod", "htg/insmod");
        List<Path> modules = modules(work, fileSystem);
        for (int i = 0; i < modules.size(); i++) {
            ramdisk.file(String.format("modules/%03d-%s", i, modules.get(i).getFileName()), modules.get(i));
        }
        return ramdisk;
    }

    /** A program of the tool root with its libraries. */
    private void addProgram(Ramdisk ramdisk, String program, String place) {
        ramdisk.file(place, tools.program(program));
        for (Path library : tools.libraries(workshop.runner(), program)) {
            ramdisk.file("usr/lib/x86_64-linux-gnu/" + library.getFileName(), library);
        }
    }

    /** The modules' files in the order of loading. */
    private List<Path> modules(Path work, String fileSystem) {
        try {
            Path tree = work.resolve("kernel");
            Path folder = Files.createDirectories(tree.resolve("lib/modules"));
            Files.createSymbolicLink(folder.resolve(base.kernelVersion()), base.modules());
            String printed = workshop.runner()
                    .check(tools.command("modprobe", "--dirname", tree.toString(), "--config", "/dev/null")
                            .with("--set-version", base.kernelVersion(), "--show-depends", "--all")
                            .with("virtio_pci", "virtio_blk", fileSystem))
                    .output();
            return printed.lines()
                    .filter(line -> line.startsWith("insmod "))
                    .map(line -> Path.of(line.substring("insmod ".length()).strip()))
                    .distinct()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<Job.Disk> writable(List<Path> images) {
        return images.stream().map(image -> new Job.Disk(image, true)).toList();
    }

    /** As the guest's kernel names so many disks, or a partition of each. */
    private static String devices(int count, String partition) {
        return names(count).stream().map(name -> name + partition).collect(Collectors.joining(" "));
    }

    private static List<String> names(int count) {
        return Stream.iterate('a', letter -> (char) (letter + 1))
                .limit(count)
                .map(letter -> "/dev/vd" + letter)
                .toList();
    }
}
