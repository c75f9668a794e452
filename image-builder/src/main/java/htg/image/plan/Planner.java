package htg.image.plan;

import htg.common.io.Digests;
import htg.image.cache.CacheKey;
import htg.image.debian.DebPackage;
import htg.image.debian.Hooks;
import htg.image.debian.PackageIndex;
import htg.image.debian.TreeArchive;
import htg.image.debian.TreeFile;
import htg.image.spec.StickSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Decides what a build will do; touches nothing. */
public final class Planner {
    /** Raised when a cached step's result changes for the same inputs. */
    private static final String GENERATION = "2";

    private static final String BOOT_ENVIRONMENT = "default";

    private final PackageIndex index;
    private final DebPackage basePackage;
    private final String implementation;

    /**
     * A planner for one state of the archive.
     *
     * @param basePackage htg's own package for the base
     * @param implementation digest of the program itself: another builder may build another image
     */
    public Planner(PackageIndex index, DebPackage basePackage, String implementation) {
        this.index = index;
        this.basePackage = basePackage;
        this.implementation = implementation;
    }

    public BuildPlan plan(StickSpec spec, Path output) {
        List<String> toolPackages = PackageLists.tool();
        List<String> basePackages = PackageLists.base(spec);
        CacheKey tool = key("tool", index.digest(), toolPackages.toString(), Hooks.text("finish-tool"));
        CacheKey base = key(
                "base",
                index.digest(),
                basePackages.toString(),
                Digests.sha256(basePackage.bytes()),
                Hooks.text("seed-archives"),
                Hooks.text("finish-base"));
        Identities identities = Identities.derivedFrom(base.digest() + "\n" + spec);
        DiskLayout layout = DiskLayout.of(spec.image().size());
        List<TreeFile> files = Configuration.files(spec, index, identities, BOOT_ENVIRONMENT);
        CacheKey pool = key(
                "pool",
                base.digest(),
                Hooks.text("fill-pool"),
                Digests.sha256(TreeArchive.tar(files, index.date())),
                spec.access().rootPasswordHash().orElse(""),
                spec.pool().toString(),
                spec.name(),
                Long.toString(layout.root().length()),
                identities.toString());
        CacheKey all = key("image", tool.digest(), pool.digest(), spec.toString(), implementation);
        return new BuildPlan(
                spec,
                output,
                index,
                basePackages,
                toolPackages,
                identities,
                layout,
                BOOT_ENVIRONMENT,
                Configuration.kernelArguments(spec, identities, BOOT_ENVIRONMENT),
                files,
                new BuildPlan.Keys(tool, base, pool),
                all.digest());
    }

    private static CacheKey key(String kind, String... inputs) {
        List<String> all = new ArrayList<>(List.of(GENERATION));
        all.addAll(List.of(inputs));
        return CacheKey.of(kind, all);
    }
}
