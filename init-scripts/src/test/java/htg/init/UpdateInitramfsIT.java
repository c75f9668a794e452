package htg.init;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.Command;
import htg.common.process.CommandResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kernel upgrades on a stick made of files. */
class UpdateInitramfsIT {
    private static final String FOLDER = FakeStick.FOLDER;
    private static final List<String> TIERS = List.of("miniroot", "buses", "rescue");

    @TempDir
    Path folder = Path.of("");

    private FakeStick stick = new FakeStick(folder);

    @BeforeEach
    void makeStick() {
        stick = FakeStick.in(folder);
        stick.write(
                "proc/mounts",
                "/dev/sda3 / btrfs rw,relatime,compress=zstd:3,subvolid=256,subvol=/ROOT/default 0 0\n/dev/sda2 "
                        + folder + "/boot/efi vfat rw 0 0\n");
        makeOldSet();
        stick.install("6.12.9");
    }

    @ParameterizedTest
    @EnumSource
    void putsTheNewestKernelThereAndKeepsTheOneBefore(Shell shell) {
        stick.install("6.12.10");
        assertThat(stick.run(shell, "-c", "-k", "6.12.10").succeeded()).isTrue();
        assertThat(stick.read("vmlinuz")).isEqualTo("kernel 6.12.10");
        assertThat(stick.read("vmlinuz.old")).isEqualTo("kernel 6.12.9");
        for (String tier : TIERS) {
            assertThat(stick.read(tier + ".img")).isEqualTo(tier + " of 6.12.10\n");
            assertThat(stick.read(tier + ".old")).isEqualTo(tier + " of 6.12.9");
        }
        assertThat(stick.path(FOLDER).toFile().list()).hasSize(8);
    }

    /** An upgrade of ZFS, say. */
    @ParameterizedTest
    @EnumSource
    void keepsWhatTheStickRunsFromWhenOnlyTheMinirootChanges(Shell shell) {
        stick.write(FOLDER + "vmlinuz.old", "kernel 6.12.8");
        stick.write(FOLDER + "miniroot.old", "miniroot of 6.12.8");
        assertThat(stick.run(shell, "-u").succeeded()).isTrue();
        for (String tier : TIERS) {
            assertThat(stick.read(tier + ".img")).isEqualTo(tier + " of 6.12.9\n");
            assertThat(stick.read(tier + ".old")).isEqualTo(tier + " of 6.12.9");
        }
        assertThat(stick.read("vmlinuz.old")).isEqualTo("kernel 6.12.9");
    }

    /** Two upgrades in a row: the first one has not shown that it boots. */
    @ParameterizedTest
    @EnumSource
    void keepsWhatTheStickRunsFromWhateverComesBeforeTheNextStart(Shell shell) {
        stick.install("6.12.10");
        assertThat(stick.run(shell, "-c", "-k", "6.12.10").succeeded()).isTrue();
        stick.install("6.12.11");
        assertThat(stick.run(shell, "-c", "-k", "6.12.11").succeeded()).isTrue();
        assertThat(stick.read("vmlinuz")).isEqualTo("kernel 6.12.11");
        assertThat(stick.read("vmlinuz.old")).isEqualTo("kernel 6.12.9");
    }

    @ParameterizedTest
    @EnumSource
    void keepsThePreviousKernelIfTheStickRunsFromThat(Shell shell) {
        stick.write(FOLDER + "vmlinuz.old", "kernel 6.12.8");
        stick.write("proc/cmdline", "BOOT_IMAGE=/htg/default/vmlinuz.old root=UUID=1\n");
        stick.install("6.12.10");
        assertThat(stick.run(shell, "-c", "-k", "6.12.10").succeeded()).isTrue();
        assertThat(stick.read("vmlinuz")).isEqualTo("kernel 6.12.10");
        assertThat(stick.read("vmlinuz.old")).isEqualTo("kernel 6.12.8");
    }

