package htg.image.step;

import htg.common.process.Command;
import htg.image.cache.WorkFolder;
import htg.image.debian.Hooks;
import htg.image.debian.TreeArchive;
import htg.image.debian.TreeFile;
import htg.image.plan.BuildPlan;
import htg.image.plan.Stick;
import htg.image.spec.StickSpec.PoolType;
import htg.image.tool.ToolRoot;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/**
 * Makes the root pool with the base, laid out for boot environments: a btrfs file system here, and what is more than one
 * in a virtual machine.
 */
final class PoolStep {
    private static final int SHADOW_GROUP = 42;

    private final Workshop workshop;
    private final BuildPlan plan;
    private final ToolRoot tools;
    private final Base base;

    PoolStep(Workshop workshop, BuildPlan plan, ToolRoot tools, Base base) {
        this.workshop = workshop;
        this.plan = plan;
        this.tools = tools;
        this.base = base;
    }

    /** What is on each of the sticks. */
    List<PoolImage> run() {
        Path entry = workshop.cache().get(plan.keys().pool(), this::fill);
        return plan.sticks().stream()
                .map(stick -> new PoolImage(image(entry, stick), start()))
                .toList();
    }

    private void fill(Path entry) {
        List<Path> images =
                plan.sticks().stream().map(stick -> image(entry, stick)).toList();
        try (WorkFolder work = workshop.workFolder()) {
            Path configuration = Files.write(
                    work.resolve("configuration.tar"),
                    TreeArchive.tar(configuration(), plan.index().date()));
            switch (plan.spec().pool().type()) {
                case BTRFS -> fillBtrfs(work, configuration, images);
                case ZFS -> fillZfs(work, configuration, images);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path image(Path entry, Stick stick) {
        return entry.resolve(stick.numbered("pool") + ".img");
    }

    /** A virtual machine gets disks with a partition table for ZFS. */
    private long start() {
        return plan.spec().pool().type() == PoolType.ZFS ? plan.layout().root().start() : 0;
    }

    private void fillBtrfs(WorkFolder work, Path configuration, List<Path> images) throws IOException {
        for (Path image : images) {
            makeSparse(image, plan.layout().root().length());
        }
        Path stage = Files.createDirectory(work.resolve("stage"));
        List<String> line = List.of(
                Hooks.unpack("fill-pool", work.path()).toString(),
                stage.toString(),
                base.archive().toString(),
                configuration.toString(),
                plan.bootEnvironment());
        Command mkfs = mkfs(stage, images.get(0)).under(line);
        workshop.runner().check(workshop.namespace().command(mkfs).within(Duration.ofMinutes(20)));
        if (images.size() > 1) {
            machine().mirrorBtrfs(work.path(), images);
        }
    }

    private void fillZfs(WorkFolder work, Path configuration, List<Path> images) throws IOException {
        for (Stick stick : plan.sticks()) {
            Path image = images.get(stick.number() - 1);
            makeSparse(image, plan.layout().size().bytes());
            try (FileChannel disk = FileChannel.open(image, StandardOpenOption.WRITE)) {
                StickTable.of(plan.layout(), stick.identities()).writeTo(disk);
            }
        }
        machine().createZfs(work.path(), images, configuration);
    }

    private PoolMachine machine() {
        return new PoolMachine(workshop, plan, tools, base);
    }

    private Command mkfs(Path stage, Path image) {
        List<String> options = new ArrayList<>(List.of(
                "--quiet",
                "--label",
                plan.spec().name(),
                "--uuid",
                plan.identities().pool().toString(),
                "--device-uuid",
                plan.identities().sticks().get(0).poolDevice().toString(),
                "--rootdir",
                stage.toString()));
        List.of("default:ROOT/" + plan.bootEnvironment(), "rw:HOME", "rw:VAR/log", "rw:STORE")
                .forEach(subvolume -> options.addAll(List.of("--subvol", subvolume)));
        plan.spec().pool().compression().btrfs().ifPresent(method -> options.addAll(List.of("--compress", method)));
        return tools.command("mkfs.btrfs").with(options).with(image.toString());
    }

    private List<TreeFile> configuration() {
        List<TreeFile> files = new ArrayList<>(plan.configuration());
        plan.spec()
                .access()
                .rootPasswordHash()
                .map(hash ->
                        base.shadow().replaceFirst("(?m)^root:[^:]*:", "root:" + Matcher.quoteReplacement(hash) + ":"))
                .ifPresent(shadow ->
                        files.add(TreeFile.text("etc/shadow", 0640, shadow).ownedByGroup(SHADOW_GROUP)));
        return files;
    }

    private static void makeSparse(Path file, long size) throws IOException {
        try (RandomAccessFile image = new RandomAccessFile(file.toFile(), "rw")) {
            image.setLength(size);
        }
    }
}
