package htg.testvm.run;

import htg.common.DataSize;
import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.process.CommandRunner;
import htg.testvm.boot.BootPlan;
import htg.testvm.cell.Cell;
import htg.testvm.cell.Expected;
import htg.testvm.check.Check;
import htg.testvm.check.Injection;
import htg.testvm.fault.Fault;
import htg.testvm.fault.Patch;
import htg.testvm.fault.Place;
import htg.testvm.fault.Surrounding;
import htg.testvm.machine.FirmwareFiles;
import htg.testvm.machine.Launch;
import htg.testvm.machine.Medium;
import htg.testvm.machine.OtherDisk;
import htg.testvm.machine.Wiring;
import htg.testvm.qemu.DiskPlan;
import htg.testvm.qemu.DiskPlan.Overwrite;
import htg.testvm.qemu.StickImage;
import htg.testvm.stick.RamdiskModules;
import htg.testvm.stick.StickParts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A cell of which everything is decided, and nothing done yet. */
public final class PreparedCell {
    private static final Path VARIABLES = Path.of("variables.fd");

    private final RunSettings settings;
    private final PlannedCell planned;
    private final List<Check> checks;
    private final Optional<FirmwareFiles> flash;
    private final StickImage image;
    private final ImageContents contents;
    private final boolean recording;

    private PreparedCell(RunSettings settings, PlannedCell planned, boolean recording) {
        this.settings = settings;
        this.planned = planned;
        this.checks = settings.checks(planned);
        this.flash = FirmwareFiles.find(cell().firmware(), settings.conditions().firmwareFolder());
        this.image = MirroredSticks.of(settings).image(cell());
        this.contents = new ImageContents(image);
        NeighbourDisks.of(image, contents).require(cell().neighbour());
        this.recording = recording;
    }

    /** Decides; fails when the firmware, or what makes another disk, is not there. */
    public static PreparedCell of(RunSettings settings, PlannedCell cell) {
        return new PreparedCell(settings, cell, false);
    }

    /** Decides on a boot without the cell's fault that logs the writes which cells with {@code writes@N} begin with. */
    public static PreparedCell recording(RunSettings settings, PlannedCell cell) {
        Cell sound = cell.cell().withFault(Surrounding.NONE);
        return new PreparedCell(settings, new PlannedCell(sound, new Expected.Boots()), true);
    }

    public Cell cell() {
        return planned.cell();
    }

    public Expected expected() {
        return planned.expected();
    }

    StickImage image() {
        return image;
    }

    int retries() {
        return settings.conditions().retries();
    }

    boolean keepsOverlays() {
        return settings.conditions().keepOverlays();
    }

    boolean logsRequests() {
        return settings.conditions().requestLog();
    }

    /** The first byte of the boot partition, from the stick's start. */
    long bootPartition() {
        return contents.start(Place.Part.ESP);
    }

    List<String> checkNames() {
        return checks.stream().map(Check::name).toList();
    }

    Goal goal() {
        return settings.goal();
    }

    /** The way of a stick, with its checks. */
    BootPlan plan(Goal.Landmarks landmarks) {
        return checks.isEmpty() ? landmarks.plan() : landmarks.plan().thenChecks(checkNames());
    }

    Duration limit() {
        return settings.conditions().limit();
    }

    Path folder() {
        return recording ? settings.recordingFolder(cell()) : settings.folder(cell());
    }

    /** The log of writes to begin with. */
    Path writeLog() {
        return settings.writeLog(cell());
    }

    /** The log of writes to make. */
    Optional<Path> recordedLog() {
        return recording ? Optional.of(settings.recordedLog(cell())) : Optional.empty();
    }

    Fault fault() {
        return cell().fault();
    }

    private Path injected() {
        return folder().resolve("injected");
    }

    /** The files that its disks, its ramdisk and its checks are made with, which are kept with the report. */
    public void writeInjectedFiles(CommandRunner runner) {
        List<Patch> patches = Stream.of(stickPatches(), NeighbourDisks.otherHalfPatches(cell()), neighbourPatches())
                .flatMap(List::stream)
                .toList();
        // Says itself whether it could not read or not write.
        fault().missingModule()
                .ifPresent(module ->
                        RamdiskModules.of(runner, StickParts.of(image)).writeWithout(module, ramdisk()));
        ReportFolder.writing(injected(), () -> {
            patches.forEach(patch -> PatchFiles.write(injected(), patch));
            return checks.isEmpty() ? List.of() : Injection.of(checks).writeTo(injected());
        });
    }

    private Path ramdisk() {
        return injected().resolve("ramdisk.img");
    }

    /** The stick, which has its faults and is {@code growth} larger than the image. */
    DiskPlan stick() {
        DataSize whole = cell().bus().mediumSize(new DataSize(image.size().bytes() + growth()));
        DataSize size = new DataSize(fault().mediumSize(whole.bytes(), contents));
        return DiskPlan.over(image, size).withOverwrites(overwrites(stickPatches()));
    }

    private long growth() {
        return settings.conditions().growth().bytes();
    }

