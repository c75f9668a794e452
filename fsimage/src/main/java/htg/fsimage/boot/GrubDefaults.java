package htg.fsimage.boot;

import htg.fsimage.boot.grub.GrubEnvironmentBlock;
import htg.fsimage.boot.kernel.OsRelease;
import htg.fsimage.mounts.Mounts;
import htg.fsimage.mounts.Root;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What GRUB's variables in entries of the Boot Loader Specification stand for where there is no {@code grub.cfg} that sets them: what
 * {@code grubenv} keeps, else what Fedora's and Red Hat's scripts would make of the system's settings.
 */
final class GrubDefaults {
    private static final List<String> ENVIRONMENTS =
            List.of("/boot/grub2/grubenv", "/grub2/grubenv", "/boot/grub/grubenv", "/grub/grubenv");
    private static final int MOST_FOLDERS = 40;

    private final Mounts mounts;
    private final Map<String, String> values = new HashMap<>();

    private GrubDefaults(Mounts mounts) {
        this.mounts = mounts;
    }

    /** The variables by their names; what nothing is known of is left out. */
    static Map<String, String> read(Mounts mounts) throws IOException {
        GrubDefaults defaults = new GrubDefaults(mounts);
        defaults.settings();
        for (Root root : mounts.roots()) {
            for (String file : environments(root)) {
                root.text(file).map(GrubEnvironmentBlock::parse).ifPresent(defaults.values::putAll);
            }
        }
        return defaults.values;
    }

    private void settings() throws IOException {
        values.put("early_initrd", "");
        Optional<Root> root = RootArguments.root(mounts);
        if (root.isPresent()) {
            values.put("kernelopts", kernelOptions(root.get()));
            Map<String, String> tuned = variables(root.get(), "/etc/tuned/bootcmdline");
            values.put("tuned_params", tuned.getOrDefault("TUNED_BOOT_CMDLINE", ""));
            values.put("tuned_initrd", tuned.getOrDefault("TUNED_BOOT_INITRD_ADD", ""));
        }
    }

    private static String kernelOptions(Root root) throws IOException {
        Optional<String> line = root.firstLine("/etc/kernel/cmdline");
        if (line.isPresent()) {
            return line.get();
        }
        String words = variables(root, "/etc/default/grub").getOrDefault("GRUB_CMDLINE_LINUX", "");
        String rootWords = RootArguments.of(Optional.of(root)).words();
        return words.contains("root=") ? words : (rootWords + " " + words).strip();
    }

    private static Map<String, String> variables(Root root, String file) throws IOException {
        return root.text(file).map(OsRelease::parse).orElse(Map.of());
    }

    private static List<String> environments(Root root) throws IOException {
        List<String> files = new ArrayList<>(ENVIRONMENTS);
        Optional<String> folder = root.anyCase("/EFI");
        List<String> names = folder.isEmpty() ? List.of() : root.names(folder.get());
        for (String name : names.subList(0, Math.min(MOST_FOLDERS, names.size()))) {
            files.add(folder.get() + "/" + name + "/grubenv");
        }
        return files;
    }
}
