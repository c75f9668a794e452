package htg.image.step;

import htg.image.cache.WorkFolder;
import htg.image.debian.AptSource;
import htg.image.debian.Hooks;
import htg.image.debian.Mmdebstrap;
import htg.image.plan.BuildPlan;
import htg.image.plan.ZfsPlan;
import htg.miniroot.ImporterSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
        try (WorkFolder work = workshop.workFolder()) {
            Path debs = Files.createDirectories(workshop.cache().root().resolve("debs"));
            Path source = Files.createDirectory(work.resolve("importer"));
            for (Map.Entry<String, String> file : ImporterSource.files().entrySet()) {
                Files.writeString(source.resolve(file.getKey()), file.getValue());
            }
            new Mmdebstrap(workshop.runner(), workshop.events(), workshop.namespace()::command)
                    .run(
                            NAME,
                            work.path(),
                            plan.index(),
                            options(work),
                            Mmdebstrap.command()
                                    .env("HTG_KERNEL", zfs.versions().kernelRelease())
                                    .env("HTG_VERSION", zfs.versions().zfs().text())
                                    .env("HTG_SOURCE", source.toString())
                                    .env("HTG_DEBS", debs.toString())
                                    .env("HTG_OUT", entry.toString()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private List<String> options(WorkFolder work) {
        List<String> options = new ArrayList<>();
        options.add("--variant=apt");
        options.add("--format=null");
        options.add("--include=" + String.join(",", zfs.packages()));
        options.add("--dpkgopt=path-exclude=/usr/share/doc/*");
        options.add("--dpkgopt=path-exclude=/usr/share/man/*");
        options.add("--dpkgopt=path-exclude=/usr/share/locale/*");
        options.add("--dpkgopt=force-unsafe-io");
        options.add("--skip=download/empty,essential/unlink");
        options.add("--setup-hook=" + Hooks.unpack("seed-archives", work.path()));
        options.add("--setup-hook=" + Hooks.unpack("prepare-zfs", work.path()));
        options.add("--customize-hook=" + Hooks.unpack("build-zfs", work.path()));
        options.add(plan.spec().suite());
        options.add("-");
        plan.index().sources().stream().map(AptSource::line).forEach(options::add);
        return options;
    }
}