    /** The other disks. */
    List<NeighbourDisk> neighbours() {
        return reading(() -> NeighbourDisks.of(image, contents).of(cell().neighbour()));
    }

    /** The other half of a mirrored pool, if it is there. */
    Optional<DiskPlan> otherHalf() {
        List<Overwrite> token = overwrites(NeighbourDisks.otherHalfPatches(cell()));
        return MirroredSticks.of(settings).plan(cell()).map(plan -> plan.withOverwrites(token));
    }

    /** One of them, with what is written over it. */
    DiskPlan complete(NeighbourDisk disk) {
        return disk.plan().withOverwrites(overwrites(disk.patches()));
    }

    private List<Overwrite> overwrites(List<Patch> patches) {
        return patches.stream()
                .map(patch -> new Overwrite(PatchFiles.file(injected(), patch), patch.offset(), patch.bytes().length))
                .toList();
    }

    private List<Patch> stickPatches() {
        List<Patch> own = NeighbourDisks.stickPatches(cell());
        return Stream.of(own, reading(() -> fault().patches(contents)))
                .flatMap(List::stream)
                .toList();
    }

    private List<Patch> neighbourPatches() {
        return neighbours().stream().flatMap(disk -> disk.patches().stream()).toList();
    }

    /** Where nobody judges what is written to them, nobody logs it. */
    private List<OtherDisk> otherDisks(Path folder, Wiring wiring, Optional<OtherDisk> otherHalf) {
        boolean watched = wiring instanceof Wiring.Sockets;
        Stream<OtherDisk> others =
                neighbours().stream().map(disk -> watched ? disk.watched(folder) : disk.unwatched(folder));
        return Stream.concat(otherHalf.stream(), others).toList();
    }

    /** Where QEMU logs what is written to disks to which nothing may be, by their names; of copies, to all but one. */
    Map<String, Path> writeLogs(Path folder) {
        Map<String, Path> logs = new LinkedHashMap<>();
        stickLog(folder).ifPresent(log -> logs.put(stick().file(), log));
        neighbours().forEach(disk -> logs.put(disk.plan().file(), disk.writeLog(folder)));
        MirroredSticks.of(settings).writeLog(cell(), folder).ifPresent(log -> logs.put(MirroredSticks.FILE, log));
        return logs;
    }

    /** Which copy the pool is taken from is open; GRUB writes to the one that it was started from, the kernel to one alone. */
    private Optional<Path> stickLog(Path folder) {
        return cell().isDirect() && expected().usesNeighbour()
                ? Optional.of(folder.resolve(stick().file() + ".log"))
                : Optional.empty();
    }

    /** How the machine starts, with its disks and its variables in {@code folder}. */
    Launch launch(Path folder, Wiring wiring) {
        Optional<OtherDisk> half = MirroredSticks.of(settings).other(cell(), folder);
        return launch(folder, wiring, wiring instanceof Wiring.Sockets ? half : half.map(OtherDisk::unwatched));
    }

    /** The same while the other half of the pool is away. */
    Launch launchAlone(Path folder, Wiring wiring) {
        return launch(folder, wiring, Optional.empty());
    }

    private Launch launch(Path folder, Wiring wiring, Optional<OtherDisk> otherHalf) {
        Medium medium = fault().on(Medium.of(folder.resolve(stick().file())), contents);
        Optional<Path> log = wiring instanceof Wiring.Sockets ? stickLog(folder) : Optional.empty();
        Medium logged = recordedLog().or(() -> log).map(medium::logged).orElse(medium);
        Launch start = Launch.of(settings.machine(cell()), logged, flashIn(folder), wiring)
                .withNeighbours(otherDisks(folder, wiring, otherHalf))
                .withSmbiosStrings(
                        checks.isEmpty() ? List.of() : Injection.of(checks).filesIn(injected()));
        Launch complete = settings.kernel()
                .map(kernel -> kernel.with(start.machine().clock().kernelArguments())
                        .with(start.machine().accelerator().kernelArguments())
                        .with(NeighbourDisks.kernelArguments(cell())))
                .map(kernel -> fault().missingModule().isPresent() ? kernel.withRamdisk(ramdisk()) : kernel)
                .filter(kernel -> cell().isDirect())
                .map(start::withKernel)
                .orElse(start);
        return fault().on(complete);
    }

    /** The firmware's files, of which the variables are to be copied into {@code folder}. */
    Optional<FirmwareFiles> flashIn(Path folder) {
        return flash.map(files -> files.withVariables(folder.resolve(VARIABLES)));
    }

    /** The firmware's files as they are installed. */
    Optional<FirmwareFiles> flash() {
        return flash;
    }

    private interface Reading<T> {
        T get() throws IOException;
    }

    /** What a cell needs of the image and does not get is the image's fault. */
    private <T> T reading(Reading<T> source) {
        try {
            return source.get();
        } catch (IOException failure) {
            throw new HtgException(
                    ExitCode.FAILED,
                    "Cannot read what " + cell() + " changes in " + image().path() + ": "
                            + HtgException.reason(failure),
                    "See whether the image is whole, and as large as the cell's fault takes it to be.",
                    failure);
        }
    }
}
