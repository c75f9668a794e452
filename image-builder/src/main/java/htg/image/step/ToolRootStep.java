package htg.image.step;

import htg.image.cache.WorkFolder;
import htg.image.debian.AptSource;
import htg.image.debian.Hooks;
import htg.image.debian.Mmdebstrap;
import htg.image.plan.BuildPlan;
import htg.image.tool.ToolRoot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes the tool root: packages of the target's own Debian, unpacked and never configured. */
final class ToolRootStep {
    private static final String NAME = "tool-root";

    private final Workshop workshop;
    private final BuildPlan plan;

    ToolRootStep(Workshop workshop, BuildPlan plan) {
        this.workshop = workshop;
        this.plan = plan;
    }

    ToolRoot run() {
        return new ToolRoot(workshop.cache().get(plan.keys().tool(), this::fill).resolve("root"));
    }

    private void fill(Path entry) {
        try (WorkFolder work = workshop.workFolder()) {
            List<String> options = new ArrayList<>();
            options.add("--variant=extract");
            options.add("--format=directory");
            options.add("--include=" + String.join(",", plan.toolPackages()));
            options.add("--customize-hook=" + Hooks.unpack("finish-tool", work.path()));
            options.add(plan.spec().suite());
            options.add(entry.resolve("root").toString());
            plan.index().sources().stream().map(AptSource::line).forEach(options::add);
            mmdebstrap().run(NAME, work.path(), plan.index(), options, Mmdebstrap.command());
        }
    }

    private Mmdebstrap mmdebstrap() {
        return new Mmdebstrap(workshop.runner(), workshop.events(), workshop.namespace()::command);
    }
}
