package htg.testvm.check;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.Command;
import htg.common.process.CommandResult;
import htg.common.process.SystemCommandRunner;
import htg.testvm.Needs;
import htg.testvm.console.ConsoleEvent;
import htg.testvm.console.ConsoleEvent.CheckOutput;
import htg.testvm.console.ConsoleEvent.CheckResult;
import htg.testvm.console.ConsoleEvent.Landmark;
import htg.testvm.console.ConsoleParser;
import htg.testvm.console.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the scripts on this host against a fake tree and fake programs: does each fail when it should? */
class CheckScriptsIT {
    private static final Path SOURCES = Path.of("src/main/resources/htg/testvm/check");

    @TempDir
    Path folder = Path.of("");

    private final SystemCommandRunner runner = new SystemCommandRunner(command -> {});

    @BeforeEach
    void needsAShell() {
        Needs.program("dash");
    }

    @Test
    void areCleanShell() throws Exception {
        Needs.program("shellcheck");
        Needs.program("shfmt");
        List<String> scripts = scripts();
        runner.check(Command.of("shellcheck", "-s", "sh").with(scripts));
        CommandResult formatted = runner.check(Command.of("shfmt", "-d").with(scripts));
        assertThat(formatted.output()).isEmpty();
        for (String script : scripts) {
            runner.check(Command.of("dash", "-n", script));
        }
    }

    @Test
    void memoryIdleMeasuresInMegabytes() throws Exception {
        fake("sleep", ":");
        file("proc/meminfo", "MemTotal: 2000000 kB\nMemAvailable: 1780000 kB\n");
        passes("memory-idle", "225 MB used");
        fake("ps", ":");
        file("proc/meminfo", "MemTotal: 2000000 kB\nMemAvailable: 1700000 kB\n");
        fails("memory-idle", "307 MB used, more than 250 MB");
        file("proc/spl/kstat/zfs/arcstats", "9 1 0x01 147 39984 1 2\nname type data\nhits 4 5\nsize 4 100000000\n");
        passes("memory-idle", "207 MB used");
    }

    @Test
    void noDefaultPasswordAcceptsOnlyLockedAccounts() throws Exception {
        file("etc/shadow", "root:*:1::::::\nops:!:1::::::\nnew:!*:1::::::\n");
        passes("no-default-password", "3 accounts, all locked");
        file("etc/shadow", "root:$y$j9T$abc:1::::::\nguest::1::::::\n");
        fails("no-default-password", "accounts with a password: root (set) guest (empty)");
    }

    @Test
    void sshKeyOnlyReadsWhatSshdMakesOfItsConfiguration() throws Exception {
        fake("systemctl", ":");
        String rest = "echo kbdinteractiveauthentication no; echo permitemptypasswords no; echo permitrootlogin ";
        fake("sshd", "echo passwordauthentication no; " + rest + "without-password");
        passes("ssh-key-only", "keys only");
        fake("sshd", "echo passwordauthentication yes; " + rest + "without-password");
        fails("ssh-key-only", "passwordauthentication is 'yes'");
        fake("sshd", "echo passwordauthentication no; " + rest + "yes");
        fails("ssh-key-only", "permitrootlogin is 'yes'");
        fake("sshd", "echo bad option; exit 255");
        fails("ssh-key-only", "sshd refuses its configuration: bad option");
    }

    @Test
    void failedUnitsNamesThem() throws Exception {
        fake("journalctl", "echo why");
        fake("systemctl", ":");
        passes("failed-units", "none");
        fake("systemctl", "echo 'a.service loaded failed failed A'; echo 'b.mount loaded failed failed B'");
        fails("failed-units", "failed: a.service b.mount");
    }

