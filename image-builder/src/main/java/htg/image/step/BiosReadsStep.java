package htg.image.step;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.grub.core.BiosReadsSource;
import htg.image.cache.CacheKey;
import htg.image.debian.Hooks;
import htg.image.plan.BuildPlan;
import htg.image.tool.ToolRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compiles GRUB's module {@code biosreads} for exactly the GRUB that loads it, in a Debian of its own that is thrown away.
 * GRUB's version and the module's source count, no other state of the archive.
 */
final class BiosReadsStep {
    private static final String NAME = "bios-reads";

    private static final Pattern VERSION = Pattern.compile("(?m)^grub_package_version=\"([^\"]+)\"$");

    private final Workshop workshop;
    private final BuildPlan plan;
    private final Path platform;
    private final String version;

    BiosReadsStep(Workshop workshop, BuildPlan plan, ToolRoot tools) {
        this.workshop = workshop;
        this.plan = plan;
        this.platform = BiosBoot.platform(tools);
        this.version = version(platform.resolve("modinfo.sh"));
    }

    /** The module's file. */
    Path run() {
        return workshop.cache().get(key(), this::fill).resolve(BiosReadsSource.MODULE + ".mod");
    }

    CacheKey key() {
        return CacheKey.of(
                NAME,
                List.of(
                        plan.spec().suite(),
                        version,
                        plan.biosReadsPackages().toString(),
                        BiosReadsSource.files().toString(),
                        Hooks.text("build-biosreads")));
    }

    private void fill(Path entry) {
        new Compilation(workshop, plan, NAME)
                .doneBy("keep-archives")
                .doneBy("build-biosreads")
                .env("HTG_VERSION", version)
                .env("HTG_PLATFORM", platform.toString())
                .run(plan.biosReadsPackages(), BiosReadsSource.files(), entry);
    }

    private static String version(Path modinfo) {
        try {
            Matcher version = VERSION.matcher(Files.readString(modinfo));
            if (!version.find()) {
                throw new HtgException(
                        ExitCode.ENVIRONMENT,
                        "The GRUB of the tool root does not tell its version in " + modinfo,
                        "Build with a Debian release that htg knows, or with --set grub.block-size=stock.");
            }
            return version.group(1);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
