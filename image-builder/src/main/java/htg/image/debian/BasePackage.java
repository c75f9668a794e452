package htg.image.debian;

import htg.common.io.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * {@code htg-base}, the package that makes an ordinary Debian a stick: landmarks, network, growth, SSH by key only, and
 * the trampoline in the place of initramfs-tools.
 */
public final class BasePackage {
    private static final String RESOURCES = "/htg/image/base/";

    private BasePackage() {}

    /**
     * The package with more files in it. Its version ends in a digest of its content: packages are cached by name and
     * version, so the same name must mean the same bytes.
     *
     * @param version the upstream part of its version
     * @param extra files that other modules contribute, such as the trampoline's hooks for kernel upgrades
     */
    public static DebPackage create(String version, List<TreeFile> extra, Instant date) {
        List<TreeFile> files = new ArrayList<>(ownFiles());
        files.addAll(extra);
        DebPackage draft = new DebPackage(control(version), Map.of(), files, date);
        String content = Digests.sha256(draft.bytes()).substring(0, 12);
        return new DebPackage(control(version + "+" + content), Map.of(), files, date);
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

    private static List<TreeFile> ownFiles() {
        return text("files.list")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(BasePackage::file)
                .toList();
    }

    private static TreeFile file(String line) {
        String[] words = line.split(" ", -1);
        if (words[0].equals("link")) {
            return TreeFile.symlink(words[1], words[2]);
        }
        return TreeFile.text(words[1], Integer.parseInt(words[0], 8), text("files/" + words[1]));
    }

    private static String text(String name) {
        try (InputStream stream =
                Objects.requireNonNull(BasePackage.class.getResourceAsStream(RESOURCES + name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