    @Test
    void networkDhcpWantsAddressAndRoute() throws Exception {
        fake("sleep", ":");
        fake(
                "ip",
                "case \"$*\" in *address*) echo '2: eth0 inet 10.0.2.15/24 x';; *) echo default via 10.0.2.2;; esac");
        passes("network-dhcp", "eth0 10.0.2.15/24 default via 10.0.2.2");
        fake("ip", "case \"$*\" in *address*) echo '2: eth0 inet 10.0.2.15/24 x';; esac");
        fails("network-dhcp", "no address by DHCP: address 'eth0 10.0.2.15/24', route ''");
    }

    @Test
    void rootPoolGrownComparesMediumPartitionAndPool() throws Exception {
        fake("sleep", ":");
        fake("lsblk", ":");
        fake("findmnt", "echo '/dev/sda3[/ROOT/default]'");
        file("sys/devices/sda/size", "4194304");
        file("sys/devices/sda/sda3/start", "16384");
        file("sys/devices/sda/sda3/size", "4177887");
        Path block = Files.createDirectories(folder.resolve("root/sys/class/block"));
        Files.createSymbolicLink(block.resolve("sda"), folder.resolve("root/sys/devices/sda"));
        Files.createSymbolicLink(block.resolve("sda3"), folder.resolve("root/sys/devices/sda/sda3"));
        fake("df", "echo 1B-blocks; echo 2139078144");
        passes("root-pool-grown", "medium 2147483648, partition 8388608 + 2139078144, pool 2139078144 bytes");
        fake("df", "echo 1B-blocks; echo 1039078144");
        fails("root-pool-grown", "not grown: medium 2147483648");
    }

    @Test
    void rootOnStickReadsTheSerialNumberOfEachDevice() throws Exception {
        fake("findmnt", "case $* in *FSTYPE*) echo btrfs;; *OPTIONS*) echo ro,x;; *) echo /dev/sda3;; esac");
        device("pci/usb1/1-1/host0/sda", "sda", "sda3");
        device("pci/virtio1/vda", "vda", "vda3");
        file("sys/fs/btrfs/features/x", "");
        file("sys/fs/btrfs/1-2/devices/sda3", "");
        file("sys/devices/pci/usb1/1-1/idVendor", "46f4");
        file("sys/devices/pci/usb1/1-1/serial", "htg-stick\n");
        file("sys/devices/pci/virtio1/vda/serial", "htg-neighbour0");
        passes("root-on-stick", "on sda3 (htg-stick), ro");
        file("sys/fs/btrfs/1-2/devices/vda3", "");
        fails("root-on-stick", "on sda3 (htg-stick) vda3 (htg-neighbour0), ro");
        Files.delete(folder.resolve("root/sys/fs/btrfs/1-2/devices/sda3"));
        fails("root-on-stick", "the root pool has no device, ro");
    }

    /** Linux mounts a copy beside the original, with a UUID that it makes up. */
    @Test
    void rootOnStickNoticesThatSomethingElseIsMountedFromACopy() throws Exception {
        fake(
                "findmnt",
                "case $* in *FSTYPE*) echo btrfs;; *OPTIONS*) echo rw,x;;"
                        + " *btrfs*) echo /dev/vda3; echo /dev/sda3; echo /dev/vda3;; *) echo /dev/sda3;; esac");
        device("pci/ata1/sda", "sda", "sda3");
        device("pci/virtio1/vda", "vda", "vda3");
        file("sys/devices/pci/ata1/sda/serial", "htg-stick");
        file("sys/devices/pci/virtio1/vda/serial", "htg-neighbour0");
        file("sys/fs/btrfs/1-2/devices/sda3", "");
        file("sys/fs/btrfs/3-4/devices/vda3", "");
        fails("root-on-stick", "on sda3 (htg-stick) vda3 (htg-neighbour0), rw");
    }

