package htg.image.report;

import htg.common.io.AsideFile;
import htg.image.debian.AptSource;
import htg.image.debian.TreeFile;
import htg.image.plan.BuildPlan;
import htg.image.plan.DiskLayout.Extent;
import htg.image.plan.Stick;
import htg.image.plan.StickIdentities;
import htg.image.spec.StickSpec;
import htg.image.spec.StickSpec.PoolType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes reports and plans as JSON, and reads reports back. */
public final class Documents {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Documents() {}

    /** The report's file: the image's name with {@code .json} behind it. */
    public static Path reportOf(Path image) {
        return image.resolveSibling(image.getFileName() + ".json");
    }

    public static String json(BuildReport report) {
        return JSON.writeValueAsString(report);
    }

    public static void write(BuildReport report, Path image) {
        AsideFile.write(reportOf(image), json(report) + "\n");
    }

    /** The report of an earlier build; empty when there is none that this version understands. */
    public static Optional<BuildReport> read(Path image) {
        Path file = reportOf(image);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            BuildReport report = JSON.readValue(Files.readString(file), BuildReport.class);
            return report.format() == BuildReport.FORMAT ? Optional.of(report) : Optional.empty();
        } catch (IOException | JacksonException unreadable) {
            // Somebody changed it, or an older version wrote it: the image is simply built anew.
            return Optional.empty();
        }
    }

    /** Keeps the description of ramdisks beside them. */
    public static void writeRamdisks(List<BuildReport.Ramdisk> ramdisks, Path file) {
        AsideFile.write(file, JSON.writeValueAsString(ramdisks) + "\n");
    }

    /** Reads what {@link #writeRamdisks} has written. */
    public static List<BuildReport.Ramdisk> readRamdisks(Path file) {
        try {
            return List.of(JSON.readValue(Files.readString(file), BuildReport.Ramdisk[].class));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The plan as one JSON document; secrets (password hashes) are left out. */
    public static String json(BuildPlan plan) {
        ObjectNode root = JSON.createObjectNode();
        root.put("name", plan.spec().name());
        root.put("suite", plan.spec().suite());
        root.put("output", plan.output().toString());
        root.put("inputs", plan.digest());
        ObjectNode index = root.putObject("packageIndex");
        index.put("digest", plan.index().digest());
        index.put("date", plan.index().date().toString());
        plan.index().sources().stream()
                .map(AptSource::withoutCredentials)
                .map(AptSource::line)
                .forEach(index.withArray("/sources")::add);
        root.set("pool", JSON.valueToTree(pool(plan)));
        root.set("identities", JSON.valueToTree(identity(plan, plan.sticks().get(0))));
        plan.sticks().stream()
                .skip(1)
                .forEach(stick -> root.withArray("/otherSticks")
                        .addObject()
                        .put("output", stick.image().toString())
                        .set("identities", JSON.valueToTree(identity(plan, stick))));
        ObjectNode layout = root.putObject("layout");
        layout.put("size", plan.layout().size().bytes());
        extent(layout.putObject("biosBoot"), plan.layout().biosBoot());
        extent(layout.putObject("esp"), plan.layout().esp());
        extent(layout.putObject("root"), plan.layout().root());
        root.put("biosReads", plan.spec().grub().blockSize().word());
        root.put("bootEnvironment", plan.bootEnvironment());
        plan.spec()
                .machineOwnerKey()
                .ifPresent(key -> root.putObject("machineOwnerKey")
                        .put("owner", key.owner())
                        .put("certificate", key.fingerprint()));
        root.put("kernelArguments", String.join(" ", plan.kernelArguments()));
        plan.basePackages().forEach(root.putArray("basePackages")::add);
        plan.toolPackages().forEach(root.putArray("toolPackages")::add);
        plan.configuration().stream().map(TreeFile::path).sorted().forEach(root.putArray("configuration")::add);
        ObjectNode cache = root.putObject("cache");
        cache.put("tool", plan.keys().tool().toString());
        plan.zfs().ifPresent(zfs -> cache.put("zfs", zfs.key().toString()));
        cache.put("base", plan.keys().base().toString());
        cache.put("pool", plan.keys().pool().toString());
        return JSON.writeValueAsString(root);
    }

    public static BuildReport.Identity identity(BuildPlan plan, Stick stick) {
        StickIdentities own = stick.identities();
        return new BuildReport.Identity(
                own.disk().toString(),
                own.biosBoot().toString(),
                own.esp().toString(),
                own.root().toString(),
                plan.identities().pool().toString(),
                own.espVolumeName(),
                HexFormat.of().toHexDigits(plan.identities().hostId()));
    }

    public static BuildReport.Pool pool(BuildPlan plan) {
        StickSpec.Pool pool = plan.spec().pool();
        return new BuildReport.Pool(
                pool.type().name().toLowerCase(Locale.ROOT),
                pool.mirror(),
                pool.compression().text(),
                pool.type() == PoolType.ZFS ? plan.identities().poolGuid() : "");
    }

    private static void extent(ObjectNode node, Extent extent) {
        node.put("start", extent.start());
        node.put("length", extent.length());
    }
}
