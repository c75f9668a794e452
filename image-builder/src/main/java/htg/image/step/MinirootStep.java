package htg.image.step;

import htg.common.io.Digests;
import htg.image.cache.CacheKey;
import htg.image.plan.BuildPlan;
import htg.image.tool.ToolRoot;
import htg.miniroot.KernelTree;
import htg.miniroot.MinirootAssembler;
import htg.miniroot.MinirootPlan;
import htg.miniroot.MinirootPlanner;
import java.nio.file.Path;
import java.util.List;

/** Assembles the trampoline's ramdisk for the base's kernel. */
final class MinirootStep {
    private static final String IMAGE = "miniroot.img";

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

    Path run() {
        MinirootPlan miniroot = new MinirootPlanner()
                .plan(new KernelTree(base.kernelVersion(), base.modules()), tools.file("usr/bin/busybox"));
        CacheKey key = CacheKey.of(
                "miniroot",
                List.of(
                        plan.keys().tool().digest(),
                        plan.index().date().toString(),
                        Digests.sha256(miniroot.entries().toString())));
        return workshop.cache().get(key, entry -> assemble(miniroot, entry)).resolve(IMAGE);
    }

    private void assemble(MinirootPlan miniroot, Path entry) {
        List<String> zstd = tools.command("zstd").arguments();
        new MinirootAssembler(workshop.runner(), zstd)
                .assemble(miniroot, plan.index().date(), entry.resolve(IMAGE));
    }
}
