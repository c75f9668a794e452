package htg.image.step;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import htg.common.process.CommandRunner;
import htg.common.process.SystemCommandRunner;
import htg.image.cache.Cache;
import htg.image.debian.BasePackage;
import htg.image.debian.DebPackage;
import htg.image.debian.HostMirrors;
import htg.image.debian.IndexReader;
import htg.image.debian.PackageIndex;
import htg.image.debian.PackageLookup;
import htg.image.debian.TreeFile;
import htg.image.debian.ZfsPackages;
import htg.image.plan.BuildPlan;
import htg.image.plan.Planner;
import htg.image.spec.SpecReader;
import htg.image.tool.Namespace;
import htg.image.tool.ToolRoot;
import htg.miniroot.StickFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a ZFS stick is made of, from the user's own cache; what is not there yet is made, which takes minutes once.
 *
 * @param base with its kernel, and with what was built of ZFS
 */
record BuiltZfs(Base base, ToolRoot tools) {
    static final CommandRunner RUNNER = new SystemCommandRunner(command -> {});

    private static final List<String> COMPONENTS = List.of("main", "contrib");

    /** Only ZFS itself, without a base. */
    static ZfsBuild zfs() {
        Workshop workshop = workshop();
        BuildPlan plan = plan(workshop);
        return new ZfsStep(workshop, plan, plan.zfs().orElseThrow()).run();
    }

    static BuiltZfs all() {
        Workshop workshop = workshop();
        BuildPlan plan = plan(workshop);
        ZfsBuild zfs = new ZfsStep(workshop, plan, plan.zfs().orElseThrow()).run();
        Base base = new BaseStep(workshop, plan, basePackage(plan.index()), Optional.of(zfs)).run();
        return new BuiltZfs(base, new ToolRootStep(workshop, plan).run());
    }

    ZfsBuild built() {
        return base.zfs().orElseThrow();
    }

    private static Workshop workshop() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mmdebstrap")), "mmdebstrap is not installed");
        Cache cache = Cache.open(Cache.defaultFolder(System.getenv()));
        return new Workshop(cache, RUNNER, Namespace.open(RUNNER), event -> {});
    }

    private static BuildPlan plan(Workshop workshop) {
        Path indices = workshop.cache().root().resolve("index");
        PackageIndex index =
                new IndexReader(RUNNER, indices, false).read(HostMirrors.detect(RUNNER), "trixie", COMPONENTS);
        ZfsPackages zfs =
                ZfsPackages.of(new PackageLookup(RUNNER, indices, false).find(index, ZfsPackages.NAMES), "trixie");
        return new Planner(index, basePackage(index), Optional.of(zfs), "")
                .plan(SpecReader.parse("stick.yaml", "pool: {type: zfs}", List.of()), Path.of("stick.img"));
    }

    /** As a build makes it, so that both share their base. */
    private static DebPackage basePackage(PackageIndex index) {
        List<TreeFile> trampoline = StickFile.all().stream()
                .map(file -> TreeFile.of(
                        file.path().substring(1), file.mode(), file.content().toBytes()))
                .toList();
        return BasePackage.create("0.1.0", trampoline, index.date());
    }
}