    @Test
    void rootOnStickAsksZfsForItsDevices() throws Exception {
        fake("findmnt", "case $* in *FSTYPE*) echo zfs;; *OPTIONS*) echo rw,x;; *) echo rpool/ROOT/default;; esac");
        fake("zpool", "printf 'rpool\\t1G\\n\\tmirror-0\\t1G\\n\\t/dev/sda3\\t1G\\n\\t/dev/sdb3\\t-\\n'");
        device("pci/ata1/sda", "sda", "sda3");
        device("pci/ata1/sdb", "sdb", "sdb3");
        file("sys/devices/pci/ata1/sda/device/vpd_pg80", "\0\0\0\11htg-stick");
        file("sys/devices/pci/ata1/sdb/device/vpd_pg80", "\0\0\0\12htg-stick2");
        passes("root-on-stick", "on sda3 (htg-stick) sdb3 (htg-stick2), rw");
    }

    @Test
    void aGrownZfsPoolHasTheSizeThatZfsSays() throws Exception {
        fake("findmnt", "case $* in *FSTYPE*) echo zfs;; *) echo rpool/ROOT/default;; esac");
        fake("lsblk", ":");
        fake("sleep", ":");
        device("pci/ata1/sda", "sda", "sda3");
        file("sys/devices/pci/ata1/sda/size", "4194304\n");
        file("sys/devices/pci/ata1/sda/sda3/start", "16384\n");
        file("sys/devices/pci/ata1/sda/sda3/size", "4177920\n");
        fake("zpool", "case $* in *v*name*) printf 'rpool\\n\\t/dev/sda3\\n';; *) echo 2080374784;; esac");
        passes("root-pool-grown", "medium 2147483648, partition 8388608 + 2139095040, pool 2080374784 bytes");
        fake("zpool", "case $* in *v*name*) printf 'rpool\\n\\t/dev/sda3\\n';; *) echo 1073741824;; esac");
        fails("root-pool-grown", "not grown: medium 2147483648");
    }

    /** A disk with a partition, which have these names in /sys/class/block. */
    private void device(String path, String disk, String partition) throws Exception {
        file("sys/devices/" + path + "/" + partition + "/partition", "3");
        Path block = Files.createDirectories(folder.resolve("root/sys/class/block"));
        Path device = folder.resolve("root/sys/devices").resolve(path);
        Files.createSymbolicLink(block.resolve(disk), device);
        Files.createSymbolicLink(block.resolve(partition), device.resolve(partition));
    }

    @Test
    void theProbeUnpacksTheChecksAndRunsThem() throws Exception {
        for (String program : List.of("dmesg", "systemctl", "sleep", "mount", "stty", "sync", "busybox")) {
            fake(program, "echo \"${0##*/} $*\" >>\"" + folder.resolve("calls") + "\"");
        }
        fake("mountpoint", "case $* in */dev) exit 1;; esac");
        Path console = file("dev/ttyS0", "");
        file("dev/null", "");
        List<Check> checks = List.of(Check.of("good", "cat; echo fine\n"), Check.of("bad", "exit 3\n"));
        Files.createDirectories(folder.resolve("root/sys/firmware/dmi/tables"));
        String tables = "\13\5\1\0\6"
                + String.join("\0", Injection.of(checks).oemStrings().values()) + "\0\0";
        file("sys/firmware/dmi/tables/DMI", tables);
        String loader = Probe.ARGUMENTS
                .replaceFirst(".* -c \"(.*)\"", "$1")
                .replace("/sys/", folder.resolve("root/sys") + "/")
                .replaceFirst("sh$", "sed 's,^PATH=.*,kill() { :; },' | dash");
        runner.check(Command.of("dash", "-c", loader)
                .env("HTG_ROOT", folder.resolve("root").toString())
                .env("PATH", folder.resolve("bin") + ":" + System.getenv("PATH")));
        assertThat(new ConsoleParser().read(Files.readString(console)))
                .containsExactly(
                        new Landmark("base", Status.START, ""),
                        new Landmark("checks", Status.START, ""),
                        new CheckResult("good", true, "fine"),
                        new CheckOutput("bad", ""),
                        new CheckResult("bad", false, "exit status 3"),
                        new Landmark("checks", Status.OK, "2"));
        assertThat(Files.readAllLines(folder.resolve("calls")))
                .startsWith("mount -t devtmpfs devtmpfs " + folder.resolve("root/dev"))
                .endsWith("sync ", "busybox poweroff -f");
    }

