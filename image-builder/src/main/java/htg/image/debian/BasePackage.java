package htg.image.debian;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code htg-base}, the package that makes an ordinary Debian a stick: landmarks, network, growth, SSH by key only, and
 * the trampoline in the place of initramfs-tools.
 */
public final class BasePackage {
    /** A new kernel has hooks; for a new Xen there are none. */
    private static final Map<String, String> SCRIPTS = Map.of(
            "triggers", "interest-noawait /boot\n",
            "postinst", "#!/bin/sh\nset -e\n[ \"$1\" != triggered ] || update-initramfs -x\n");

    private BasePackage() {}

    /**
     * The package with more files in it.
     *
     * @param version the upstream part of its version
     * @param extra files that other modules contribute, such as the trampoline's hooks for kernel upgrades
     */
    public static DebPackage create(String version, List<TreeFile> extra, Instant date) {
        List<TreeFile> files = new ArrayList<>(PackagedFiles.read("base"));
        files.addAll(extra);
        return DebPackage.versionedByContent(control(version), SCRIPTS, files, date);
    }

    private static Map<String, String> control(String version) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Package", "htg-base");
        fields.put("Version", version);
        fields.put("Architecture", "amd64");
        fields.put("Maintainer", "htg <htg@localhost>");
        fields.put("Depends", "busybox-static, kmod, zstd, systemd");
        fields.put("Provides", "linux-initramfs-tool");
        fields.put("Conflicts", "linux-initramfs-tool");
        fields.put("Section", "admin");
        fields.put("Priority", "optional");
        fields.put("Description", "Hypervisor To Go: what makes this Debian a stick");
        return fields;
    }
}
