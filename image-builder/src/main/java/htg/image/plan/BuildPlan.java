package htg.image.plan;

import htg.image.cache.CacheKey;
import htg.image.debian.PackageIndex;
import htg.image.debian.TreeFile;
import htg.image.spec.StickSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Everything a build will do, decided before it starts.
 *
 * @param sticks what the images are and are called; the first is the one that was asked for
 * @param basePackages packages of the base, sorted
 * @param toolPackages packages of the tool root, sorted
 * @param zfs what is built for a ZFS stick; absent for others
 * @param bootEnvironment name of the first boot environment
 * @param kernelArguments for the hypervisor's menu entry
 * @param configuration files that make the base this stick
 * @param keys of the cached steps
 * @param digest over all inputs; two plans with the same digest make the same stick
 */
public record BuildPlan(
        StickSpec spec,
        List<Stick> sticks,
        PackageIndex index,
        List<String> basePackages,
        List<String> toolPackages,
        Optional<ZfsPlan> zfs,
        Identities identities,
        DiskLayout layout,
        String bootEnvironment,
        List<String> kernelArguments,
        List<TreeFile> configuration,
        Keys keys,
        String digest) {

    /** The cached steps. */
    public record Keys(CacheKey tool, CacheKey base, CacheKey pool) {}

    public BuildPlan {
        sticks = List.copyOf(sticks);
        basePackages = List.copyOf(basePackages);
        toolPackages = List.copyOf(toolPackages);
        kernelArguments = List.copyOf(kernelArguments);
        configuration = List.copyOf(configuration);
    }

    /** Packages that GRUB's module for BIOS reads is compiled with, sorted. */
    public List<String> biosReadsPackages() {
        return PackageLists.biosReads();
    }

    /** The first image file, beside which the report lies. */
    public Path output() {
        return sticks.get(0).image();
    }
}