    @Test
    void bootPartitionWantsItMountedWritableAndWithAKernel() throws Exception {
        fake("findmnt", "exit 1");
        fails("boot-partition", "/boot/efi is not mounted as a FAT that can be written: nothing is there");
        fake("findmnt", "echo /dev/sda2 vfat ro,noatime");
        fails("boot-partition", "/boot/efi is not mounted as a FAT that can be written: /dev/sda2 vfat ro,noatime");
        fake("findmnt", "echo /dev/loop0 vfat rw,noatime");
        fails("boot-partition", "/dev/loop0 is mounted on /boot/efi, and has no htg/default/vmlinuz");
        file("boot/efi/htg/default/vmlinuz", "kernel");
        passes("boot-partition", "/dev/loop0");
    }

    @Test
    void activeMbrWantsTheMarkInFrontOfTheGpt() throws Exception {
        fake("findmnt", "echo '/dev/sda3[/ROOT/default]'");
        Files.createDirectories(folder.resolve("root/sys/devices/sda/sda3"));
        Path block = Files.createDirectories(folder.resolve("root/sys/class/block"));
        Files.createSymbolicLink(block.resolve("sda3"), folder.resolve("root/sys/devices/sda/sda3"));
        file("dev/sda", "\0".repeat(446) + "\1\0\2\0\1");
        fails("active-mbr", "the first entry of the MBR of sda is neither active nor a GPT's: 0100020001");
        byte[] sector = new byte[512];
        sector[446] = (byte) 0x80;
        sector[450] = (byte) 0xEE;
        Files.write(folder.resolve("root/dev/sda"), sector);
        passes("active-mbr", "sda: 80000000ee");
        fake("findmnt", "case $* in *FSTYPE*) echo zfs;; *) echo rpool/ROOT/default;; esac");
        fake("zpool", "printf 'rpool\\n\\t/dev/sda3\\n'");
        passes("active-mbr", "sda: 80000000ee");
    }

    @Test
    void secureBootWantsTheFirmwaresWordAndTheKernels() throws Exception {
        Path variable = file("sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c", "\6\0\0\0\1");
        file("sys/kernel/security/lockdown", "none [integrity] confidentiality");
        passes("secure-boot", "SecureBoot=1, lockdown: none [integrity] confidentiality");
        file("sys/kernel/security/lockdown", "[none] integrity confidentiality");
        fails("secure-boot", "SecureBoot=1, lockdown: [none]");
        file("sys/kernel/security/lockdown", "none [integrity] confidentiality");
        Files.writeString(variable, "\6\0\0\0\0");
        fails("secure-boot", "SecureBoot=0");
    }

    @Test
    void libvirtNamesItsVersions() throws Exception {
        fake("virsh", "echo 'Using library: libvirt 11.3.0'; echo 'Running hypervisor: QEMU 10.0.13'");
        passes("libvirt", "libvirt 11.3.0 QEMU 10.0.13");
        fake("virsh", "exit 1");
        fake("systemctl", ":");
        fails("libvirt", "libvirt does not answer");
    }

    @Test
    void multiUserTargetAsksSystemd() throws Exception {
        fake("systemctl", "echo active");
        passes("multi-user-target", "up for ");
        fake("systemctl", "echo inactive");
        fails("multi-user-target", "multi-user.target is inactive");
    }

