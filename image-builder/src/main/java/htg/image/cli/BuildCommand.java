package htg.image.cli;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.cli.HtgCommand;
import htg.common.cli.OutputFormat;
import htg.common.cli.Session;
import htg.common.event.Event;
import htg.common.event.EventSink;
import htg.image.cache.Cache;
import htg.image.debian.BasePackage;
import htg.image.debian.DebPackage;
import htg.image.debian.HostMirrors;
import htg.image.debian.IndexReader;
import htg.image.debian.Mirrors;
import htg.image.debian.PackageIndex;
import htg.image.debian.PackageLookup;
import htg.image.debian.TreeFile;
import htg.image.debian.ZfsPackages;
import htg.image.plan.BuildPlan;
import htg.image.plan.Implementation;
import htg.image.plan.Planner;
import htg.image.plan.Stick;
import htg.image.report.BuildReport;
import htg.image.report.Documents;
import htg.image.report.PlanText;
import htg.image.report.ReportText;
import htg.image.report.StepRecorder;
import htg.image.spec.SpecReader;
import htg.image.spec.StickSpec;
import htg.image.spec.StickSpec.Firmware;
import htg.image.spec.StickSpec.Hypervisor;
import htg.image.spec.StickSpec.PoolType;
import htg.image.step.ImageBuild;
import htg.image.step.OutputGuard;
import htg.image.step.Workshop;
import htg.image.tool.Namespace;
import htg.miniroot.StickFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code htg build}; its manual is {@code docs/man/htg-build.1.md}. */
@Command(
        name = "build",
        header = "Build a bootable stick image from a specification.",
        description = "Builds the image of a USB stick that boots on any PC and makes it a virtualization host.")
public final class BuildCommand extends HtgCommand {
    private static final String VERSION = "0.1.0";
    private static final String DEFAULT_SPEC = "sticks/default.yaml";

    @Parameters(
            arity = "0..1",
            paramLabel = "SPEC",
            description = "The stick's specification in YAML (default: " + DEFAULT_SPEC + ").")
    private @Nullable Path specification;