    /** The power failed while the new files took the place of the old ones: the menu boots the complete set. */
    @ParameterizedTest
    @EnumSource
    void finishesWhatAPowerCutLeftAndGoesOn(Shell shell) {
        stick.install("6.12.10");
        stick.write(FOLDER + "vmlinuz", "half a ker");
        for (String tier : TIERS) {
            stick.write(FOLDER + "next/" + tier + ".img", tier + " of 6.12.9");
        }
        stick.write(FOLDER + "next/vmlinuz", "kernel 6.12.9");
        stick.write(FOLDER + "next/complete", "");
        assertThat(stick.run(shell, "-c", "-k", "6.12.10").succeeded()).isTrue();
        assertThat(stick.read("vmlinuz")).isEqualTo("kernel 6.12.10");
        assertThat(stick.read("vmlinuz.old")).isEqualTo("kernel 6.12.9");
        assertThat(stick.path(FOLDER + "next")).doesNotExist();
    }

    /** The power fails at each operation on a file in turn, which leaves what it was to write torn. Busybox has its own cp. */
    @Test
    void aPowerCutAtAnyMomentLeavesACompleteSetToBoot() throws IOException {
        stick.install("6.12.10");
        for (String program : List.of("cp", "mv", "rm", "mkdir", "sync")) {
            writeProgram("bin/" + program, """
                    count=$(($(cat "${HTG_ROOT}/count") + 1))
                    echo "${count}" >"${HTG_ROOT}/count"
                    [ "${count}" -ne "$(cat "${HTG_ROOT}/cut")" ] || {
                        for target; do :; done
                        [ "${0##*/}" != cp ] || [ -d "${target}" ] || echo torn >"${target}"
                        kill -9 "${PPID}"
                        exit
                    }
                    exec /usr/bin/%s "$@"\
                    """.formatted(program));
        }
        int cut = 0;
        do {
            cut++;
            makeOldSet();
            stick.write(FOLDER + "vmlinuz.old", "kernel 6.12.8");
            TIERS.forEach(tier -> stick.write(FOLDER + tier + ".old", tier + " of 6.12.8"));
            stick.write("count", "0");
            stick.write("cut", Integer.toString(cut));
            stick.run(Shell.DASH, "-c", "-k", "6.12.10");
            assertThat(versionsToBoot()).as("cut " + cut).hasSize(1);
            assertThat(previousVersions()).as("cut " + cut).hasSizeLessThan(2);
        } while (Integer.parseInt(Files.readString(stick.path("count")).strip()) >= cut);
        assertThat(cut).isGreaterThan(15);
        assertThat(versionsToBoot()).containsExactly("6.12.10");
    }

    /** Of a stick that was just started. */
    private void makeOldSet() {
        Shell.RUNNER.check(Command.of(
                "rm",
                "-rf",
                stick.path(FOLDER).toString(),
                stick.path("run/htg").toString()));
        stick.write("proc/cmdline", "BOOT_IMAGE=/htg/default/vmlinuz root=UUID=1\n");
        stick.write(FOLDER + "vmlinuz", "kernel 6.12.9");
        for (String tier : TIERS) {
            stick.write(FOLDER + tier + ".img", tier + " of 6.12.9");
        }
    }

    /** The kernel versions that the files of the set which the menu boots are of. */
    private Set<String> versionsToBoot() {
        String set = Files.exists(stick.path(FOLDER + "next/complete")) ? "next/" : "";
        return versions(set + "vmlinuz", set, ".img");
    }

    /** Those of the set that the menu offers as the previous one, if it offers one. */
    private Set<String> previousVersions() {
        return Files.exists(stick.path(FOLDER + "vmlinuz.old")) ? versions("vmlinuz.old", "", ".old") : Set.of();
    }

    private Set<String> versions(String kernel, String set, String suffix) {
        Set<String> versions = new TreeSet<>(Set.of(stick.read(kernel).replace("kernel ", "")));
        for (String tier : TIERS) {
            versions.add(stick.read(set + tier + suffix).strip().replace(tier + " of ", ""));
        }
        return versions;
    }

