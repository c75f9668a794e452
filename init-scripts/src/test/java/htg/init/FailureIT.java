package htg.init;

import static htg.init.FakeMachine.POOL;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Boots that do not find what they look for, and what people get to see then. */
class FailureIT {
    private static final String IMPATIENT = "root=UUID=" + POOL + " htg.deadline=1 htg.panic=0";
    /** For machines that have the pool: a second here is a third of one, and a busy host needs several to read a disk. */
    private static final String PATIENT = IMPATIENT.replace("=1 ", "=60 ");

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource
    void showsEveryDiskAndWhyItWasRejected(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).cmdline(IMPATIENT.replace("=1 ", "=3 "));
        machine.disk("sda")
                .model("SanDisk", "Ultra Fit")
                .holding(512, "EFI PART".getBytes(StandardCharsets.UTF_8))
                .plugged();
        machine.partition("sda", 1)
                .withPool("99999999-8888-7777-6666-555555555555")
                .plugged();
        machine.partition("sda", 2)
                .holding(1080, new byte[] {0x53, (byte) 0xef})
                .plugged();
        machine.partition("sda", 3)
                .holding((64 << 20) + 64, "_BHRfS_M".getBytes(StandardCharsets.UTF_8))
                .plugged();
        machine.disk("sdb").unreadable().plugged();
        machine.disk("sdc").sized(0).plugged();
        machine.write("sys/devices/pci0000:00/usb1/1-1/idVendor", "0781\n");
        machine.write("sys/devices/pci0000:00/usb1/1-1/serial", "4C530001\n");
        machine.boot(shell);
        assertThat(machine.console())
                .contains("HTG-STAGE discover fail no device carries pool " + POOL + " after 4 s\n")
                .contains("  sda       1 MB, USB port 1-1, SanDisk Ultra Fit, serial 4C530001\n")
                .contains("            holds no btrfs, but a partition table (GPT)\n")
                .contains("    sda1      1 MB, is another btrfs pool, 99999999-8888-7777-6666-555555555555\n")
                .contains("    sda2      1 MB, holds no btrfs, but ext2, ext3 or ext4\n")
                .contains("holds no btrfs, but a btrfs with a damaged superblock\n")
                .contains("            cannot be read: the device reports an error\n")
                .contains("            holds no medium\n")
                .contains("Pools that were seen:\n  btrfs 99999999-8888-7777-6666-555555555555: on sda1\n");
    }

    @ParameterizedTest
    @EnumSource
    void showsTheControllersAndTheirDrivers(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).cmdline(IMPATIENT);
        controller(machine, "0000:00:14.0", "0x0c0330");
        controller(machine, "0000:00:17.0", "0x010601");
        controller(machine, "0000:00:02.0", "0x030000");
        machine.write("sys/bus/pci/drivers/xhci_hcd/bind", "");
        machine.link("sys/bus/pci/devices/0000:00:14.0/driver", "../../drivers/xhci_hcd");
        machine.boot(shell);
        assertThat(machine.console())
                .contains("  0000:00:14.0  USB 3 (xHCI)        8086:1234  driver xhci_hcd\n")
                .contains("  0000:00:17.0  SATA                8086:1234  no driver\n")
                .contains("No disk at all was found. Is the stick plugged in? Try another port.\n")
                .doesNotContain("0000:00:02.0");
    }

    @ParameterizedTest
    @EnumSource
    void saysThatAStickWasNotWrittenToItsEnd(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).cmdline(IMPATIENT);
        machine.disk("sda")
                .holding(512, "EFI PART".getBytes(StandardCharsets.UTF_8))
                .plugged();
        machine.boot(shell);
        assertThat(machine.console()).contains("of which no partition fits the disk: it was not written to its end\n");
    }

    /** It answered the first reading, which found no pool, and has answered none since. */
    @ParameterizedTest
    @EnumSource
    void aDiskThatStopsToAnswerHoldsUpNeitherTheScreenNorTheReboot(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).cmdline(IMPATIENT);
        machine.answer(
                "xxd",
                "case $* in *65568*dev/sda) exec busybox xxd \"$@\" ;; *dev/sda) exec sleep 20 ;; *) exec busybox xxd \"$@\" ;; esac");
        machine.disk("sda").sized(2048).holding(0, new byte[512]).plugged();
        machine.disk("sdb").holding(0, "XFSB".getBytes(StandardCharsets.UTF_8)).plugged();
        machine.boot(shell);
        assertThat(machine.console())
                .contains("            holds no btrfs, but it does not answer any more\n")
                .contains("            holds no btrfs, but XFS\n");
    }

    @ParameterizedTest
    @EnumSource
    void fitsEightyColumnsAndPrintsNoControlCharacters(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).cmdline(IMPATIENT);
        machine.disk("sda").sized(2048).model("\u001b[2JEvil", "x".repeat(200)).plugged();
        machine.boot(shell);
        assertThat(machine.console()).contains("[2JEvil").doesNotContain("\u001b");
        assertThat(machine.read("run/htg/seen").lines()).allMatch(line -> line.length() < 80);
    }

    @ParameterizedTest
    @EnumSource
    void rebootsInsteadOfOpeningAShellWhenPanicIsGiven(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).cmdline("root=UUID=" + POOL + " htg.deadline=1 htg.panic=2");
        machine.boot(shell);
        assertThat(machine.console()).contains("The machine reboots in 2 s, as htg.panic= asks.");
        assertThat(machine.commands()).endsWith("reboot -f").noneMatch(command -> command.startsWith("setsid"));
    }

    @ParameterizedTest
    @EnumSource
    void rebootsAfterTheSecondsThatAreMeantEvenWithAZeroInFront(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).cmdline("root=UUID=" + POOL + " htg.deadline=00 htg.panic=08");
        machine.bootUntil("reboot -f", shell, () -> {});
        assertThat(machine.console()).contains("The machine reboots in 8 s, as htg.panic= asks.");
    }

    @ParameterizedTest
    @EnumSource
    void aPoolThatFailsBehindTheScreenDoesNotHastenTheReboot(Shell shell) {
        FakeMachine machine = waitingForItsReboot();
        FakeDisk bad = machine.disk("sda").withPool(POOL);
        FakeDisk good = machine.disk("sdb").withPool(POOL);
        machine.bootWhile(shell, () -> {
            machine.awaitConsole("The machine reboots in 20 s");
            machine.write("proc/uptime", "14.50 4.00\n");
            bad.plugged();
            machine.awaitConsole("The machine reboots in 8 s");
            good.plugged();
        });
        assertThat(machine.console().lines())
                .containsSubsequence(
                        "HTG-STAGE import fail sda cannot be mounted (no rootflags): Broken", "HTG-STAGE switch ok");
        assertThat(machine.commands()).doesNotContain("reboot -f");
    }

    @ParameterizedTest
    @EnumSource
    void rebootsWhenTheTimeIsOverEvenIfPoolsComeAndFail(Shell shell) {
        FakeMachine machine = waitingForItsReboot();
        FakeDisk bad = machine.disk("sda").withPool(POOL);
        machine.bootUntil("reboot -f", shell, () -> {
            machine.awaitConsole("The machine reboots in 20 s");
            machine.write("proc/uptime", "22.50 4.00\n");
            bad.plugged();
        });
        assertThat(machine.console().lines())
                .last()
                .isEqualTo("HTG-STAGE import fail sda cannot be mounted (no rootflags): Broken");
    }

    /** 20 s after the screen, which it shows at 2.5 s; nothing can be mounted from {@code sda}. */
    private FakeMachine waitingForItsReboot() {
        return new FakeMachine(folder)
                .cmdline("root=UUID=" + POOL + " htg.deadline=1 htg.grace=0 htg.panic=20")
                .answer("mount", """
                        case $* in
                            *-t\\ btrfs*dev/sda*) echo 'mount: x failed: Broken' >&2; exit 1 ;;
                            *-t\\ btrfs*) mkdir -p "$HTG_ROOT/newroot/sbin"; ln -sf busybox "$HTG_ROOT/newroot/sbin/init" ;;
                        esac""");
    }

    @ParameterizedTest
    @EnumSource
    void goesOnWithTheBootFromBehindTheRescueShell(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).cmdline("root=UUID=" + POOL + " htg.deadline=1");
        FakeDisk stick = machine.partition("sda", 3).withPool(POOL);
        machine.bootWhile(shell, () -> {
            machine.awaitText("shell.tty1", "commands");
            machine.awaitText("shell.ttyS0", "commands");
            stick.plugged();
        });
        assertThat(machine.console().lines())
                .containsSubsequence("HTG-STAGE discover start", "HTG-STAGE discover ok sda3", "HTG-STAGE switch ok");
        assertThat(machine.commands())
                .filteredOn(command -> command.startsWith("setsid"))
                .hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void saysWhyThePoolCannotBeMounted(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).cmdline(PATIENT + " rootflags=subvol=ROOT/gone");
        machine.answer(
                "mount",
                "case $* in *-t\\ btrfs*) echo 'mount: mounting /dev/sda on /newroot failed: No such file or directory' >&2; exit 1 ;; esac");
        machine.disk("sda").withPool(POOL).plugged();
        machine.boot(shell);
        String reason = "cannot be mounted (subvol=ROOT/gone): No such file or directory";
        assertThat(machine.console())
                .contains("HTG-STAGE import fail sda " + reason + "\n")
                .contains("            " + reason + "\n");
    }

    @ParameterizedTest
    @EnumSource
    void namesTheDriverThatIsMissing(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).cmdline(PATIENT);
        machine.write("proc/filesystems", "nodev\tsysfs\n\text4\n");
        machine.answer("mount", "case $* in *-t\\ btrfs*) echo 'mount: x failed: No such device' >&2; exit 1 ;; esac");
        machine.disk("sda").withPool(POOL).plugged();
        machine.boot(shell);
        assertThat(machine.console())
                .contains("import fail sda cannot be mounted (no rootflags): this ramdisk has no driver for btrfs\n");
    }

    @ParameterizedTest
    @EnumSource
    void saysThatSecureBootRefusesADriverThatIsThere(Shell shell) {
        assertDriverRefused(shell, "N", "Operation not permitted", "which is not signed: turn Secure Boot off");
        assertDriverRefused(shell, "Y", "Key was rejected by service", "which is not signed: turn Secure Boot off");
    }

    @ParameterizedTest
    @EnumSource
    void saysHowADriverIsAcceptedThatTheStickBringsTheKeyOf(Shell shell) {
        String why =
                "which is signed with a key that this machine does not know: enrol it by GRUB's menu, or turn Secure"
                        + " Boot off";
        FakeMachine machine = driverRefused("signed", "N", "Operation not permitted");
        machine.write(
                "lib/modules/6.12/modules.dep", "kernel/fs/btrfs.ko: kernel/lib/raid6.ko\nkernel/lib/raid6.ko:\n");
        machine.write("lib/modules/6.12/kernel/fs/btrfs.ko", "ELF and so on~Module signature appended~\n");
        machine.boot(shell);
        assertThat(machine.console()).contains("the kernel refuses the driver for btrfs, " + why + "\n");
    }

    @ParameterizedTest
    @EnumSource
    void saysThatADriverIsNotWhatWasSigned(Shell shell) {
        assertDriverRefused(
                shell, "N", "Key was rejected by service", "which is not what was signed: write the stick anew");
    }

    private void assertDriverRefused(Shell shell, String enforced, String error, String why) {
        FakeMachine machine = driverRefused(enforced, enforced, error);
        machine.write("lib/modules/6.12/modules.dep", "kernel/fs/btrfs.ko:\n");
        machine.write("lib/modules/6.12/kernel/fs/btrfs.ko", "ELF and so on");
        machine.boot(shell);
        assertThat(machine.console())
                .contains("import fail sda cannot be mounted (no rootflags): the kernel refuses the driver for btrfs, "
                        + why + "\n");
    }

    private FakeMachine driverRefused(String name, String enforced, String error) {
        FakeMachine machine = new FakeMachine(folder.resolve(name)).cmdline(PATIENT);
        machine.write("sys/module/module/parameters/sig_enforce", enforced + "\n");
        machine.write("proc/filesystems", "nodev\tsysfs\n\text4\n");
        machine.answer("mount", "case $* in *-t\\ btrfs*) echo 'mount: x failed: No such device' >&2; exit 1 ;; esac");
        machine.answer(
                "modprobe",
                "[ \"$*\" != btrfs ] || { echo \"modprobe: can't load module btrfs: " + error + "\" >&2; exit 1; }");
        machine.disk("sda").withPool(POOL).plugged();
        return machine;
    }

    @ParameterizedTest
    @EnumSource
    void namesADiskThatNoDriverAnswersTo(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).cmdline(IMPATIENT);
        String stick = "sys/devices/pci0000:00/0000:00:14.0/usb2/2-1/2-1.4/";
        machine.write(stick + "product", "Ultra Fit\n");
        machine.write(stick + "serial", "4C53");
        machine.write(stick + "2-1.4:1.0/modalias", "usb:v0781p5583d0100dc00dsc00dp00ic08isc06ip50in00\n");
        machine.write("sys/bus/virtio/devices/virtio0/vendor", "0x1af4\n");
        machine.device("virtio", "virtio0", "virtio:d00000002v00001AF4");
        machine.write("sys/bus/usb/devices/hub/modalias", "usb:v1D6Bp0003d0612dc09dsc00dp03ic09isc00ip00in00\n");
        machine.link("sys/bus/usb/devices/2-1.4:1.0", "../../../" + stick.substring(4) + "2-1.4:1.0");
        machine.boot(shell);
        assertThat(machine.console())
                .contains("  2-1.4:1.0 USB port 2-1.4, Ultra Fit, serial 4C53: no driver\n")
                .contains("  virtio0   virtio: no driver\n")
                .contains("No disk can be used, for those above have no driver.\n")
                .doesNotContain("  hub ");
    }

    @ParameterizedTest
    @EnumSource
    void namesThePartOfTheRamdiskThatHoldsTheDriver(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).cmdline(IMPATIENT);
        controller(machine, "0000:00:17.0", "0x010802");
        machine.write("sys/bus/pci/devices/0000:00:17.0/modalias", "pci:v8086d1234bc01sc08i02\n");
        machine.write("lib/modules/6/modules.alias", "alias pci:v*d*bc01sc06* ahci\nalias pci:v*d*bc01sc08i02* nvme\n");
        machine.write("htg/modules/tiers", "ahci buses\nnvme buses\n");
        machine.boot(shell);
        assertThat(machine.console())
                .contains("  NVMe                8086:1234  no driver, nvme is in buses.img\n")
                .contains("What is in buses.img is loaded by the first entry of GRUB's menu.\n");
    }

    @ParameterizedTest
    @EnumSource
    void saysThatThePoolHoldsNoBase(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).cmdline(PATIENT).answer("mount", "");
        machine.disk("sda").withPool(POOL).plugged();
        machine.boot(shell);
        assertThat(machine.console()).contains("HTG-STAGE import fail sda has no /sbin/init to start (no rootflags)\n");
        assertThat(machine.commands()).contains("umount /newroot");
    }

    @ParameterizedTest
    @EnumSource
    void saysThatTheCommandLineNamesNoPool(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).cmdline("root=/dev/sda3 htg.deadline=0 htg.panic=0");
        machine.partition("sda", 3).withPool(POOL).plugged();
        machine.boot(shell);
        assertThat(machine.console())
                .contains("The kernel command line has no root=UUID=")
                .doesNotContain("discover ok");
    }

    private static void controller(FakeMachine machine, String address, String kind) {
        String folder = "sys/bus/pci/devices/" + address + "/";
        machine.write(folder + "class", kind + "\n");
        machine.write(folder + "vendor", "0x8086\n");
        machine.write(folder + "device", "0x1234\n");
    }
}
