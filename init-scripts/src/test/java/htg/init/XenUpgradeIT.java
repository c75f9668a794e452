package htg.init;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.Command;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Upgrades of Xen, and of the kernel beside it, on a stick made of files. */
class XenUpgradeIT {
    private static final String FOLDER = FakeStick.FOLDER;

    @TempDir
    Path folder = Path.of("");

    private FakeStick stick = new FakeStick(folder);

    @BeforeEach
    void makeStick() {
        stick = FakeStick.in(folder);
        stick.write(
                "proc/mounts",
                "/dev/sda3 / btrfs rw,subvol=/ROOT/default 0 0\n/dev/sda2 " + folder + "/boot/efi vfat rw 0 0\n");
        stick.write("proc/cmdline", "BOOT_IMAGE=/htg/default/vmlinuz root=UUID=1\n");
        stick.write(FOLDER + "vmlinuz", "kernel 6.12.9");
        for (String tier : List.of("miniroot", "buses", "rescue")) {
            stick.write(FOLDER + tier + ".img", tier + " of 6.12.9");
        }
        stick.install("6.12.9");
        stick.write("boot/efi/grub/grub.cfg", "multiboot2 /htg/default/xen.gz\n");
        stick.write("boot/xen-4.17-amd64.gz", "Xen 4.17");
        stick.write(FOLDER + "xen.gz", "Xen 4.17");
        stick.write(FOLDER + "dom0.img", "dom0 of 6.12.9");
    }

    @ParameterizedTest
    @EnumSource
    void bringsTheNewestXenAlongWithTheOneRamdiskThatItTakes(Shell shell) {
        stick.write("boot/xen-4.20-amd64.gz", "Xen 4.20");
        stick.install("6.12.10");
        assertThat(stick.run(shell, "-c", "-k", "6.12.10").succeeded()).isTrue();
        assertThat(stick.read("xen.gz")).isEqualTo("Xen 4.20");
        assertThat(stick.read("dom0.img")).isEqualTo("miniroot of 6.12.10\nbuses of 6.12.10\n");
        assertThat(stick.read("xen.old")).isEqualTo("Xen 4.17");
        assertThat(stick.read("dom0.old")).isEqualTo("dom0 of 6.12.9");
        assertThat(stick.path(FOLDER + "next")).doesNotExist();
    }

    /** Called for whatever a package puts into /boot. */
    @ParameterizedTest
    @EnumSource
    void anUpgradeOfXenAloneIsFollowedAndNothingElseIs(Shell shell) {
        assertThat(stick.run(shell, "-x").succeeded()).isTrue();
        assertThat(stick.read("miniroot.img")).as("nothing was built").isEqualTo("miniroot of 6.12.9");
        stick.write("boot/xen-4.20-amd64.gz", "Xen 4.20");
        assertThat(stick.run(shell, "-x").succeeded()).isTrue();
        assertThat(stick.read("xen.gz")).isEqualTo("Xen 4.20");
        assertThat(stick.read("xen.old")).isEqualTo("Xen 4.17");
        assertThat(stick.read("vmlinuz.old")).isEqualTo("kernel 6.12.9");
    }

    /** Its ramdisk would be of another kernel than the one beside it. */
    @ParameterizedTest
    @EnumSource
    void aXenThatWasRemovedDoesNotStayThere(Shell shell) {
        Shell.RUNNER.check(Command.of("rm", stick.path("boot/xen-4.17-amd64.gz").toString()));
        assertThat(stick.run(shell, "-x").succeeded()).isTrue();
        assertThat(stick.path(FOLDER + "xen.gz")).doesNotExist();
        assertThat(stick.path(FOLDER + "dom0.img")).doesNotExist();
        assertThat(stick.read("vmlinuz")).isEqualTo("kernel 6.12.9");
    }

    /** It is kept for one upgrade, with the kernel that it ran; a newer kernel would not go with its ramdisk. */
    @ParameterizedTest
    @EnumSource
    void theSetThatIsKeptHasNothingOfTheOneBeforeIt(Shell shell) {
        stick.write(FOLDER + "xen.old", "Xen 4.14");
        stick.write(FOLDER + "dom0.old", "dom0 of 6.12.8");
        Shell.RUNNER.check(Command.of(
                "rm",
                stick.path("boot/xen-4.17-amd64.gz").toString(),
                stick.path(FOLDER + "xen.gz").toString(),
                stick.path(FOLDER + "dom0.img").toString()));
        stick.install("6.12.10");
        assertThat(stick.run(shell, "-c", "-k", "6.12.10").succeeded()).isTrue();
        assertThat(stick.read("vmlinuz.old")).isEqualTo("kernel 6.12.9");
        assertThat(stick.path(FOLDER + "xen.old")).doesNotExist();
        assertThat(stick.path(FOLDER + "dom0.old")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource
    void aXenThatTheMenuDoesNotStartIsLeftOut(Shell shell) {
        stick.write("boot/efi/grub/grub.cfg", "linux /htg/default/vmlinuz\n");
        stick.install("6.12.10");
        assertThat(stick.run(shell, "-c", "-k", "6.12.10").succeeded()).isTrue();
        assertThat(stick.path(FOLDER + "xen.gz")).doesNotExist();
    }
}
