package htg.image.step;

import htg.common.process.Command;
import htg.image.cache.WorkFolder;
import htg.image.debian.Hooks;
import htg.image.debian.TreeArchive;
import htg.image.debian.TreeFile;
import htg.image.plan.BuildPlan;
import htg.image.tool.ToolRoot;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/** Makes the root pool: a btrfs file system with the base, laid out for boot environments. */
final class PoolStep {
    private static final String IMAGE = "pool.img";
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

    /** The pool's image, as large as its partition. */
    Path run() {
        return workshop.cache().get(plan.keys().pool(), this::fill).resolve(IMAGE);
    }

    private void fill(Path entry) {
        try (WorkFolder work = workshop.workFolder()) {
            Path configuration = Files.write(
                    work.resolve("configuration.tar"),
                    TreeArchive.tar(configuration(), plan.index().date()));
            Path image = entry.resolve(IMAGE);
            makeSparse(image, plan.layout().root().length());
            Path stage = Files.createDirectory(work.resolve("stage"));
            Command mkfs = mkfs(stage, image);
            List<String> line = new ArrayList<>(List.of(
                    Hooks.unpack("fill-pool", work.path()).toString(),
                    stage.toString(),
                    base.archive().toString(),
                    configuration.toString(),
                    plan.bootEnvironment()));
            workshop.runner()
                    .check(workshop.namespace().command(mkfs.under(line)).within(Duration.ofMinutes(20)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Command mkfs(Path stage, Path image) {
        List<String> options = new ArrayList<>(List.of(
                "--quiet",
                "--label",
                plan.spec().name(),
                "--uuid",
                plan.identities().pool().toString(),
                "--device-uuid",
                plan.identities().poolDevice().toString(),
                "--rootdir",
                stage.toString()));
        List.of("default:ROOT/" + plan.bootEnvironment(), "rw:HOME", "rw:VAR/log", "rw:STORE")
                .forEach(subvolume -> options.addAll(List.of("--subvol", subvolume)));
        String compression = plan.spec().pool().compression();
        if (!compression.equals("none")) {
            options.addAll(List.of("--compress", compression));
        }
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