    @Test
    void theRunnerSaysWhatEachCheckPrintsAndHowItEnded() throws Exception {
        List<ConsoleEvent> said = runChecks(Map.of(
                "a-short", "echo '[    1.234567] short'",
                "b-long", "echo first; echo '[    1.234567] second'; echo last",
                "c-bad", "echo why; exit 3",
                "d-silent", "exit 4"));
        assertThat(said)
                .containsExactly(
                        new Landmark("checks", Status.START, ""),
                        new CheckResult("a-short", true, "(    1.234567) short"),
                        new CheckOutput("b-long", "first"),
                        new CheckOutput("b-long", "[    1.234567] second"),
                        new CheckOutput("b-long", "last"),
                        new CheckResult("b-long", true, "last"),
                        new CheckOutput("c-bad", "why"),
                        new CheckResult("c-bad", false, "why"),
                        new CheckOutput("d-silent", ""),
                        new CheckResult("d-silent", false, "exit status 4"),
                        new Landmark("checks", Status.OK, "4"));
    }

    @Test
    void theRunnerEndsACheckThatTakesLongerThanItSays() throws Exception {
        assertThat(runChecks(Map.of("endless", "# at most 1 s\necho busy; while :; do :; done")))
                .contains(new CheckResult("endless", false, "no end within 1 s: busy"));
    }

    @Test
    void theRunnerSaysOnlyTheEndOfALot() throws Exception {
        List<ConsoleEvent> said = runChecks(Map.of("lines", "seq 9000", "line", "seq -s ' ' 9000"));
        assertThat(said).hasSizeLessThan(110).contains(new CheckResult("lines", true, "9000"));
        assertThat(said.subList(1, said.size() - 1))
                .allSatisfy(event -> assertThat(event.toString()).hasSizeLessThan(1100));
        assertThat(said).contains(new CheckOutput("lines", "8901"));
        assertThat(said).doesNotContain(new CheckOutput("lines", "8900"));
    }

    /** As the guest runs them, with a file in place of the serial port. */
    private List<ConsoleEvent> runChecks(Map<String, String> checks) throws Exception {
        for (String program : List.of("dmesg", "systemctl", "sleep")) {
            fake(program, ":");
        }
        Path console = file("dev/ttyS0", "");
        for (Map.Entry<String, String> check : checks.entrySet()) {
            file("credentials/htg.check." + check.getKey(), check.getValue() + "\n");
        }
        // Nobody tells this host's init anything.
        Command shell = Command.of("dash", "-c", "kill() { :; }; . ./run-checks.sh", "run-checks")
                .with(checks.keySet().stream().sorted().toList());
        runner.check(shell.in(SOURCES.toAbsolutePath())
                .env("CREDENTIALS_DIRECTORY", folder.resolve("root/credentials").toString())
                .env("HTG_ROOT", folder.resolve("root").toString())
                .env("PATH", folder.resolve("bin") + ":" + System.getenv("PATH")));
        return new ConsoleParser().read(Files.readString(console));
    }

    private void passes(String check, String lastLine) {
        CommandResult result = run(check);
        assertThat(result.exitStatus()).isZero();
        assertThat(last(result)).startsWith(lastLine);
    }

    private void fails(String check, String lastLine) {
        CommandResult result = run(check);
        assertThat(result.exitStatus()).isNotZero();
        assertThat(last(result)).startsWith(lastLine);
    }

    private CommandResult run(String check) {
        String path = folder.resolve("bin") + ":" + System.getenv("PATH");
        return runner.run(Command.of("dash", SOURCES.resolve(check + ".sh").toString())
                .env("HTG_ROOT", folder.resolve("root").toString())
                .env("PATH", path));
    }

    private static String last(CommandResult result) {
        List<String> lines = result.output().lines().toList();
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }

    private void fake(String program, String script) throws Exception {
        Path file = folder.resolve("bin").resolve(program);
        Files.createDirectories(folder.resolve("bin"));
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path file(String path, String content) throws Exception {
        Path file = folder.resolve("root").resolve(path);
        Files.createDirectories(java.util.Objects.requireNonNull(file.getParent()));
        return Files.writeString(file, content);
    }

    private static List<String> scripts() throws Exception {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files.map(Path::toString).sorted().toList();
        }
    }
}
