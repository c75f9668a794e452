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
        machine.disk("sdb").unreadable().plugged();
        machine.disk("sdc").sized(0).plugged();
        machine.write("sys/devices/pci0000:00/usb1/1-1/idVendor", "0781\n");
        machine.write("sys/devices/pci0000:00/usb1/1-1/serial", "4C530001\n");
        machine.boot(shell);
        assertThat(machine.console())
                .contains("HTG-STAGE discover fail no device carries pool " + POOL + " after 3 s\n")
                .contains("  sda       1 MB, USB, SanDisk Ultra Fit, serial 4C530001\n")
                .contains("            holds no btrfs, but a partition table (GPT)\n")
                .contains("    sda1      1 MB, is another btrfs pool, 99999999-8888-7777-6666-555555555555\n")
                .contains("    sda2      1 MB, holds no btrfs, but ext2, ext3 or ext4\n")
                .contains("            cannot be read: the device reports an error\n")
                .contains("            holds no medium\n");
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
    void goesOnWithTheBootFromBehindTheRescueShell(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).cmdline("root=UUID=" + POOL + " htg.deadline=1");
        FakeDisk stick = machine.partition("sda", 3).withPool(POOL);
        machine.bootWhile(shell, () -> {
            machine.awaitCommand("setsid");
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
        FakeMachine machine = new FakeMachine(folder).cmdline(IMPATIENT + " rootflags=subvol=ROOT/gone");
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
    void saysThatThePoolHoldsNoBase(Shell shell) {
        FakeMachine machine = new FakeMachine(folder).cmdline(IMPATIENT).answer("mount", "");
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
