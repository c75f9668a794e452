package htg.image.step;

import htg.common.DataSize;
import htg.common.io.Digests;
import htg.image.cache.CacheKey;
import htg.image.debian.DebPackage;
import htg.image.plan.BuildPlan;
import htg.image.report.BuildReport;
import htg.image.report.Documents;
import htg.image.report.StepRecorder;
import htg.image.step.Together.Both;
import htg.image.tool.ToolRoot;
import htg.image.vm.Machine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Carries a plan out. */
public final class ImageBuild {
    /** The unfinished tree, its archive and its packages at the same time, measured and doubled. */
    private static final DataSize CACHE_SPACE = DataSize.ofMebibytes(2560);

    /** Allocated size of a stick with the default packages, measured and doubled. */
    private static final DataSize OUTPUT_SPACE = DataSize.ofMebibytes(600);

    private final Workshop workshop;
    private final BuildPlan plan;
    private final DebPackage basePackage;
    private final StepRecorder steps;

    public ImageBuild(Workshop workshop, BuildPlan plan, DebPackage basePackage, StepRecorder steps) {
        this.workshop = workshop;
        this.plan = plan;
        this.basePackage = basePackage;
        this.steps = steps;
    }

    /**
     * Builds the image, or finds that it is there already. Two builds of the same image wait for each other.
     *
     * @return the report, which also lies beside the image
     */
    public BuildReport run() {
        String output =
                Digests.sha256(plan.output().toAbsolutePath().normalize().toString());
        return workshop.cache().exclusively("output-" + output, () -> upToDate().orElseGet(this::build));
    }

    private Optional<BuildReport> upToDate() {
        return Documents.read(plan.output())
                .filter(report -> report.inputs().equals(plan.digest()) && unchanged())
                .filter(report -> steps.step(
                        "up-to-date",
                        plan.sticks().size() == 1 ? "Check the image that is there" : "Check the images that are there",
                        () -> intact(report.sticks()),
                        intact -> intact ? "nothing has changed" : "damaged, building it again"));
    }

    private boolean unchanged() {
        return plan.sticks().stream()
                .allMatch(stick -> ImageFiles.unchangedSinceReport(stick.image(), Documents.reportOf(plan.output())));
    }

    private boolean intact(List<BuildReport.Stick> reported) {
        return reported.size() == plan.sticks().size()
                && plan.sticks().stream()
                        .allMatch(stick -> new Verification(plan, stick.identities())
                                .passes(
                                        stick.image(),
                                        reported.get(stick.number() - 1).bootFiles()));
    }

    private BuildReport build() {
        checkSpace();
        checkMachine();
        Both<ToolRoot, Base> roots = Together.run(this::toolRoot, this::base);
        ToolRoot tools = roots.first();
        Base base = roots.second();
        BootTools bootTools = new BootTools(tools, biosReads(tools));
        Both<Miniroot, List<PoolImage>> parts = Together.run(() -> miniroot(tools, base), () -> pool(tools, base));
        try (Finished finished = new Finished(plan)) {
            List<BuildReport.Stick> made = plan.sticks().stream()
                    .map(stick -> new StickAssembly(workshop, plan, stick, bootTools, steps)
                            .run(
                                    finished.image(stick),
                                    base,
                                    parts.first(),
                                    parts.second().get(stick.number() - 1)))
                    .toList();
            BuildReport report = report(made, base, parts.first());
            finished.commit(report);
            workshop.tidyUp();
            return report;
        }
    }

    private void checkMachine() {
        if (PoolMachine.isNeeded(plan.spec().pool())
                && workshop.cache().find(plan.keys().pool()) == null) {
            new Machine(workshop.runner(), steps).requireQemu(PoolMachine.PURPOSE);
        }
    }

    private ToolRoot toolRoot() {
        return cached(
                "tool-root", "Unpack the tools", plan.keys().tool(), () -> new ToolRootStep(workshop, plan).run());
    }

    /** Present where a BIOS is to be asked otherwise than GRUB does by itself. */
    private Optional<Path> biosReads(ToolRoot tools) {
        if (!plan.spec().tunesBiosReads()) {
            return Optional.empty();
        }
        BiosReadsStep step = new BiosReadsStep(workshop, plan, tools);
        return Optional.of(cached("bios-reads", "Compile GRUB's module for BIOS reads", step.key(), step::run));
    }

    private Base base() {
        Optional<ZfsBuild> zfs = zfs();
        return cached(
                "base",
                "Install Debian",
                plan.keys().base(),
                () -> new BaseStep(workshop, plan, basePackage, zfs).run());
    }

    /** Present for a ZFS stick; the modules are part of the base. */
    private Optional<ZfsBuild> zfs() {
        return plan.zfs()
                .map(zfs -> cached(
                        "zfs",
                        "Build ZFS for the stick's kernel",
                        zfs.key(),
                        () -> new ZfsStep(workshop, plan, zfs).run()));
    }

    private List<PoolImage> pool(ToolRoot tools, Base base) {
        return cached(
                "pool",
                "Fill the root pool",
                plan.keys().pool(),
                () -> new PoolStep(workshop, plan, tools, base).run());
    }

    private Miniroot miniroot(ToolRoot tools, Base base) {
        return step(
                "miniroot",
                "Assemble the trampoline's ramdisk",
                () -> new MinirootStep(workshop, plan, tools, base).run(),
                Miniroot::sizes);
    }

    private BuildReport report(List<BuildReport.Stick> made, Base base, Miniroot miniroot) {
        BuildReport.Stick first = made.get(0);
        return new BuildReport(
                BuildReport.FORMAT,
                plan.spec().name(),
                plan.spec().suite(),
                plan.digest(),
                new BuildReport.Source(
                        plan.index().digest(), plan.index().date().toString()),
                first.image(),
                first.identities(),
                base.kernelVersion(),
                Documents.pool(plan),
                first.bootFiles(),
                first.secureBoot(),
                miniroot.description(),
                made.subList(1, made.size()),
                steps.steps(),
                base.packages());
    }

    private void checkSpace() {
        if (workshop.cache().find(plan.keys().base()) == null) {
            OutputGuard.checkSpace(
                    workshop.cache().root(), CACHE_SPACE, "the base system", "Name another cache with --cache DIR.");
        }
        OutputGuard.checkSpace(
                OutputGuard.folderOf(plan.output()),
                new DataSize(plan.sticks().size() * OUTPUT_SPACE.bytes()),
                "the image",
                "Name another place with -o IMAGE.");
    }

    private <T> T cached(String name, String description, CacheKey key, Supplier<T> work) {
        boolean there = workshop.cache().find(key) != null;
        return step(name, description, work, made -> there ? "from the cache" : "made");
    }

    private <T> T step(String name, String description, Supplier<T> work, Function<T, String> outcome) {
        return steps.step(name, description, work, outcome);
    }
}
