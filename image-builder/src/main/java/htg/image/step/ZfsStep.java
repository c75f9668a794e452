package htg.image.step;

import htg.image.plan.BuildPlan;
import htg.image.plan.ZfsPlan;
import htg.miniroot.ImporterSource;
import java.nio.file.Path;

/** Builds ZFS for the stick's kernel, in a Debian of its own that is thrown away. */
final class ZfsStep {
    private static final String NAME = "zfs";

    private final Workshop workshop;
    private final BuildPlan plan;
    private final ZfsPlan zfs;

    ZfsStep(Workshop workshop, BuildPlan plan, ZfsPlan zfs) {
        this.workshop = workshop;
        this.plan = plan;
        this.zfs = zfs;
    }

    ZfsBuild run() {
        return new ZfsBuild(workshop.cache().get(zfs.key(), this::fill));
    }

    private void fill(Path entry) {
        new Compilation(workshop, plan, NAME)
                .preparedBy("prepare-zfs")
                .doneBy("build-zfs")
                .env("HTG_KERNEL", zfs.versions().kernelRelease())
                .env("HTG_VERSION", zfs.versions().zfs().text())
                .run(zfs.packages(), ImporterSource.files(), entry);
    }
}
