package htg.cli.journey;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.io.Digests;
import htg.common.process.Command;
import htg.common.process.CommandResult;
import htg.common.process.CommandRunner;
import htg.common.process.SystemCommandRunner;
import htg.testvm.check.Check;
import htg.testvm.check.Injection;
import htg.testvm.machine.Accelerator;
import htg.testvm.qemu.StickImage;
import htg.testvm.stick.StickCopy;
import htg.testvm.stick.StickParts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kernel, or ZFS, is upgraded by apt on a stick that runs: the new one boots next, and the one before still boots. */
class KernelUpgradeIT {
    private static final CommandRunner RUNNER = new SystemCommandRunner(command -> {});

    /** Another kernel file, and fewer modules: unpacking and indexing them is what takes long in a machine without KVM. */
    private static final String NEXT_KERNEL = """
            printf 'another kernel' >>"$(echo boot/vmlinuz-*)"
            cd usr/lib/modules/*/kernel
            rm -rf net sound
            (cd fs && rm -rf 9p afs bcachefs ceph dlm f2fs gfs2 jffs2 jfs nfs nfsd nilfs2 ocfs2 orangefs reiserfs smb ubifs udf)
            cd drivers
            rm -rf accel atm bluetooth comedi crypto edac fpga gpu hwmon iio infiniband isdn leds media mtd net nfc platform
            rm -rf power ptp rtc soundwire staging target thermal w1 watchdog
            cd ../../../../../..
            """;

    /** The package that always depends on the newest kernel. */
    private static final String NEXT_DEPENDENCY = "sed -i 's/(= \\([^)]*\\))/(= \\1+htg1)/' DEBIAN/control";

    /** Modules that say another version of themselves. */
    private static final String NEXT_ZFS = """
            cd usr/lib/modules/*/updates/dkms
            unxz zfs.ko.xz
            LC_ALL=C sed -i 's/\\x00version=2\\./\\x00version=9./' zfs.ko
            xz --check=crc32 zfs.ko
            cd ../../../../../..
            """;

    /** Chooses the third entry, behind the one for USB ports. A dialogue is over, and so is the boot, when it has its answers. */
    private static final String PREVIOUS = """
            - {expect: HTG-STAGE grub start}
            - {send: '\\x1b[B\\x1b[B\\r'}
            - {expect: Loading /htg/default/vmlinuz.old ..., within: 60s}
            - {expect: HTG-STAGE base start, within: 180s}
            """;

    /** The entry of an upgrade comes second and is the default then; the one for USB ports and the shell follow it. */
    private static final String RESCUE = """
            - {expect: HTG-STAGE grub start}
            - {send: '\\x1b[B\\x1b[B\\r'}
            - {expect: Loading /htg/default/next/vmlinuz ..., within: 60s}
            - {expect: Loading /htg/default/next/rescue.img ..., within: 60s}
            - {expect: Stopped before stage discover, within: 120s}
            """;

    private static Optional<StickImage> image = Optional.empty();

    @BeforeAll
    static void provideTheStick() {
        Htg.requireBuildTools();
        Htg.requireMachines();
        Htg.requireStickTools();
        image = Optional.of(Stick.image());
    }

    /** The power failed while the new files took the place of the old ones, and left a torn kernel there. */
    @Test
    void theRescueShellIsThatOfAnUpgradeThatIsCompleteAndNotInItsPlace(@TempDir Path folder) throws IOException {
        StickParts stick = StickParts.of(image.orElseThrow());
        Path cut = folder.resolve("cut.img");
        StickCopy.make(RUNNER, stick, cut, copy -> {
            for (String name : List.of("vmlinuz", "miniroot.img", "buses.img", "rescue.img")) {
                copy.write("/htg/default/next/" + name, stick.file("/htg/default/" + name));
            }
            copy.write("/htg/default/next/complete", new byte[0]);
            copy.write("/htg/default/vmlinuz", "torn".getBytes(StandardCharsets.US_ASCII));
        });
        boots(folder, cut, "rescue", RESCUE);
    }

    @Test
    void theNewKernelBootsNextAndTheOneBeforeStillBoots(@TempDir Path folder) throws IOException {
        Path stick = copy(image.orElseThrow(), folder);
        String kernel = digest(stick, "vmlinuz");
        Path packages = folder.resolve("archive");
        PackageServer.addNextVersion(fetched("linux-image-[0-9].*\\.deb"), NEXT_KERNEL, packages);
        PackageServer.addNextVersion(fetched("linux-image-amd64_.*\\.deb"), NEXT_DEPENDENCY, packages);
        try (PackageServer archive = PackageServer.of(packages)) {
            String console = run(stick, Check.of("upgrade", upgrade(archive)), folder);
            assertThat(console).contains("HTG-CHECK upgrade ok");
            assertThat(digest(stick, "vmlinuz")).as(console).isNotEqualTo(kernel);
        }
        assertThat(digest(stick, "vmlinuz.old")).isEqualTo(kernel);
        assertThat(boots(folder, stick, "next", "")).contains("Loading /htg/default/vmlinuz ...");
        boots(folder, stick, "previous", PREVIOUS);
    }