    @Option(
            names = {"-o", "--image"},
            paramLabel = "IMAGE",
            description = "The image file to write (default: out/NAME.img).")
    private @Nullable Path image;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "Override a value of the specification, for example access.hostname=lab1. VALUE is YAML; @FILE"
                            + " stands for a file's text, and KEY+=VALUE adds to a list. Can be repeated.")
    private List<String> overrides = new ArrayList<>();

    @Option(
            names = "--mirror",
            paramLabel = "URL",
            description = "Debian archive to use (default: the one this machine's apt uses).")
    private @Nullable String mirror;

    @Option(names = "--suite", paramLabel = "NAME", description = "Debian release; the same as --set suite=NAME.")
    private @Nullable String suite;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description = "Where downloads and intermediate results are kept (default: $XDG_CACHE_HOME/htg or"
                    + " ~/.cache/htg).")
    private @Nullable Path cache;

    @Option(names = "--offline", description = "Use the package index and the packages of an earlier build.")
    private boolean offline;

    @Option(names = "--dry-run", description = "Only print what would be built.")
    private boolean dryRun;

    @Option(names = "--schema", description = "Print the JSON Schema of a specification and exit.")
    private boolean schema;

    @Override
    protected int execute(Session session) {
        if (schema) {
            session.out().print(SpecReader.schema());
            return ExitCode.OK.status();
        }
        StickSpec spec = SpecReader.read(specificationFile(), allOverrides());
        Path output = Optional.ofNullable(image).orElse(Path.of("out", spec.name() + ".img"));
        Stick.images(output, spec.pool().mirror()).forEach(OutputGuard::check);
        warnAbout(spec, session.events());
        Cache opened = Cache.open(Optional.ofNullable(cache).orElse(Cache.defaultFolder(System.getenv())));
        StepRecorder steps = new StepRecorder(session.events());
        PackageIndex index = steps.step(
                "index",
                "Read the package index",
                () -> readIndex(session, opened, spec),
                read -> "Debian " + spec.suite() + " of " + read.date());
        Optional<ZfsPackages> zfs = spec.pool().type() == PoolType.ZFS
                ? Optional.of(steps.step(
                        "zfs-versions",
                        "Look up ZFS and its kernel",
                        () -> zfsPackages(session, opened, spec, index),
                        found -> found.zfs() + " for kernel " + found.kernelRelease()))
                : Optional.empty();
        DebPackage basePackage = BasePackage.create(VERSION, trampoline(), index.date());
        BuildPlan plan = new Planner(index, basePackage, zfs, Implementation.digest()).plan(spec, output);
        session.out().print(dryRun ? describe(plan, opened) : build(session, opened, steps, plan, basePackage));
        return ExitCode.OK.status();
    }

    private String describe(BuildPlan plan, Cache opened) {
        return output() == OutputFormat.JSON
                ? Documents.json(plan) + "\n"
                : PlanText.of(plan, key -> opened.find(key) != null);
    }

    private String build(Session session, Cache opened, StepRecorder steps, BuildPlan plan, DebPackage basePackage) {
        Workshop workshop = new Workshop(opened, session.runner(), Namespace.open(session.runner()), steps);
        BuildReport report = new ImageBuild(workshop, plan, basePackage, steps).run();
        return output() == OutputFormat.JSON
                ? Documents.json(report) + "\n"
                : ReportText.of(report, plan.output(), verbose());
    }

    /** What rebuilds the stick's own ramdisk when its kernel is upgraded. */
    private static List<TreeFile> trampoline() {
        return StickFile.all().stream()
                .map(file -> TreeFile.of(
                        file.path().substring(1), file.mode(), file.content().toBytes()))
                .toList();
    }

    private static void warnAbout(StickSpec spec, EventSink events) {
        if (spec.access().lockedOut()) {
            events.emit(
                    new Event.Warning(
                            "nobody can log in to this stick: the specification has no access.ssh-keys and"
                                    + " no access.root-password-hash. Add a key with --set access.ssh-keys=@$HOME/.ssh/id_ed25519.pub"));
        }
        if (spec.firmware().contains(Firmware.UEFI)) {
            whatSecureBootRefuses(spec)
                    .ifPresent(what -> events.emit(new Event.Warning(
                            "Secure Boot must be off where this stick starts: nobody's key has signed " + what)));
        }
    }

    private static Optional<String> whatSecureBootRefuses(StickSpec spec) {
        if (spec.pool().type() == PoolType.ZFS && spec.machineOwnerKey().isEmpty()) {
            return Optional.of(
                    "the modules of ZFS. With a key of your own it works: see 'secure-boot' in htg-build(1)");
        }
        return spec.hypervisors().equals(List.of(Hypervisor.XEN)) ? Optional.of("Xen") : Optional.empty();
    }

    private PackageIndex readIndex(Session session, Cache opened, StickSpec spec) {
        Mirrors mirrors = mirror == null ? HostMirrors.detect(session.runner()) : HostMirrors.named(mirror);
        // Debian distributes ZFS as source, for its licence and Linux' do not fit together: not part of main.
        List<String> components = spec.pool().type() == PoolType.ZFS ? List.of("main", "contrib") : List.of("main");
        return new IndexReader(session.runner(), indices(opened), offline).read(mirrors, spec.suite(), components);
    }

    private ZfsPackages zfsPackages(Session session, Cache opened, StickSpec spec, PackageIndex index) {
        PackageLookup lookup = new PackageLookup(session.runner(), indices(opened), offline);
        return ZfsPackages.of(lookup.find(index, ZfsPackages.NAMES), spec.suite());
    }

    private static Path indices(Cache opened) {
        return opened.root().resolve("index");
    }

    private List<String> allOverrides() {
        List<String> all = new ArrayList<>(overrides);
        if (suite != null) {
            all.add("suite=" + suite);
        }
        return all;
    }

    /** The launcher says where the project is, so that the default also works from other folders. */
    private Path specificationFile() {
        if (specification != null) {
            return specification;
        }
        Path here = Path.of(DEFAULT_SPEC);
        String home = System.getProperty("htg.home", "");
        if (Files.exists(here) || home.isEmpty()) {
            return here;
        }
        Path shipped = Path.of(home, DEFAULT_SPEC);
        if (!Files.exists(shipped)) {
            throw new HtgException(
                    ExitCode.USAGE, "There is no " + DEFAULT_SPEC + " here", "Name a specification: htg build SPEC");
        }
        return shipped;
    }
}
