package htg.fsimage.inspect;

import htg.fsimage.boot.kernel.Elf;
import htg.fsimage.boot.kernel.PeFile;
import htg.fsimage.fs.Content;
import htg.fsimage.inspect.OperatingSystem.Kind;
import htg.fsimage.mounts.Root;
import htg.fsimage.mounts.Words;
import htg.fsimage.volume.ImageFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Systems that are not Linux, and media that install one. */
final class OtherReader {
    private static final int RESOURCES = 1 << 20;

    private final Root root;
    private final String place;

    private OtherReader(Root root) {
        this.root = root;
        this.place = root.mounted().name() + ":" + root.path();
    }

    /** Empty when there is none of them. */
    static Optional<OperatingSystem> read(Root root) throws IOException {
        return new OtherReader(root).read();
    }

    private Optional<OperatingSystem> read() throws IOException {
        Optional<OperatingSystem> found = windows();
        found = found.isPresent() ? found : freeBsd();
        found = found.isPresent() ? found : otherUnix();
        return found.isPresent() ? found : installer();
    }

    private Optional<OperatingSystem> windows() throws IOException {
        Optional<String> kernel = root.anyCase("/Windows/System32/ntoskrnl.exe");
        Optional<String> hive = root.anyCase("/Windows/System32/config/SOFTWARE");
        if (kernel.isEmpty() && hive.isEmpty()) {
            return Optional.empty();
        }
        Optional<Content> content = kernel.isEmpty() ? Optional.empty() : root.open(kernel.get());
        String version = "";
        String architecture = "";
        if (content.isPresent()) {
            try {
                PeFile program = PeFile.read(content.get());
                version = productVersion(program, content.get());
                architecture = architecture(program.machine());
            } catch (ImageFormatException damaged) {
                root.problems().add(place + " has a kernel of Windows that cannot be read: " + damaged.getMessage());
            }
        }
        Identity identity = new Identity("windows", "windows", version, ("Windows " + version).strip());
        return Optional.of(OperatingSystem.of(place, Kind.WINDOWS, identity).architecture(architecture));
    }

    static String architecture(int machine) {
        return switch (machine) {
            case 0x8664 -> "x86_64";
            case 0x14C -> "i686";
            case 0xAA64 -> "aarch64";
            default -> "";
        };
    }

    /** What follows {@code ProductVersion} in the resources of a program, both in UTF-16. */
    private static String productVersion(PeFile program, Content content) throws IOException {
        Optional<PeFile.Section> section = program.section(".rsrc");
        if (section.isEmpty()) {
            return "";
        }
        byte[] bytes = program.bytes(content, section.get(), RESOURCES);
        String text = new String(bytes, StandardCharsets.UTF_16LE);
        int at = text.indexOf("ProductVersion");
        if (at < 0) {
            return "";
        }
        StringBuilder version = new StringBuilder();
        for (int i = at + 14; i < text.length() && version.length() < 40; i++) {
            char now = text.charAt(i);
            if ((now >= '0' && now <= '9') || now == '.') {
                version.append(now);
            } else if (!version.isEmpty()) {
                break;
            }
        }
        return version.toString();
    }

    private Optional<OperatingSystem> freeBsd() throws IOException {
        Optional<String> script = root.text("/bin/freebsd-version");
        if (script.isEmpty()) {
            return Optional.empty();
        }
        String version = script.get()
                .lines()
                .filter(line -> line.startsWith("USERLAND_VERSION="))
                .map(line -> line.substring(17).replace("\"", ""))
                .findFirst()
                .orElse("");
        return unix(Kind.FREEBSD, "freebsd", version, ("FreeBSD " + version).strip());
    }

    private Optional<OperatingSystem> otherUnix() throws IOException {
        String release = root.firstLine("/etc/release").orElse("");
        if (root.isFile("/netbsd") || release.startsWith("NetBSD")) {
            String version = Words.of(release.replace("NetBSD", ""), " /").stream()
                    .findFirst()
                    .orElse("");
            return unix(Kind.NETBSD, "netbsd", version, release.isEmpty() ? "NetBSD" : release);
        } else if (root.isFile("/bsd")) {
            return unix(Kind.OPENBSD, "openbsd", "", "OpenBSD");
        }
        for (String name : List.of("Solaris", "OpenIndiana", "OmniOS", "SmartOS", "illumos")) {
            if (release.contains(name)) {
                return unix(Kind.SOLARIS, name.toLowerCase(java.util.Locale.ROOT), "", release);
            }
        }
        return Optional.empty();
    }

    private Optional<OperatingSystem> unix(Kind kind, String id, String version, String name) throws IOException {
        Optional<byte[]> shell = root.start("/bin/sh", 64);
        Optional<Elf> header = shell.isEmpty() ? Optional.empty() : Elf.of(shell.get());
        Identity identity = new Identity(id, kind == Kind.SOLARIS ? "solaris" : "bsd", version, name);
        return Optional.of(OperatingSystem.of(place, kind, identity)
                .architecture(header.map(Elf::architecture).orElse(""))
                .with(OperatingSystem.CloudInit.NONE, htg.fsimage.mounts.Fstab.read(root)));
    }

    private Optional<OperatingSystem> installer() throws IOException {
        Optional<String> disk = root.firstLine("/.disk/info");
        if (disk.isPresent()) {
            String id = Words.first(disk.get()).toLowerCase(java.util.Locale.ROOT);
            return installer(new Identity(id, "debian", version(disk.get()), disk.get()));
        }
        Optional<String> tree = root.text("/.treeinfo");
        if (tree.isPresent()) {
            String family = value(tree.get(), "family");
            String version = value(tree.get(), "version");
            String id = Words.first(family).toLowerCase(java.util.Locale.ROOT);
            return installer(new Identity(id, "redhat", version, (family + " " + version).strip()));
        }
        Optional<String> windows = root.anyCase("/sources/boot.wim");
        return windows.isPresent()
                ? installer(new Identity("windows", "windows", "", "Windows Setup"))
                : Optional.empty();
    }

    private Optional<OperatingSystem> installer(Identity identity) {
        return Optional.of(OperatingSystem.of(place, Kind.INSTALLER, identity));
    }

    private static String version(String line) {
        return Words.of(line).stream()
                .filter(word -> Character.isDigit(word.charAt(0)))
                .findFirst()
                .orElse("");
    }

    private static String value(String settings, String key) {
        return settings.lines()
                .map(line -> line.replace(" ", ""))
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .findFirst()
                .orElse("");
    }
}