    /** DKMS would have compiled the modules on the stick, which takes an hour in a machine without KVM. */
    @Test
    void theNewModulesOfZfsAreLoadedNextAndTheOnesBeforeAreStillThere(@TempDir Path folder) throws IOException {
        Path stick = copy(Stick.ofZfs(), folder);
        String ramdisk = digest(stick, "miniroot.img");
        Path packages = folder.resolve("archive");
        PackageServer.addNextVersion(fetched("htg-zfs-modules_.*\\.deb"), NEXT_ZFS, packages);
        PackageServer.addNextVersion(fetched("zfsutils-linux_.*\\.deb"), "", packages);
        try (PackageServer archive = PackageServer.of(packages)) {
            assertThat(run(stick, Check.of("upgrade", upgrade(archive)), folder))
                    .contains("HTG-CHECK upgrade ok");
        }
        assertThat(digest(stick, "miniroot.old")).isEqualTo(ramdisk);
        Check loaded = Check.of("new-modules", "grep '^9' /sys/module/zfs/version");
        assertThat(run(stick, loaded, folder)).contains("HTG-CHECK new-modules ok");
        boots(folder, stick, "previous", PREVIOUS);
    }

    private static Path copy(StickImage stick, Path folder) {
        Path copy = folder.resolve("upgraded.img");
        RUNNER.check(Command.of("cp", "--sparse=always", stick.path().toString(), copy.toString()));
        return copy;
    }

    private static String upgrade(PackageServer archive) {
        return """
                # at most 900 s
                set -e
                /usr/lib/systemd/systemd-networkd-wait-online --any --ipv4 --timeout=120
                rm -f /etc/apt/sources.list.d/*
                echo '%s' >/etc/apt/sources.list
                apt-get -q -o APT::Update::Error-Mode=any update
                DEBIAN_FRONTEND=noninteractive apt-get -q -y upgrade
                dpkg --audit
                """.formatted(archive.source());
    }

    /** Boots the image itself, writable, runs a check in it and lets it go off; returns what the console said. */
    private static String run(Path stick, Check check, Path folder) throws IOException {
        Path serial = folder.resolve("serial.log");
        List<String> options = new ArrayList<>();
        for (Path credential :
                Injection.of(List.of(check)).writeTo(Files.createDirectories(folder.resolve("checks")))) {
            options.addAll(List.of("-smbios", "type=11,path=" + credential));
        }
        RUNNER.check(Command.of("qemu-system-x86_64", "-nodefaults", "-machine", "q35", "-m", "1024")
                .with(Accelerator.TCG.arguments())
                .with("-display", "none", "-no-reboot", "-serial", "file:" + serial)
                .with("-drive", "if=virtio,format=raw,file=" + stick)
                .with("-nic", "user,model=virtio-net-pci")
                .with(options)
                .within(Duration.ofMinutes(25)));
        return Files.readString(serial, StandardCharsets.ISO_8859_1);
    }

    /** The package of this name that was fetched, or made, last for a stick. */
    private static Path fetched(String name) throws IOException {
        try (Stream<Path> packages = Files.list(Htg.CACHE.resolve("debs"))) {
            return packages.filter(file -> file.getFileName().toString().matches(name))
                    .max(Comparator.comparing(file -> file.toFile().lastModified()))
                    .orElseThrow();
        }
    }

    /** Boots an image as far as the base, and returns what the serial port said. */
    private static String boots(Path folder, Path stick, String name, String dialogue) throws IOException {
        Path matrix = Files.writeString(
                folder.resolve(name + ".yaml"), "name: " + name + "\ninclude: [bios/virtio-blk]\nuntil: base\n");
        List<String> arguments = new ArrayList<>(List.of("test", stick.toString(), "--matrix", matrix.toString()));
        arguments.addAll(List.of("--report", name));
        if (!dialogue.isEmpty()) {
            Path file = Files.writeString(folder.resolve(name + "-dialogue.yaml"), dialogue);
            arguments.addAll(List.of("--dialogue", file.toString()));
        }
        CommandResult test = new Htg(folder).run(arguments.toArray(String[]::new));
        assertThat(test.exitStatus()).as(test.output() + test.errorTail()).isZero();
        return Files.readString(folder.resolve(name + "/bios-virtio-blk/serial.log"), StandardCharsets.ISO_8859_1);
    }

    /** The digest of a file of the boot environment. */
    private static String digest(Path stick, String name) {
        return Digests.sha256(StickParts.of(StickImage.at(stick)).file("/htg/default/" + name));
    }
}
