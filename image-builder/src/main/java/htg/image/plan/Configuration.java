package htg.image.plan;

import htg.image.debian.AptSource;
import htg.image.debian.PackageIndex;
import htg.image.debian.TreeFile;
import htg.image.spec.StickSpec;
import htg.image.spec.StickSpec.FixedAddresses;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The files in which one stick differs from another with the same packages. */
final class Configuration {
    private static final String KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg";

    private Configuration() {}

    static List<TreeFile> files(StickSpec spec, PackageIndex index, Identities identities, String environment) {
        List<TreeFile> files = new ArrayList<>();
        String hostname = spec.access().hostname();
        files.add(TreeFile.text("etc/hostname", 0644, hostname + "\n"));
        files.add(TreeFile.text(
                "etc/hosts", 0644, "127.0.0.1 localhost\n127.0.1.1 " + hostname + "\n::1 localhost ip6-localhost\n"));
        files.add(TreeFile.of("etc/hostid", 0644, hostId(identities.hostId())));
        files.add(TreeFile.text("etc/fstab", 0644, fstab(spec, identities, environment)));
        files.add(TreeFile.text("etc/apt/sources.list.d/debian.sources", 0644, sources(index)));
        files.add(TreeFile.text(
                "etc/kernel/cmdline", 0644, String.join(" ", kernelArguments(spec, identities, environment)) + "\n"));
        if (!spec.access().sshKeys().isEmpty()) {
            String keys = String.join("\n", spec.access().sshKeys()) + "\n";
            files.add(TreeFile.text("root/.ssh/authorized_keys", 0600, keys));
        }
        files.add(network(spec));
        return files;
    }

    /** What GRUB passes to the kernel; also kept on the stick, where kernel tools look for it. */
    static List<String> kernelArguments(StickSpec spec, Identities identities, String environment) {
        List<String> arguments = new ArrayList<>();
        arguments.add("root=UUID=" + identities.pool());
        arguments.add("rootfstype=btrfs");
        arguments.add("rootflags=" + mountOptions(spec, "ROOT/" + environment));
        spec.console().forEach(console -> arguments.add("console=" + console));
        // Use the backup table where the primary one is damaged: the table is rewritten when the pool grows on the
        // first
        // boot, and a power cut between its two halves would otherwise leave no partition to be found.
        arguments.add("gpt");
        // Warnings and worse: at 115200 bit/s a full kernel log on a real serial port would take five seconds.
        arguments.add("loglevel=5");
        return arguments;
    }

    private static String mountOptions(StickSpec spec, String subvolume) {
        String compression = spec.pool().compression();
        return "subvol=" + subvolume + (compression.equals("none") ? "" : ",compress=" + compression);
    }

    /** The pool is there, since the root is mounted from it: only a very slow machine makes udev take its time. */
    private static String fstab(StickSpec spec, Identities identities, String environment) {
        String patience = ",noatime,x-systemd.device-timeout=15min";
        return poolLine(spec, identities, "/", "ROOT/" + environment, ",noatime,x-systemd.growfs")
                + poolLine(spec, identities, "/home", "HOME", patience)
                + poolLine(spec, identities, "/var/log", "VAR/log", patience)
                + poolLine(spec, identities, "/srv/htg", "STORE", patience)
                + "UUID=" + identities.espVolumeName()
                + " /boot/efi vfat umask=0077,noatime,nofail,errors=remount-ro 0 0\n";
    }

    private static String poolLine(
            StickSpec spec, Identities identities, String place, String subvolume, String options) {
        return "UUID=" + identities.pool() + " " + place + " btrfs " + mountOptions(spec, subvolume) + options
                + " 0 0\n";
    }

    private static String sources(PackageIndex index) {
        return index.sources().stream()
                .map(source -> stanza(source.withoutCredentials()))
                .collect(Collectors.joining("\n"));
    }

    private static String stanza(AptSource source) {
        return "Types: deb\nURIs: " + source.uri() + "\nSuites: " + source.suite() + "\nComponents: "
                + String.join(" ", source.components()) + "\nSigned-By: " + KEYRING + "\n";
    }

    /** glibc reads the four bytes in its own order: little-endian on every machine htg builds for. */
    private static byte[] hostId(int id) {
        return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(id).array();
    }

    private static TreeFile network(StickSpec spec) {
        String addresses = spec.network().fixed().map(Configuration::addresses).orElse("DHCP=yes\n");
        String match = "[Match]\nName=" + spec.network().interfaceMatch() + "\n\n[Network]\n";
        return TreeFile.text("etc/systemd/network/50-htg.network", 0644, match + addresses);
    }

    private static String addresses(FixedAddresses fixed) {
        StringBuilder text = new StringBuilder();
        fixed.addresses()
                .forEach(address -> text.append("Address=").append(address).append('\n'));
        fixed.gateway()
                .ifPresent(gateway -> text.append("Gateway=").append(gateway).append('\n'));
        fixed.dns().forEach(server -> text.append("DNS=").append(server).append('\n'));
        return text.toString();
    }
}
