package htg.image.step;

import htg.image.cache.WorkFolder;
import htg.image.debian.AptSource;
import htg.image.debian.DebPackage;
import htg.image.debian.Hooks;
import htg.image.debian.LocalRepository;
import htg.image.debian.Manifest;
import htg.image.debian.Mmdebstrap;
import htg.image.debian.ZfsModulesPackage;
import htg.image.debian.ZfsPackage;
import htg.image.debian.ZfsPackages;
import htg.image.plan.BuildPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Installs the base system into an archive. */
final class BaseStep {
    private static final String NAME = "base";

    /** Nobody reads these on a stick without {@code man}; licences stay. */
    private static final List<String> LEFT_OUT = List.of(
            "path-exclude=/usr/share/doc/*",
            "path-include=/usr/share/doc/*/copyright",
            "path-exclude=/usr/share/man/*",
            "path-exclude=/usr/share/info/*",
            "path-exclude=/usr/share/lintian/*",
            "path-exclude=/usr/share/bug/*",
            "path-exclude=/usr/share/locale/*",
            // 29 MB with all its symbols, for firmware that starts Xen without GRUB.
            "path-exclude=/boot/xen-*.efi");

    private final Workshop workshop;
    private final BuildPlan plan;
    private final DebPackage basePackage;
    private final Optional<ZfsBuild> zfs;

    BaseStep(Workshop workshop, BuildPlan plan, DebPackage basePackage, Optional<ZfsBuild> zfs) {
        this.workshop = workshop;
        this.plan = plan;
        this.basePackage = basePackage;
        this.zfs = zfs;
    }

    Base run() {
        return new Base(workshop.cache().get(plan.keys().base(), this::fill), zfs);
    }

    private void fill(Path entry) {
        try (WorkFolder work = workshop.workFolder()) {
            Path debs = Files.createDirectories(workshop.cache().root().resolve("debs"));
            new Mmdebstrap(workshop.runner(), workshop.events(), workshop.namespace()::command)
                    .run(
                            NAME,
                            work.path(),
                            plan.index(),
                            options(work, entry),
                            Mmdebstrap.command()
                                    .env("HTG_DEBS", debs.toString())
                                    .env("HTG_OUT", entry.toString()));
            Manifest.write(entry, debs);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private List<String> options(WorkFolder work, Path entry) throws IOException {
        Path repository = Files.createDirectory(work.resolve("repository"));
        List<String> options = new ArrayList<>();
        options.add("--variant=apt");
        options.add("--format=tar");
        options.add("--include=" + String.join(",", plan.basePackages()));
        LEFT_OUT.forEach(pattern -> options.add("--dpkgopt=" + pattern));
        options.add("--dpkgopt=force-unsafe-io");
        options.add("--skip=download/empty,essential/unlink,output/dev");
        options.add("--setup-hook=" + Hooks.unpack("seed-archives", work.path()));
        options.add("--customize-hook=" + Hooks.unpack("finish-base", work.path()));
        options.add(plan.spec().suite());
        options.add(entry.resolve(Base.ARCHIVE).toString());
        options.add(LocalRepository.create(repository, ownPackages(work)));
        plan.index().sources().stream().map(AptSource::line).forEach(options::add);
        return options;
    }

    /** What comes from htg instead of an archive. */
    private List<DebPackage> ownPackages(WorkFolder work) {
        List<DebPackage> own = new ArrayList<>(List.of(basePackage));
        zfs.ifPresent(built -> {
            ZfsPackages versions = plan.zfs().orElseThrow().versions();
            Instant date = plan.index().date();
            own.add(ZfsPackage.create(versions, built.importer(), date));
            own.add(ZfsModulesPackage.create(versions, modules(built, work), date));
        });
        return own;
    }

    /** As they were built, or signed: those in the cache are not, so that another key compiles nothing again. */
    private Path modules(ZfsBuild built, WorkFolder work) {
        return plan.spec()
                .machineOwnerKey()
                .map(key ->
                        new SignModulesStep(workshop.events(), NAME, key).run(built.modules(), work.resolve("signed")))
                .orElse(built.modules());
    }
}
