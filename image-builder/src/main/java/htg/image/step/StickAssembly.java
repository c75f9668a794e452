package htg.image.step;

import htg.common.DataSize;
import htg.common.io.Digests;
import htg.image.cache.WorkFolder;
import htg.image.inspect.SecureBoot;
import htg.image.inspect.StickInspection;
import htg.image.plan.BuildPlan;
import htg.image.plan.Stick;
import htg.image.report.BuildReport;
import htg.image.report.BuildReport.BootFile;
import htg.image.report.Documents;
import htg.image.report.StepRecorder;
import htg.image.spec.StickSpec.Firmware;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes one stick of what all sticks of a pool share and of a boot loader of its own, and reads it back. */
final class StickAssembly {
    private final Workshop workshop;
    private final BuildPlan plan;
    private final Stick stick;
    private final BootTools tools;
    private final StepRecorder steps;

    StickAssembly(Workshop workshop, BuildPlan plan, Stick stick, BootTools tools, StepRecorder steps) {
        this.workshop = workshop;
        this.plan = plan;
        this.stick = stick;
        this.tools = tools;
        this.steps = steps;
    }

    /**
     * Writes the image.
     *
     * @param image an empty file
     */
    BuildReport.Stick run(Path image, Base base, Miniroot miniroot, PoolImage pool) {
        try (WorkFolder work = workshop.workFolder()) {
            SortedMap<String, Path> files = new BootFilesStep(
                            workshop, plan, stick.identities(), tools.tools(), work.path())
                    .run(base, miniroot);
            SortedMap<String, BootFile> bootFiles = describe(files);
            Optional<BiosBoot> bios = bios(work);
            Path esp = step(
                    "boot-partition",
                    "Write the boot partition",
                    () -> new EspStep(workshop, plan, stick.identities(), tools.tools()).run(work.path(), files),
                    made -> total(bootFiles));
            step(
                    "image",
                    "Put the image together",
                    () -> assemble(image, bios, esp, pool),
                    size -> size + " allocated");
            step(
                    "verify",
                    "Read the image back",
                    () -> verify(image, bios, bootFiles),
                    reads -> "as planned; " + reads);
            SecureBoot signatures =
                    step("signatures", "Look at who has signed it", () -> inspect(image), SecureBoot::summary);
            return new BuildReport.Stick(file(image), Documents.identity(plan, stick), bootFiles, signatures);
        }
    }

    private Optional<BiosBoot> bios(WorkFolder work) {
        return plan.spec().firmware().contains(Firmware.BIOS)
                ? Optional.of(BiosBoot.make(workshop, plan, stick.identities(), tools, work.path()))
                : Optional.empty();
    }

    private DataSize assemble(Path image, Optional<BiosBoot> bios, Path esp, PoolImage pool) {
        new DiskImageStep(plan, stick.identities()).run(image, bios, esp, pool);
        return new ImageFiles(workshop.runner()).allocated(image);
    }

    private BootReads verify(Path image, Optional<BiosBoot> bios, SortedMap<String, BootFile> bootFiles) {
        Verification verification = new Verification(plan, stick.identities());
        verification.check(image, bootFiles);
        bios.ifPresent(started -> verification.checkBios(image, started));
        return verification.bootReads();
    }

    private SecureBoot inspect(Path image) {
        return StickInspection.of(image, workshop.runner(), tools.tools().command("zstd"))
                .secureBoot();
    }

    private BuildReport.ImageFile file(Path image) {
        return step(
                "checksum",
                "Digest the image",
                () -> new ImageFiles(workshop.runner()).describe(image, stick.image()),
                BuildReport.ImageFile::sha256);
    }

    private <T> T step(String name, String description, Supplier<T> work, Function<T, String> outcome) {
        String which = plan.sticks().size() == 1 ? "" : " of stick " + stick.number();
        return steps.step(stick.numbered(name), description + which, work, outcome);
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
