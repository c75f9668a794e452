package htg.fsimage.inspect;

import htg.fsimage.boot.kernel.Elf;
import htg.fsimage.inspect.OperatingSystem.CloudInit;
import htg.fsimage.inspect.OperatingSystem.Kind;
import htg.fsimage.mounts.Fstab;
import htg.fsimage.mounts.Root;
import htg.fsimage.mounts.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A Linux in a root folder. */
final class LinuxReader {
    private static final List<String> PROGRAMS = List.of(
            "/bin/sh",
            "/usr/bin/sh",
            "/sbin/init",
            "/usr/lib/systemd/systemd",
            "/lib/systemd/systemd",
            "/bin/busybox",
            "/bin/bash",
            "/lib64/ld-linux-x86-64.so.2");
    private static final List<String> SIGNS =
            List.of("/sbin/init", "/etc/inittab", "/bin/busybox", "/usr/lib/systemd/systemd");

    private static final String DATASOURCES = "datasource_list:";

    private final Root root;

    private LinuxReader(Root root) {
        this.root = root;
    }

    /** Empty when there is none. */
    static Optional<OperatingSystem> read(Root root) throws IOException {
        return new LinuxReader(root).read();
    }

    private Optional<OperatingSystem> read() throws IOException {
        Optional<Identity> identity = Identity.read(root);
        if (identity.isEmpty() && !looksLikeOne()) {
            return Optional.empty();
        }
        String place = root.mounted().name() + ":" + root.path();
        return Optional.of(
                OperatingSystem.of(place, Kind.LINUX, identity.orElse(new Identity("linux", "", "", "Linux")))
                        .architecture(architecture())
                        .running(hostname(), init(), packages())
                        .with(cloud(), Fstab.read(root)));
    }

    private boolean looksLikeOne() throws IOException {
        for (String sign : SIGNS) {
            if (root.findLink(sign).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private String architecture() throws IOException {
        for (String program : PROGRAMS) {
            Optional<byte[]> start = root.start(program, 64);
            Optional<Elf> header = start.isEmpty() ? Optional.empty() : Elf.of(start.get());
            if (header.isPresent()) {
                return header.get().architecture();
            }
        }
        return "";
    }

    private String hostname() throws IOException {
        Optional<String> name = root.firstLine("/etc/hostname").filter(line -> !line.startsWith("#"));
        if (name.isEmpty()) {
            name = root.firstLine("/etc/HOSTNAME");
        }
        if (name.isEmpty()) {
            name = root.text("/etc/sysconfig/network")
                    .flatMap(text -> text.lines()
                            .filter(line -> line.startsWith("HOSTNAME="))
                            .map(line -> line.substring(9).replace("\"", ""))
                            .findFirst());
        }
        return name.orElse("");
    }

    private String init() throws IOException {
        String target = root.target("/sbin/init").orElse("");
        if (target.contains("systemd") || (target.isEmpty() && systemd())) {
            return "systemd";
        } else if (root.exists("/sbin/openrc-run") || root.exists("/sbin/openrc")) {
            return "openrc";
        } else if (target.contains("busybox")) {
            return "busybox";
        } else if (target.contains("runit") || root.exists("/etc/runit/1")) {
            return "runit";
        } else if (target.contains("s6") || root.exists("/etc/s6-linux-init")) {
            return "s6";
        } else if (root.exists("/sbin/initctl") && root.isFolder("/etc/init")) {
            return "upstart";
        } else if (root.exists("/sbin/init")) {
            return "sysvinit";
        }
        return root.exists("/init") ? "init script" : "";
    }

    private boolean systemd() throws IOException {
        return !root.exists("/sbin/init")
                && (root.exists("/usr/lib/systemd/systemd") || root.exists("/lib/systemd/systemd"));
    }

    private String packages() throws IOException {
        if (root.exists("/var/lib/dpkg/status") || root.isFolder("/var/lib/dpkg/status.d")) {
            return root.exists("/usr/bin/apt-get") ? "apt" : "dpkg";
        } else if (root.exists("/lib/apk/db/installed") || root.exists("/usr/lib/apk/db/installed")) {
            return "apk";
        } else if (root.isFolder("/var/lib/pacman/local")) {
            return "pacman";
        } else if (root.isFolder("/var/lib/rpm") || root.exists("/usr/lib/sysimage/rpm")) {
            return redHat();
        } else if (root.isFolder("/var/db/pkg")) {
            return "portage";
        } else if (root.isFolder("/var/db/xbps")) {
            return "xbps";
        }
        return root.isFolder("/nix/store") ? "nix" : root.isFolder("/var/log/packages") ? "pkgtool" : "";
    }

    private String redHat() throws IOException {
        for (String program : List.of("zypper", "dnf5", "dnf", "yum")) {
            if (root.findLink("/usr/bin/" + program).isPresent()) {
                return program;
            }
        }
        return "rpm";
    }

    private CloudInit cloud() throws IOException {
        boolean installed = root.exists("/usr/bin/cloud-init") || root.isFolder("/etc/cloud");
        if (!installed) {
            return CloudInit.NONE;
        }
        List<String> seeds = new ArrayList<>();
        for (String name : root.names("/var/lib/cloud/seed")) {
            seeds.add("/var/lib/cloud/seed/" + name);
        }
        return new CloudInit(true, root.exists("/etc/cloud/cloud-init.disabled"), datasources(), seeds);
    }

    /** What {@code datasource_list} says, the last file first: it overrules the others. */
    private List<String> datasources() throws IOException {
        List<String> files = new ArrayList<>(List.of("/etc/cloud/cloud.cfg"));
        for (String name : root.names("/etc/cloud/cloud.cfg.d")) {
            if (name.endsWith(".cfg")) {
                files.add("/etc/cloud/cloud.cfg.d/" + name);
            }
        }
        for (int i = files.size() - 1; i >= Math.max(0, files.size() - 100); i--) {
            Optional<String> line = root.text(files.get(i)).flatMap(LinuxReader::datasourceLine);
            if (line.isPresent()) {
                return Words.of(line.get(), "[]\"', \t");
            }
        }
        return List.of();
    }

    /** The list in brackets, which may go on in the next lines, or with a line for each that begins with a hyphen. */
    private static Optional<String> datasourceLine(String text) {
        List<String> lines = text.lines()
                .map(line -> line.replaceFirst("(^|\\s)#.*", "").stripTrailing())
                .filter(line -> !line.isBlank())
                .dropWhile(line -> !line.startsWith(DATASOURCES))
                .toList();
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder list = new StringBuilder(lines.get(0).substring(DATASOURCES.length()));
        boolean brackets = list.indexOf("[") >= 0;
        for (String line : lines.subList(1, lines.size())) {
            String more = line.strip();
            boolean ends = brackets ? list.indexOf("]") >= 0 : !more.startsWith("- ");
            if (ends) {
                break;
            }
            list.append(' ').append(brackets ? more : more.substring(2));
        }
        return Optional.of(list.toString());
    }
}
