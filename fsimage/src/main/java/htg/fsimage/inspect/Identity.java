package htg.fsimage.inspect;

import htg.fsimage.boot.kernel.OsRelease;
import htg.fsimage.mounts.Root;
import htg.fsimage.mounts.Words;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which distribution of Linux it is: by os-release(5), for older ones by the file of their own.
 *
 * @param id such as {@code debian}
 * @param family such as {@code debian} of Ubuntu
 * @param version such as {@code 12}, empty where there is none
 * @param name for people
 */
record Identity(String id, String family, String version, String name) {
    /** Which words of ID and ID_LIKE make a family. */
    private static final Map<String, List<String>> FAMILIES = Map.of(
            "debian", List.of("debian", "ubuntu", "devuan", "raspbian"),
            "redhat", List.of("rhel", "fedora", "centos", "redhat", "rocky", "almalinux", "ol", "amzn", "mageia"),
            "suse", List.of("suse", "opensuse", "sles", "opensuse-leap", "opensuse-tumbleweed"),
            "arch", List.of("arch", "archlinux", "manjaro"),
            "alpine", List.of("alpine"),
            "gentoo", List.of("gentoo"));

    /** The distribution in a root; empty when nothing names one. */
    static Optional<Identity> read(Root root) throws IOException {
        for (String file : List.of("/etc/os-release", "/usr/lib/os-release", "/etc/initrd-release")) {
            Optional<Map<String, String>> values = root.text(file).map(OsRelease::parse);
            if (values.isPresent() && !values.get().isEmpty()) {
                return Optional.of(of(root, values.get()));
            }
        }
        Optional<Identity> standard = standardBase(root);
        return standard.isPresent() ? standard : older(root);
    }

    /** The file of the Linux Standard Base, by which Ubuntu was known before os-release. */
    private static Optional<Identity> standardBase(Root root) throws IOException {
        Map<String, String> values =
                root.text("/etc/lsb-release").map(OsRelease::parse).orElse(Map.of());
        String id = Words.first(values.getOrDefault("DISTRIB_ID", "")).toLowerCase(Locale.ROOT);
        String version = values.getOrDefault("DISTRIB_RELEASE", "");
        String name = values.getOrDefault("DISTRIB_DESCRIPTION", (id + " " + version).strip());
        return id.isEmpty() ? Optional.empty() : Optional.of(new Identity(id, family(id), version, name));
    }

    private static Identity of(Root root, Map<String, String> values) throws IOException {
        String id = values.getOrDefault("ID", "linux");
        String version = values.getOrDefault("VERSION_ID", "");
        if (version.isEmpty() && id.equals("debian")) {
            version = root.firstLine("/etc/debian_version").orElse("");
        }
        String name = values.getOrDefault("PRETTY_NAME", (values.getOrDefault("NAME", id) + " " + version).strip());
        return new Identity(id, family(id + " " + values.getOrDefault("ID_LIKE", "")), version, name);
    }

    private static String family(String words) {
        for (String word : Words.of(words.toLowerCase(Locale.ROOT))) {
            for (Map.Entry<String, List<String>> family : FAMILIES.entrySet()) {
                if (family.getValue().contains(word)) {
                    return family.getKey();
                }
            }
        }
        return "";
    }

    private static Optional<Identity> older(Root root) throws IOException {
        Map<String, String> files = new java.util.LinkedHashMap<>();
        files.put("/etc/redhat-release", "redhat");
        files.put("/etc/SuSE-release", "suse");
        files.put("/etc/alpine-release", "alpine");
        files.put("/etc/arch-release", "arch");
        files.put("/etc/gentoo-release", "gentoo");
        files.put("/etc/slackware-version", "slackware");
        files.put("/etc/debian_version", "debian");
        for (Map.Entry<String, String> file : files.entrySet()) {
            if (root.isFile(file.getKey())) {
                String line = root.firstLine(file.getKey()).orElse("");
                return Optional.of(named(file.getValue(), line));
            }
        }
        return Optional.empty();
    }

    /** From a line such as {@code CentOS release 6.10 (Final)}, or a version alone. */
    private static Identity named(String family, String line) {
        String version = Words.of(line).stream()
                .filter(word -> !word.isEmpty() && Character.isDigit(word.charAt(0)))
                .findFirst()
                .orElse("");
        // Debian's file has a version only, and before a release its code name, as in "trixie/sid".
        boolean alone = line.equals(version) || family.equals("debian");
        String first = Words.first(line).toLowerCase(Locale.ROOT);
        String id = alone || family.equals("suse") || family.equals("arch") ? family : first;
        return new Identity(
                id.equals("red") ? "rhel" : id,
                family.equals("slackware") ? "" : family,
                version,
                alone ? (family + " " + line).strip() : line);
    }
}
