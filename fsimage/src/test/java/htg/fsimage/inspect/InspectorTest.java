package htg.fsimage.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.boot.kernel.KernelFiles;
import htg.fsimage.inspect.Inspection.Firmware;
import htg.fsimage.inspect.Inspection.Loader;
import htg.fsimage.inspect.Needs.Answer;
import htg.fsimage.inspect.Needs.Way;
import htg.fsimage.inspect.OperatingSystem.Kind;
import htg.fsimage.mounts.Mounted;
import htg.fsimage.mounts.Mounts;
import htg.fsimage.mounts.Place;
import htg.fsimage.testkit.MemoryTree;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InspectorTest {
    private final MemoryTree root = new MemoryTree().named("ext4", "", "u");
    private final MemoryTree esp = new MemoryTree().named("vfat", "", "v");

    private Inspection inspect(Volume... disks) throws IOException {
        Mounts mounts = Mounts.of(List.of(
                Mounted.of("sda1", esp, Place.partition(0, Place.Table.GPT, 1).forEfi()),
                Mounted.of("sda2", root, Place.partition(0, Place.Table.GPT, 2))));
        return Inspector.inspect(mounts, List.of(disks));
    }

    private OperatingSystem system() throws IOException {
        return inspect().systems().get(0);
    }

    private static Volume bootRecord(String text) {
        byte[] sector = new byte[1024];
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, sector, 100, bytes.length);
        sector[510] = 0x55;
        sector[511] = (byte) 0xAA;
        return Volume.of(sector);
    }

    private void debian() {
        root.file(
                        "/usr/lib/os-release",
                        "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nID=debian\nVERSION_ID=\"12\"\nNAME='De\\\"b'\n")
                .link("/etc/os-release", "../usr/lib/os-release")
                .file("/etc/hostname", "box\n")
                .file("/etc/fstab", "UUID=u / ext4 ro 0 1\nUUID=v /boot/efi vfat umask=0077 0 1\n")
                .file("/usr/bin/dash", KernelFiles.elf("no kernel"))
                .link("/bin", "usr/bin")
                .link("/usr/bin/sh", "dash")
                .file("/usr/lib/systemd/systemd", "x")
                .link("/sbin/init", "/lib/systemd/systemd")
                .file("/var/lib/dpkg/status", "")
                .file("/usr/bin/apt-get", "")
                .file("/etc/cloud/cloud.cfg", "users:\n - default\ndatasource_list: [ None ]\n")
                .file("/etc/cloud/cloud.cfg.d/90_dpkg.cfg", "datasource_list: [ NoCloud, 'ConfigDrive' ]\n")
                .folder("/var/lib/cloud/seed/nocloud")
                .file("/boot/vmlinuz-6.1.0-18-amd64", KernelFiles.bzImage("6.1.0-18-amd64"))
                .file("/boot/initrd.img-6.1.0-18-amd64", "ramdisk")
                .file(
                        "/boot/config-6.1.0-18-amd64",
                        "CONFIG_XEN_PV=y\nCONFIG_PVH=y\nCONFIG_VIRTIO_BLK=m\n# CONFIG_X is not set\n")
                .file("/lib/modules/6.1.0-18-amd64/modules.dep", "kernel/drivers/net/virtio_net.ko:\n")
                .file("/boot/grub/grub.cfg", "menuentry Debian { linux /boot/vmlinuz-6.1.0-18-amd64 }\n");
    }

    @Test
    void tellsAllOfADebian() throws IOException {
        debian();
        Map<String, byte[]> sections = new LinkedHashMap<>();
        sections.put("mods", new byte[10]);
        sections.put(
                ".sbat", "sbat,1,x\ngrub,3,Free Software Foundation,grub,2.06,x\n".getBytes(StandardCharsets.UTF_8));
        esp.file("/EFI/debian/grubx64.efi", KernelFiles.program(sections)).file("/EFI/BOOT/BOOTX64.EFI", "damaged");
        Inspection inspection = inspect(bootRecord("GRUB \0Geom\0Hard Disk\0Read\0 Error\r\n"));
        OperatingSystem system = inspection.systems().get(0);
        assertThat(system.kind()).isEqualTo(Kind.LINUX);
        assertThat(system.place()).isEqualTo("sda2:/");
        assertThat(system.name()).isEqualTo("Debian GNU/Linux 12 (bookworm)");
        assertThat(system.family()).isEqualTo("debian");
        assertThat(system.hostname()).isEqualTo("box");
        assertThat(system.architecture()).isEqualTo("x86_64");
        assertThat(system.init()).isEqualTo("systemd");
        assertThat(system.packages()).isEqualTo("apt");
        assertThat(system.cloud().datasources()).containsExactly("NoCloud", "ConfigDrive");
        assertThat(system.cloud().seeds()).containsExactly("/var/lib/cloud/seed/nocloud");
        assertThat(system.mounts()).hasSize(2);
        assertThat(inspection.loaders())
                .contains(
                        new Loader("GRUB 2", "master boot record", Firmware.BIOS),
                        new Loader("GRUB 2", "sda1:/EFI/debian/grubx64.efi", Firmware.UEFI),
                        new Loader("default EFI program", "sda1:/EFI/BOOT/BOOTX64.EFI", Firmware.UEFI));
        Inspection.Kernel kernel = inspection.kernels().get(0);
        assertThat(kernel.version()).isEqualTo("6.1.0-18-amd64");
        assertThat(kernel.ramdisks())
                .containsExactly(new Inspection.Ramdisk("sda2:/boot/initrd.img-6.1.0-18-amd64", 7));
        assertThat(kernel.drivers()).containsExactly("virtio_blk", "virtio_net");
        Needs needs = inspection.needs();
        assertThat(needs.firmware()).isEqualTo("BIOS or UEFI");
        assertThat(needs.diskBus()).isEqualTo("virtio");
        for (Way way : Way.values()) {
            assertThat(needs.of(way).answer()).as(way.name()).isEqualTo(Answer.YES);
            assertThat(needs.of(way).reasons()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/etc/redhat-release, CentOS release 6.10 (Final), centos, redhat, 6.10",
        "/etc/redhat-release, Red Hat Enterprise Linux Server release 5.11 (Tikanga), rhel, redhat, 5.11",
        "/etc/SuSE-release, openSUSE 13.1 (x86_64), suse, suse, 13.1",
        "/etc/alpine-release, 3.19.1, alpine, alpine, 3.19.1",
        "/etc/debian_version, 7.8, debian, debian, 7.8",
        "/etc/arch-release, '', arch, arch, ''",
        "/etc/os-release, ID=rocky, rocky, redhat, ''"
    })
    void knowsDistributionsByTheirOwnFiles(String file, String text, String id, String family, String version)
            throws IOException {
        root.file(file, text + "\n");
        assertThat(system().distribution()).isEqualTo(id);
        assertThat(system().family()).isEqualTo(family);
        assertThat(system().version()).isEqualTo(version);
    }

    @Test
    void knowsWindowsWhateverTheCaseOfItsNames() throws IOException {
        Map<String, byte[]> sections = new LinkedHashMap<>();
        sections.put(".rsrc", "xxProductVersion\0\00010.0.20348.1\0Translation".getBytes(StandardCharsets.UTF_16LE));
        root.file("/WINDOWS/system32/NTOSKRNL.EXE", KernelFiles.program(sections))
                .file("/bootmgr", "x");
        Inspection inspection = inspect(bootRecord("Invalid partition table"));
        OperatingSystem system = inspection.systems().get(0);
        assertThat(system.kind()).isEqualTo(Kind.WINDOWS);
        assertThat(system.version()).isEqualTo("10.0.20348.1");
        assertThat(system.architecture()).isEqualTo("x86_64");
        assertThat(inspection.needs().diskBus()).isEqualTo("sata");
        assertThat(inspection.needs().of(Way.CONTAINER).answer()).isEqualTo(Answer.NO);
        assertThat(inspection.needs().of(Way.CONTAINER).reasons())
                .containsExactly("It is Windows, which cannot run as a container of Linux.");
        assertThat(inspection.loaders()).extracting(Loader::name).contains("Windows Boot Manager", "Windows boot code");
        root.file("/Windows2/x", "").file("/WINDOWS/system32/drivers/VIOSTOR.SYS", "x");
        assertThat(inspect().needs().diskBus()).isEqualTo("virtio");
    }

    @Test
    void knowsOtherUnixesAndInstallers() throws IOException {
        root.file("/bin/freebsd-version", "#!/bin/sh\nUSERLAND_VERSION=\"13.2-RELEASE-p4\"\n");
        assertThat(system().name()).isEqualTo("FreeBSD 13.2-RELEASE-p4");
        esp.file("/netbsd", "k").file("/etc/release", "NetBSD 9.3/amd64\n");
        assertThat(system().version()).isEqualTo("9.3");
        assertThat(system().kind()).isEqualTo(Kind.NETBSD);
    }

    @ParameterizedTest
    @CsvSource({
        "/.disk/info, Debian GNU/Linux 12.5.0 Bookworm, INSTALLER, debian",
        "/.treeinfo, 'family = Fedora|version = 39', INSTALLER, fedora",
        "/SOURCES/BOOT.WIM, x, INSTALLER, windows",
        "/bsd, x, OPENBSD, openbsd",
        "/etc/release, OmniOS v11 r151046, SOLARIS, omnios"
    })
    void knowsMediaAndRarerSystems(String file, String text, Kind kind, String id) throws IOException {
        root.file(file, text.replace('|', '\n'));
        assertThat(system().kind()).isEqualTo(kind);
        assertThat(system().distribution()).isEqualTo(id);
        assertThat(inspect().needs().of(Way.KVM).answer()).isEqualTo(Answer.NO);
    }

    @Test
    void anEmptyImageHasNothing() throws IOException {
        Inspection inspection = inspect();
        assertThat(inspection.systems()).isEmpty();
        assertThat(inspection.needs().firmware()).isEqualTo("none");
        assertThat(inspection.needs().of(Way.XEN_PV).answer()).isEqualTo(Answer.NO);
    }

    @Test
    @Timeout(200)
    void damagedFilesSpoilNothingElse() throws IOException {
        Random random = new Random(6);
        String[] files = {
            "/usr/lib/os-release",
            "/etc/hostname",
            "/etc/fstab",
            "/etc/cloud/cloud.cfg",
            "/boot/grub/grub.cfg",
            "/usr/bin/dash",
            "/boot/config-6.1.0-18-amd64",
            "/boot/vmlinuz-6.1.0-18-amd64",
            "/bin/freebsd-version",
            "/etc/release",
            "/.treeinfo",
            "/Windows/System32/ntoskrnl.exe",
            "/.disk/info",
            "/etc/redhat-release"
        };
        for (int number = 0; number < Integer.getInteger("htg.test.mutants", 300) / 3; number++) {
            debian();
            for (int change = random.nextInt(3); change >= 0; change--) {
                byte[] bytes = new byte[random.nextInt(3000)];
                random.nextBytes(bytes);
                root.file(files[random.nextInt(files.length)], bytes);
            }
            assertThat(inspect().systems()).isNotNull();
        }
    }
}