    @ParameterizedTest
    @EnumSource
    void throwsAwayWhatAPowerCutLeftIncomplete(Shell shell) {
        stick.write(FOLDER + "next/vmlinuz", "half a ker");
        stick.write(FOLDER + "miniroot.keep", "half");
        assertThat(stick.run(shell, "-u").succeeded()).isTrue();
        assertThat(stick.read("vmlinuz")).isEqualTo("kernel 6.12.9");
        assertThat(stick.path(FOLDER).toFile().list()).hasSize(8).noneMatch(name -> name.matches("next|.*keep"));
    }

    @ParameterizedTest
    @EnumSource
    void goesBackToTheKernelThatIsLeft(Shell shell) {
        stick.write(FOLDER + "vmlinuz", "kernel 6.12.10");
        assertThat(stick.run(shell, "-d", "-k", "6.12.10").succeeded()).isTrue();
        assertThat(stick.read("vmlinuz")).isEqualTo("kernel 6.12.9");
    }

    @ParameterizedTest
    @EnumSource
    void leavesTheOldPairWhenTheMinirootCannotBeBuilt(Shell shell) {
        stick.install("6.12.10");
        stick.write("usr/lib/htg/miniroot/build", "#!/bin/sh\necho half >\"$2/buses.part\"\nexit 1\n");
        stick.path("usr/lib/htg/miniroot/build").toFile().setExecutable(true);
        CommandResult result = stick.run(shell, "-c", "-k", "6.12.10");
        assertThat(result.exitStatus()).isEqualTo(1);
        assertThat(result.errorTail()).contains("the stick boots as before");
        assertThat(stick.read("vmlinuz")).isEqualTo("kernel 6.12.9");
        assertThat(stick.path(FOLDER).toFile().list())
                .containsExactlyInAnyOrder("vmlinuz", "miniroot.img", "buses.img", "rescue.img");
    }

    @ParameterizedTest
    @EnumSource
    void takesNoKernelWithoutZfsWhereTheRootIsZfs(Shell shell) {
        makeRootZfs();
        stick.install("6.12.10");
        CommandResult result = stick.run(shell, "-c", "-k", "6.12.10");
        assertThat(result.succeeded()).isTrue();
        assertThat(result.errorTail())
                .contains("there is no ZFS for kernel 6.12.10")
                .contains("goes on booting the kernel it has")
                .contains("apt install zfs-dkms linux-headers-amd64");
        assertThat(stick.read("vmlinuz")).isEqualTo("kernel 6.12.9");
        assertThat(stick.read("miniroot.img")).isEqualTo("miniroot of 6.12.9");
        assertThat(stick.path(FOLDER).toFile().list()).hasSize(4);
    }

    @ParameterizedTest
    @EnumSource
    void takesTheNewestKernelThatHasZfs(Shell shell) {
        makeRootZfs();
        stick.install("6.12.10");
        stick.install("6.12.11");
        stick.write(
                "usr/lib/modules/6.12.10/modules.dep",
                "kernel/a.ko.xz:\nupdates/dkms/zfs.ko.xz: updates/dkms/spl.ko.xz\n");
        stick.write(
                "usr/lib/modules/6.12.11/modules.dep", "kernel/a.ko.xz:\nkernel/other.ko.xz: updates/dkms/zfs.ko.xz\n");
        CommandResult result = stick.run(shell, "-c", "-k", "6.12.11");
        assertThat(result.errorTail()).contains("no ZFS for kernel 6.12.11").contains("goes on booting 6.12.10");
        assertThat(stick.read("vmlinuz")).isEqualTo("kernel 6.12.10");
        stick.write("usr/lib/modules/6.12.11/modules.dep", "updates/dkms/zfs.ko.xz: updates/dkms/spl.ko.xz\n");
        result = stick.run(shell, "-u");
        assertThat(result.errorTail()).isEmpty();
        assertThat(stick.read("vmlinuz")).isEqualTo("kernel 6.12.11");
        assertThat(stick.read("vmlinuz.old")).isEqualTo("kernel 6.12.9");
    }

