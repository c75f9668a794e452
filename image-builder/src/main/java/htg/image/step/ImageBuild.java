package htg.image.step;

import htg.common.DataSize;
import htg.common.io.AsideFile;
import htg.common.io.Digests;
import htg.image.cache.CacheKey;
import htg.image.cache.WorkFolder;
import htg.image.debian.DebPackage;
import htg.image.plan.BuildPlan;
import htg.image.report.BuildReport;
import htg.image.report.BuildReport.BootFile;
import htg.image.report.Documents;
import htg.image.report.StepRecorder;
import htg.image.spec.StickSpec.Firmware;
import htg.image.step.Together.Both;
import htg.image.tool.ToolRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
                .filter(report ->
                        report.inputs().equals(plan.digest()) && ImageFiles.unchangedSinceReport(plan.output()))
                .filter(report -> steps.step(
                        "up-to-date",
                        "Check the image that is there",
                        () -> new Verification(plan).passes(plan.output(), report.bootFiles()),
                        intact -> intact ? "nothing has changed" : "damaged, building it again"));
    }

    private BuildReport build() {
        checkSpace();
        Both<ToolRoot, Base> roots = Together.run(this::toolRoot, this::base);
        ToolRoot tools = roots.first();
        Base base = roots.second();
        Both<Path, Path> parts = Together.run(() -> miniroot(tools, base), () -> pool(tools, base));
        try (WorkFolder work = workshop.workFolder();
                AsideFile image = AsideFile.beside(plan.output())) {
            SortedMap<String, Path> files =
                    new BootFilesStep(workshop, plan, tools, work.path()).run(base.kernel(), parts.first());
            SortedMap<String, BootFile> bootFiles = describe(files);
            Optional<BiosBoot> bios = bios(tools, work);
            Path esp = step(
                    "boot-partition",
                    "Write the boot partition",
                    () -> new EspStep(workshop, plan, tools).run(work.path(), files),
                    made -> total(bootFiles));
            step(
                    "image",
                    "Put the image together",
                    () -> assemble(image.path(), bios, esp, parts.second()),
                    size -> size + " allocated");
            step("verify", "Read the image back", () -> verify(image.path(), bios, bootFiles), done -> "as planned");
            BuildReport report = report(image.path(), base, bootFiles);
            image.commit();
            Documents.write(report, plan.output());
            workshop.tidyUp();
            return report;
        }
    }

    private ToolRoot toolRoot() {
        return cached(
                "tool-root", "Unpack the tools", plan.keys().tool(), () -> new ToolRootStep(workshop, plan).run());
    }

    private Base base() {
        return cached(
                "base", "Install Debian", plan.keys().base(), () -> new BaseStep(workshop, plan, basePackage).run());
    }

    private Path pool(ToolRoot tools, Base base) {
        return cached(
                "pool",
                "Fill the root pool",
                plan.keys().pool(),
                () -> new PoolStep(workshop, plan, tools, base).run());
    }

    private Path miniroot(ToolRoot tools, Base base) {
        return step(
                "miniroot",
                "Assemble the trampoline's ramdisk",
                () -> new MinirootStep(workshop, plan, tools, base).run(),
                image -> new DataSize(size(image)).toString());
    }

    private Optional<BiosBoot> bios(ToolRoot tools, WorkFolder work) {
        return plan.spec().firmware().contains(Firmware.BIOS)
                ? Optional.of(BiosBoot.make(workshop, plan, tools, work.path()))
                : Optional.empty();
    }

    private DataSize assemble(Path image, Optional<BiosBoot> bios, Path esp, Path pool) {
        new DiskImageStep(plan).run(image, bios, esp, pool);
        return new ImageFiles(workshop.runner()).allocated(image);
    }

    private boolean verify(Path image, Optional<BiosBoot> bios, SortedMap<String, BootFile> bootFiles) {
        Verification verification = new Verification(plan);
        verification.check(image, bootFiles);
        bios.ifPresent(started -> verification.checkBios(image, started));
        return true;
    }

    private BuildReport report(Path image, Base base, SortedMap<String, BootFile> bootFiles) {
        BuildReport.ImageFile file = step(
                "checksum",
                "Digest the image",
                () -> new ImageFiles(workshop.runner()).describe(image, plan.output()),
                described -> described.sha256());
        return new BuildReport(
                BuildReport.FORMAT,
                plan.spec().name(),
                plan.spec().suite(),
                plan.digest(),
                new BuildReport.Source(
                        plan.index().digest(), plan.index().date().toString()),
                file,
                Documents.identity(plan.identities()),
                base.kernelVersion(),
                bootFiles,
                steps.steps(),
                base.packages());
    }

    private void checkSpace() {
        if (workshop.cache().find(plan.keys().base()) == null) {
            OutputGuard.checkSpace(
                    workshop.cache().root(), CACHE_SPACE, "the base system", "Name another cache with --cache DIR.");
        }
        OutputGuard.checkSpace(
                OutputGuard.folderOf(plan.output()), OUTPUT_SPACE, "the image", "Name another place with -o IMAGE.");
    }

    private <T> T cached(String name, String description, CacheKey key, Supplier<T> work) {
        boolean there = workshop.cache().find(key) != null;
        return step(name, description, work, made -> there ? "from the cache" : "made");
    }

    private <T> T step(String name, String description, Supplier<T> work, Function<T, String> outcome) {
        return steps.step(name, description, work, outcome);
    }

    private static SortedMap<String, BootFile> describe(SortedMap<String, Path> files) {
        SortedMap<String, BootFile> described = new TreeMap<>();
        files.forEach((path, source) -> described.put(path, new BootFile(size(source), Digests.sha256(source))));
        return described;
    }

    private static String total(SortedMap<String, BootFile> files) {
        return files.size() + " files, "
                + new DataSize(files.values().stream().mapToLong(BootFile::size).sum());
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
