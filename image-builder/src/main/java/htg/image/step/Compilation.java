package htg.image.step;

import htg.common.process.Command;
import htg.image.cache.WorkFolder;
import htg.image.debian.AptSource;
import htg.image.debian.Hooks;
import htg.image.debian.Mmdebstrap;
import htg.image.plan.BuildPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compiles something in a Debian of the stick's suite that is thrown away afterwards. Not thread-safe. */
final class Compilation {
    private final Workshop workshop;
    private final BuildPlan plan;
    private final String name;
    private final List<String> setUpHooks = new ArrayList<>(List.of("seed-archives"));
    private final List<String> hooks = new ArrayList<>();
    private final List<String> archives = new ArrayList<>();
    private Command command = Mmdebstrap.command();

    /** One of this name for progress events. */
    Compilation(Workshop workshop, BuildPlan plan, String name) {
        this.workshop = workshop;
        this.plan = plan;
        this.name = name;
        plan.index().sources().stream().map(AptSource::line).forEach(archives::add);
    }

    /** Adds a hook that runs before packages are installed. */
    Compilation preparedBy(String hook) {
        setUpHooks.add(hook);
        return this;
    }

    /** Adds a hook that runs when they are. */
    Compilation doneBy(String hook) {
        hooks.add(hook);
        return this;
    }

    /** Sets a variable for the hooks. */
    Compilation env(String variable, String value) {
        command = command.env(variable, value);
        return this;
    }

    /**
     * Compiles. The hooks find the source in {@code HTG_SOURCE}, the cache of packages in {@code HTG_DEBS}, and put what they make
     * into {@code HTG_OUT}.
     *
     * @param source names and texts of files
     * @param out an empty folder
     */
    void run(List<String> packages, Map<String, String> source, Path out) {
        try (WorkFolder work = workshop.workFolder()) {
            Path debs = Files.createDirectories(workshop.cache().root().resolve("debs"));
            Path folder = Files.createDirectory(work.resolve("source"));
            for (Map.Entry<String, String> file : source.entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
            new Mmdebstrap(workshop.runner(), workshop.events(), workshop.namespace()::command)
                    .run(
                            name,
                            work.path(),
                            plan.index(),
                            options(packages, work),
                            command.env("HTG_SOURCE", folder.toString())
                                    .env("HTG_DEBS", debs.toString())
                                    .env("HTG_OUT", out.toString()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private List<String> options(List<String> packages, WorkFolder work) {
        List<String> options = new ArrayList<>();
        options.add("--variant=apt");
        options.add("--format=null");
        options.add("--include=" + String.join(",", packages));
        options.add("--dpkgopt=path-exclude=/usr/share/doc/*");
        options.add("--dpkgopt=path-exclude=/usr/share/man/*");
        options.add("--dpkgopt=path-exclude=/usr/share/locale/*");
        options.add("--dpkgopt=force-unsafe-io");
        options.add("--skip=download/empty,essential/unlink");
        setUpHooks.forEach(hook -> options.add("--setup-hook=" + Hooks.unpack(hook, work.path())));
        hooks.forEach(hook -> options.add("--customize-hook=" + Hooks.unpack(hook, work.path())));
        options.add(plan.spec().suite());
        options.add("-");
        options.addAll(archives);
        return options;
    }
}