    /** Busybox's shell would take its own mount instead of the one on PATH. */
    @ParameterizedTest
    @EnumSource(names = "DASH")
    void bringsTheOtherStickOfAMirrorUpToDate(Shell shell) {
        makeMirror();
        stick.install("6.12.10");
        CommandResult result = stick.run(shell, "-c", "-k", "6.12.10");
        assertThat(result.succeeded()).as(result.errorTail()).isTrue();
        assertThat(result.output()).contains("the same on sdb2").doesNotContain("sda2");
        assertThat(readOther("vmlinuz")).isEqualTo("kernel 6.12.10");
        assertThat(readOther("vmlinuz.old")).isEqualTo("kernel 6.12.8");
        assertThat(readOther("buses.img")).isEqualTo("buses of 6.12.10\n");
        assertThat(stick.path("run/htg/esp")).isEmptyDirectory();
    }

    /** It was not plugged in when the kernel was upgraded. */
    @ParameterizedTest
    @EnumSource(names = "DASH")
    void bringsAStickInStepThatHasMissedAnUpgrade(Shell shell) {
        makeMirror();
        CommandResult result = stick.run(shell, "-s");
        assertThat(result.succeeded()).as(result.errorTail()).isTrue();
        assertThat(result.output()).contains("the same on sdb2");
        assertThat(readOther("vmlinuz")).isEqualTo("kernel 6.12.9");
        assertThat(readOther("vmlinuz.old")).isEqualTo("kernel 6.12.8");
        assertThat(readOther("rescue.img")).isEqualTo("rescue of 6.12.9");
        assertThat(stick.read("miniroot.img")).isEqualTo("miniroot of 6.12.9");
        assertThat(stick.run(shell, "-s").output()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = "DASH")
    void anOtherStickThatCannotBeWrittenIsNoFailure(Shell shell) {
        makeMirror();
        writeProgram("bin/mount", "exit 32");
        stick.install("6.12.10");
        CommandResult result = stick.run(shell, "-c", "-k", "6.12.10");
        assertThat(result.succeeded()).isTrue();
        assertThat(result.errorTail()).contains("/dev/htg/esps/sdb2 cannot be mounted; its stick boots as before");
        assertThat(stick.read("vmlinuz")).isEqualTo("kernel 6.12.10");
    }

    @ParameterizedTest
    @EnumSource
    void doesNothingWhereNoBootPartitionIsMounted(Shell shell) {
        stick.write("proc/mounts", "overlay / overlay rw 0 0\n");
        CommandResult result = stick.run(shell, "-c", "-k", "6.12.9");
        assertThat(result.succeeded()).isTrue();
        assertThat(result.output()).contains("nothing to do");
    }

    @ParameterizedTest
    @EnumSource
    void refusesWordsItDoesNotKnow(Shell shell) {
        assertThat(stick.run(shell, "-y").exitStatus()).isEqualTo(2);
        assertThat(stick.run(shell).exitStatus()).isEqualTo(1);
    }

    /** The other stick's boot partition is the folder "other", which mounting makes appear at the mount point. */
    private void makeMirror() {
        stick.write("dev/htg/esps/sda2", "");
        stick.write("dev/htg/esps/sdb2", "");
        stick.write("other/htg/default/vmlinuz", "kernel 6.12.8");
        stick.write("other/htg/default/miniroot.img", "miniroot of 6.12.8");
        writeProgram("bin/mount", "rmdir \"$6\" && mv \"${HTG_ROOT}/other\" \"$6\"");
        writeProgram("bin/umount", "mv \"$1\" \"${HTG_ROOT}/other\" && mkdir \"$1\"");
    }

    private void writeProgram(String path, String line) {
        stick.write(path, "#!/bin/sh\n" + line + "\n");
        assertThat(stick.path(path).toFile().setExecutable(true)).isTrue();
    }

    private String readOther(String name) {
        try {
            return Files.readString(stick.path("other/htg/default/" + name));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void makeRootZfs() {
        stick.write(
                "proc/mounts",
                "tank/ROOT/default / zfs rw,noatime,xattr,posixacl 0 0\n/dev/sda2 " + folder
                        + "/boot/efi vfat rw 0 0\n");
    }
}
