package htg.image.step;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.grub.core.BiosReadsSource;
import htg.image.cache.CacheKey;
import htg.image.cache.WorkFolder;
import htg.image.debian.AptSource;
import htg.image.debian.Hooks;
import htg.image.debian.Mmdebstrap;
import htg.image.plan.BuildPlan;
import htg.image.tool.ToolRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compiles GRUB's module {@code biosreads} with the headers of exactly the GRUB that loads it, in a Debian of its own that is
 * thrown away. GRUB's version and the module's source count, no other state of the archive.
 */
final class BiosReadsStep {
    private static final String NAME = "bios-reads";

    /** A rebuild of the binary packages alone appends to the version of the source. */
    private static final Pattern VERSION = Pattern.compile("(?m)^grub_package_version=\"([^\"]+?)(\\+b[0-9]+)?\"$");

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
        try (WorkFolder work = workshop.workFolder()) {
            Path debs = Files.createDirectories(workshop.cache().root().resolve("debs"));
            Path source = Files.createDirectory(work.resolve("source"));
            for (Map.Entry<String, String> file : BiosReadsSource.files().entrySet()) {
                Files.writeString(source.resolve(file.getKey()), file.getValue());
            }
            new Mmdebstrap(workshop.runner(), workshop.events(), workshop.namespace()::command)
                    .run(
                            NAME,
                            work.path(),
                            plan.index(),
                            options(work),
                            Mmdebstrap.command()
                                    .env("HTG_VERSION", version)
                                    .env("HTG_PLATFORM", platform.toString())
                                    .env("HTG_SOURCE", source.toString())
                                    .env("HTG_DEBS", debs.toString())
                                    .env("HTG_OUT", entry.toString()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private List<String> options(WorkFolder work) {
        List<String> options = new ArrayList<>();
        options.add("--variant=apt");
        options.add("--format=null");
        options.add("--include=" + String.join(",", plan.biosReadsPackages()));
        options.add("--dpkgopt=path-exclude=/usr/share/doc/*");
        options.add("--dpkgopt=path-exclude=/usr/share/man/*");
        options.add("--dpkgopt=path-exclude=/usr/share/locale/*");
        options.add("--dpkgopt=force-unsafe-io");
        options.add("--skip=download/empty,essential/unlink");
        options.add("--setup-hook=" + Hooks.unpack("seed-archives", work.path()));
        options.add("--customize-hook=" + Hooks.unpack("keep-archives", work.path()));
        options.add("--customize-hook=" + Hooks.unpack("build-biosreads", work.path()));
        options.add(plan.spec().suite());
        options.add("-");
        for (AptSource source : plan.index().sources()) {
            options.add(source.line());
            options.add(source.sourceLine());
        }
        return options;
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
