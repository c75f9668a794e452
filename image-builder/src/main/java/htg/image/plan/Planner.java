package htg.image.plan;

import htg.common.io.Digests;
import htg.image.cache.CacheKey;
import htg.image.debian.DebPackage;
import htg.image.debian.Hooks;
import htg.image.debian.PackageIndex;
import htg.image.debian.TreeArchive;
import htg.image.debian.TreeFile;
import htg.image.debian.ZfsModulesPackage;
import htg.image.debian.ZfsPackage;
import htg.image.debian.ZfsPackages;
import htg.image.spec.StickSpec;
import htg.image.spec.StickSpec.PoolType;
import htg.miniroot.ImporterSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Decides what a build will do; touches nothing. */
public final class Planner {
    /** Raised when a cached step's result changes for the same inputs. */
    private static final String GENERATION = "2";

    private static final String BOOT_ENVIRONMENT = "default";

    private final PackageIndex index;
    private final DebPackage basePackage;
    private final Optional<ZfsPackages> zfsPackages;
    private final String implementation;

    /**
     * A planner for one state of the archive.
     *
     * @param basePackage htg's own package for the base
     * @param zfsPackages what the archive offers of ZFS, where the stick needs it
     * @param implementation digest of the program itself: another builder may build another image
     */
    public Planner(
            PackageIndex index, DebPackage basePackage, Optional<ZfsPackages> zfsPackages, String implementation) {
        this.index = index;
        this.basePackage = basePackage;
        this.zfsPackages = zfsPackages;
        this.implementation = implementation;
    }

    public BuildPlan plan(StickSpec spec, Path output) {
        List<String> toolPackages = PackageLists.tool();
        List<String> basePackages = PackageLists.base(spec);
        CacheKey tool = key("tool", index.digest(), toolPackages.toString(), Hooks.text("finish-tool"));
        Optional<ZfsPlan> zfs = spec.pool().type() == PoolType.ZFS ? Optional.of(zfs(spec)) : Optional.empty();
        CacheKey base = key(
                "base",
                index.digest(),
                basePackages + zfs.map(Planner::packagesOf).orElse("") + signature(spec),
                Digests.sha256(basePackage.bytes()),
                Hooks.text("seed-archives"),
                Hooks.text("finish-base"));
        Identities identities =
                Identities.derivedFrom(base.digest() + "\n" + spec, spec.pool().mirror());
        DiskLayout layout = DiskLayout.of(spec.image().size());
        PoolTable table = new PoolTable(spec, identities, BOOT_ENVIRONMENT);
        List<TreeFile> files = Configuration.files(spec, index, identities.hostId(), table);
        CacheKey pool = key(
                "pool",
                base.digest(),
                Hooks.text("fill-pool"),
                Hooks.text("make-pool"),
                Digests.sha256(TreeArchive.tar(files, index.date())),
                spec.access().rootPasswordHash().orElse(""),
                spec.pool().toString(),
                spec.name(),
                Long.toString(layout.root().length()),
                identities.toString());
        CacheKey all = key("image", tool.digest(), pool.digest(), spec.toString(), implementation);
        return new BuildPlan(
                spec,
                sticks(output, identities),
                index,
                basePackages,
                toolPackages,
                zfs,
                identities,
                layout,
                BOOT_ENVIRONMENT,
                Configuration.kernelArguments(spec, table),
                files,
                new BuildPlan.Keys(tool, base, pool),
                all.digest());
    }

    /** What stands for the packages of htg's own that a ZFS stick gets. */
    private static String packagesOf(ZfsPlan zfs) {
        return " with " + zfs.key() + ZfsPackage.digest(zfs.versions()) + ZfsModulesPackage.digest(zfs.versions());
    }

    /** What makes the modules other files than those of another key. */
    private static String signature(StickSpec spec) {
        return spec.machineOwnerKey().map(key -> " signed, " + key).orElse("");
    }

    private ZfsPlan zfs(StickSpec spec) {
        ZfsPackages versions =
                zfsPackages.orElseThrow(() -> new IllegalStateException("nobody looked the packages of ZFS up"));
        return ZfsPlan.of(
                versions,
                key(
                        "zfs",
                        spec.suite(),
                        versions.toString(),
                        PackageLists.zfsBuild().toString(),
                        ImporterSource.files().toString(),
                        Hooks.text("build-zfs")));
    }

    private static List<Stick> sticks(Path output, Identities identities) {
        List<Path> images = Stick.images(output, identities.sticks().size());
        return IntStream.range(0, images.size())
                .mapToObj(
                        i -> new Stick(i + 1, images.get(i), identities.sticks().get(i)))
                .toList();
    }

    private static CacheKey key(String kind, String... inputs) {
        List<String> all = new ArrayList<>(List.of(GENERATION));
        all.addAll(List.of(inputs));
        return CacheKey.of(kind, all);
    }
}
