package htg.image.step;

import htg.common.DataSize;
import htg.common.io.Digests;
import htg.image.cache.CacheKey;
import htg.image.debian.TreeFile;
import htg.image.plan.BuildPlan;
import htg.image.report.BuildReport.Ramdisk;
import htg.image.report.Documents;
import htg.image.tool.ToolRoot;
import htg.miniroot.Feature;
import htg.miniroot.FileContent;
import htg.miniroot.KernelTree;
import htg.miniroot.MinirootAssembler;
import htg.miniroot.MinirootEntry.RegularFile;
import htg.miniroot.MinirootPlan;
import htg.miniroot.MinirootPlanner;
import htg.miniroot.MinirootSources;
import htg.miniroot.PoolType;
import htg.miniroot.RescueTools;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Assembles the trampoline's ramdisk for the base's kernel, each tier in a file of its own. */
final class MinirootStep {
    private static final String HOST_ID = "etc/hostid";
    private static final String FEATURE = "feature.img";

    private final Workshop workshop;
    private final BuildPlan plan;
    private final ToolRoot tools;
    private final Base base;

    MinirootStep(Workshop workshop, BuildPlan plan, ToolRoot tools, Base base) {
        this.workshop = workshop;
        this.plan = plan;
        this.tools = tools;
        this.base = base;
    }

    Miniroot run() {
        List<MinirootPlan> tiers = new MinirootPlanner().plan(sources());
        CacheKey key = CacheKey.of(
                "miniroot",
                List.of(plan.keys().tool().digest(), plan.index().date().toString(), Digests.sha256(tiers.toString())));
        return new Miniroot(workshop.cache().get(key, entry -> assemble(tiers, entry)));
    }

    private MinirootSources sources() {
        KernelTree kernel = new KernelTree(base.kernelVersion(), base.modules());
        PoolType pool = switch (plan.spec().pool().type()) {
            case BTRFS -> PoolType.BTRFS;
            case ZFS -> PoolType.ZFS;
        };
        Path programs = base.zfs().map(ZfsBuild::tools).orElse(tools.file(""));
        return new MinirootSources(
                kernel,
                pool,
                tools.file("usr/bin/busybox"),
                base.zfs().map(this::importer).orElse(List.of()),
                RescueTools.of(pool, List.of(programs)));
    }

    /** ZFS takes a pool that another machine has used for one in use: the stick is always the same machine. */
    private List<RegularFile> importer(ZfsBuild zfs) {
        TreeFile hostId = plan.configuration().stream()
                .filter(file -> file.path().equals(HOST_ID))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the plan has no " + HOST_ID));
        return List.of(
                new RegularFile("bin/htg-zpool", 0755, FileContent.read(zfs.importer())),
                new RegularFile(HOST_ID, 0644, FileContent.of(hostId.content())));
    }

    private void assemble(List<MinirootPlan> tiers, Path entry) {
        List<Ramdisk> described = new ArrayList<>();
        for (MinirootPlan tier : tiers) {
            DataSize size = assemble(
                    tier, plan.index().date(), entry.resolve(tier.tier().file()));
            described.add(new Ramdisk(
                    tier.tier().file(),
                    size.bytes(),
                    tier.contentSize().bytes(),
                    tier.features().stream()
                            .map(feature -> describe(tier, feature))
                            .toList()));
        }
        Documents.writeRamdisks(described, entry.resolve(Miniroot.DESCRIPTION));
    }

    /** Packed by itself, which is done once: what a feature costs in the company of others cannot be told apart. */
    private Ramdisk.Feature describe(MinirootPlan tier, Feature feature) {
        MinirootPlan alone = new MinirootPlan(tier.tier(), List.of(feature));
        CacheKey key = CacheKey.of("feature", List.of(plan.keys().tool().digest(), Digests.sha256(alone.toString())));
        Path entry = workshop.cache().get(key, folder -> assemble(alone, Instant.EPOCH, folder.resolve(FEATURE)));
        return new Ramdisk.Feature(
                feature.name(),
                feature.files(),
                feature.contentSize().bytes(),
                entry.resolve(FEATURE).toFile().length());
    }

    private DataSize assemble(MinirootPlan tier, Instant time, Path target) {
        List<String> zstd = tools.command("zstd").arguments();
        return new MinirootAssembler(workshop.runner(), zstd).assemble(tier, time, target);
    }
}
