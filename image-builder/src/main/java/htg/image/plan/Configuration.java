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
public final class Configuration {
    private static final String KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg";

    /** Of a stick that carries the running root pool, not of its copies, nor of any other by the same number. */
    private static final String BOOT_PARTITION =
            "/dev/htg/esp /boot/efi vfat umask=0077,noatime,nofail,errors=remount-ro 0 0\n";

    private Configuration() {}

    static List<TreeFile> files(StickSpec spec, PackageIndex index, int hostId, PoolTable pool) {
        List<TreeFile> files = new ArrayList<>();
        String hostname = spec.access().hostname();
        files.add(TreeFile.text("etc/hostname", 0644, hostname + "\n"));
        files.add(TreeFile.text(
                "etc/hosts", 0644, "127.0.0.1 localhost\n127.0.1.1 " + hostname + "\n::1 localhost ip6-localhost\n"));
        files.add(TreeFile.of("etc/hostid", 0644, hostId(hostId)));
        files.add(TreeFile.text("etc/fstab", 0644, pool.fstab() + BOOT_PARTITION));
        files.add(TreeFile.text("etc/apt/sources.list.d/debian.sources", 0644, sources(index)));
        files.add(TreeFile.text("etc/kernel/cmdline", 0644, String.join(" ", kernelArguments(spec, pool)) + "\n"));
        if (!spec.access().sshKeys().isEmpty()) {
            String keys = String.join("\n", spec.access().sshKeys()) + "\n";
            files.add(TreeFile.text("root/.ssh/authorized_keys", 0600, keys));
        }
        files.add(network(spec));
        return files;
    }

    /** What GRUB passes to the kernel; also kept on the stick, where kernel tools look for it. */
    static List<String> kernelArguments(StickSpec spec, PoolTable pool) {
        List<String> arguments = new ArrayList<>(pool.kernelArguments());
        spec.console().forEach(console -> arguments.add("console=" + console));
        // Use the backup table where the primary one is damaged: the table is rewritten when the pool grows on the
        // first
        // boot, and a power cut between its two halves would otherwise leave no partition to be found.
        arguments.add("gpt");
        // Warnings and worse: at 115200 bit/s a full kernel log on a real serial port would take five seconds.
        arguments.add("loglevel=5");
        return arguments;
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

    /**
     * {@code /etc/hostid}. glibc reads the four bytes in its own order: little-endian on every machine htg builds for.
     */
    public static byte[] hostId(int id) {
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
