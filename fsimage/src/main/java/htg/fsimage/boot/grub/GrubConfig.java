package htg.fsimage.boot.grub;

import htg.fsimage.boot.entry.BootMenu;
import htg.fsimage.mounts.Mounts;
import htg.fsimage.mounts.Problems;
import htg.fsimage.mounts.Root;
import htg.fsimage.volume.LimitExceededException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads {@code grub.cfg}: runs it as GRUB 2 would, tries every entry of its menu, and finds the one that starts by itself. */
public final class GrubConfig {
    private static final List<String> FEATURES = List.of(
            "feature_chainloader_bpb",
            "feature_ntldr",
            "feature_platform_search_hint",
            "feature_default_font_path",
            "feature_all_video_module",
            "feature_menuentry_id",
            "feature_menuentry_options",
            "feature_200_final",
            "feature_nativedisk_cmd",
            "feature_timeout_style",
            "feature_search_root_dev_only");

    private GrubConfig() {}

    /**
     * The menu of a configuration.
     *
     * @param path of the file in the root
     * @return empty when it cannot be read
     */
    public static Optional<BootMenu> read(Mounts mounts, Root root, String path, Machine machine) throws IOException {
        Optional<String> script = root.text(path);
        if (script.isEmpty()) {
            return Optional.empty();
        }
        Problems notes = new Problems();
        Interpreter interpreter = new Interpreter(new GrubFiles(mounts), machine, notes);
        Context context = new Context(start(root, path, machine));
        run(interpreter, context, script.get(), notes);
        GrubMenus.Row row = new GrubMenus.Row(List.of(), 0);
        try {
            row = new GrubMenus(interpreter)
                    .unfold(context, "", context.environment().get("default"));
        } catch (LimitExceededException tooMuch) {
            notes.add("Its menu is left out: " + tooMuch.getMessage() + ".");
        }
        String file = root.mounted().name() + ":" + root.absolute(path);
        return Optional.of(new BootMenu("GRUB 2", file, row.entries(), row.chosen(), notes.list()));
    }

    private static void run(Interpreter interpreter, Context context, String script, Problems notes)
            throws IOException {
        try {
            interpreter.run(script, context);
        } catch (LimitExceededException tooMuch) {
            notes.add("The script was not run to its end: " + tooMuch.getMessage() + ".");
        }
    }

    private static Environment start(Root root, String path, Machine machine) throws LimitExceededException {
        Environment environment = new Environment();
        String device = root.mounted().place().grubName();
        String file = "(" + device + ")" + root.absolute(path);
        String folder = file.substring(0, file.lastIndexOf('/'));
        set(environment, "root", device);
        set(environment, "prefix", folder);
        set(environment, "cmdpath", folder);
        set(environment, "config_directory", folder);
        set(environment, "config_file", file);
        set(environment, "grub_cpu", machine.cpu());
        set(environment, "grub_platform", machine.platform());
        set(environment, "lang", "");
        for (String feature : FEATURES) {
            set(environment, feature, "y");
        }
        return environment;
    }

    private static void set(Environment environment, String name, String value) throws LimitExceededException {
        environment.set(name, value);
        environment.export(name);
    }
}
