package htg.fsimage.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.boot.kernel.KernelFiles;
import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.FileSystemInfo;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Node;
import htg.fsimage.inspect.Inspection.Firmware;
import htg.fsimage.inspect.Inspection.Loader;
import htg.fsimage.inspect.Needs.Answer;
import htg.fsimage.inspect.Needs.Way;
import htg.fsimage.inspect.OperatingSystem.Kind;
import htg.fsimage.mounts.Mounted;
import htg.fsimage.mounts.Mounts;
import htg.fsimage.mounts.Place;
import htg.fsimage.testkit.MemoryTree;
import htg.fsimage.testkit.Watch;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InspectorTest {
    private final SampleDisk disk = new SampleDisk();
    private final MemoryTree root = disk.root();
    private final MemoryTree esp = disk.esp();

    private Inspection inspect(Part... parts) throws IOException {
        return disk.inspect(parts);
    }

    private OperatingSystem system() throws IOException {
        return inspect().systems().get(0);
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
        Inspection inspection = inspect(SampleDisk.bootRecord("GRUB \0Geom\0Hard Disk\0Read\0 Error\r\n"));
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
        assertThat(needs.of(Way.KVM).reasons()).contains("It is for machines of the architecture x86_64.");
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
        "/etc/debian_version, squeeze/sid, debian, debian, ''",
        "/etc/lsb-release, 'DISTRIB_ID=Ubuntu|DISTRIB_RELEASE=10.04|DISTRIB_DESCRIPTION=\"Ubuntu 10.04.4 LTS\"', ubuntu, debian, 10.04",
        "/etc/arch-release, '', arch, arch, ''",
        "/etc/os-release, ID=rocky, rocky, redhat, ''"
    })
    void knowsDistributionsByTheirOwnFiles(String file, String text, String id, String family, String version)
            throws IOException {
        root.file(file, text.replace('|', '\n') + "\n");
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
        Inspection inspection = inspect(Part.disk(
                "disk", SampleDisk.sectors(0, "3\u00c0\u008e\u00d0\u00bc\0|\u00fb Invalid partition table"), ""));
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
    void aSectorThatCannotBeReadIsToldAndHidesNothing() throws IOException {
        Volume damaged = new Volume() {
            @Override
            public long size() {
                return 8192;
            }

            @Override
            public void read(long offset, ByteBuffer into) throws IOException {
                throw new CorruptFileSystemException("cluster", 0, "it is damaged");
            }

            @Override
            public void close() {}
        };
        debian();
        Inspection inspection = inspect(Part.disk("disk", damaged, ""), Part.partition("sda3", damaged, "", "", false));
        assertThat(inspection.systems()).hasSize(1);
        assertThat(inspection.problems()).anyMatch(problem -> problem.contains("boot loader of disk cannot be read"));
    }

    @Test
    void cloudInitsListMayTakeSeveralLines() throws IOException {
        debian();
        root.file("/etc/cloud/cloud.cfg.d/91.cfg", "a: 1\ndatasource_list:  # these\n  - Ec2\n  - 'None'\nb:\n  - c\n");
        assertThat(system().cloud().datasources()).containsExactly("Ec2", "None");
        root.file("/etc/cloud/cloud.cfg.d/92.cfg", "datasource_list: [ Azure,\n  NoCloud ]\nb: 1\n");
        assertThat(system().cloud().datasources()).containsExactly("Azure", "NoCloud");
        assertThat(system().cloud().disabled()).isFalse();
        root.file("/etc/cloud/cloud-init.disabled", "");
        assertThat(system().cloud().disabled()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "4.9.0-19-amd64, CONFIG_XEN=y, yes, no",
        "3.10.0-1160.el7.x86_64, CONFIG_XEN=y|CONFIG_XEN_PVH=y, yes, no",
        "4.14.0, CONFIG_XEN=y|CONFIG_XEN_PVH=y, no, yes",
        "6.1.0, CONFIG_XEN_PV=y|CONFIG_PVH=y, yes, yes",
        "6.1.0, CONFIG_XEN=y, no, no",
        "custom, CONFIG_XEN=y, no, no",
        "6.1.0, # nothing is set, unknown, unknown"
    })
    void aConfigurationSaysHowXenMayStartTheKernel(String release, String config, String pv, String pvh)
            throws IOException {
        root.file("/boot/vmlinuz-" + release, KernelFiles.bzImage(release))
                .file("/boot/config-" + release, config.replace('|', '\n') + "\n");
        assertThat(inspect().kernels()).singleElement().satisfies(kernel -> {
            assertThat(kernel.paravirtualized()).isEqualTo(pv);
            assertThat(kernel.pvh()).isEqualTo(pvh);
        });
    }

    @Test
    void withoutAConfigurationTheKernelItselfIsAsked() throws IOException {
        root.file(
                "/boot/vmlinuz-linux",
                KernelFiles.bzImage("6.13.1-arch1", KernelFiles.gzip(KernelFiles.elf("6.13.1"))));
        assertThat(inspect().needs().of(Way.XEN_PV).answer()).isEqualTo(Answer.YES);
        root.file("/usr/lib/modules/6.13.1-arch1/x", "").file("/lib/modules/6.13.1-arch1/config", "CONFIG_PVH=y\n");
        assertThat(inspect().needs().of(Way.XEN_PV).answer()).isEqualTo(Answer.NO);
        assertThat(inspect().needs().of(Way.XEN_PVH).answer()).isEqualTo(Answer.YES);
    }

    @Test
    void aKernelThatOnlyAMenuNamesCountsForWhatIsNeeded() throws IOException {
        esp.file("/loader/entries/a.conf", "title A\nlinux /m/1/linux\n")
                .file("/m/1/linux", KernelFiles.bzImage("6.1.0"));
        root.file("/lib/modules/6.1.0/modules.dep", "a.ko:" + " x.ko".repeat(300_000) + "\nk/virtio_blk.ko.xz:\n");
        assertThat(inspect().kernels()).extracting(Inspection.Kernel::place).containsExactly("sda1:/m/1/linux");
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

    /** A folder or link of which only the names in it can be read. */
    private record Fragile(Attributes attributes, Map<String, Node> children) implements Node {
        static Node folder(String name, Node child) {
            return new Fragile(Attributes.of(FileType.FOLDER, 1, 0), Map.of(name, child));
        }

        @Override
        public Optional<Node> child(String name) {
            return Optional.ofNullable(children.get(name));
        }

        @Override
        public String target() throws IOException {
            throw new CorruptFileSystemException("inode", 7, "its link is damaged");
        }
    }

    @Test
    void aDamagedLinkSpoilsNothingElse() throws IOException {
        Node link = new Fragile(Attributes.of(FileType.LINK, 2, 9), Map.of());
        Node top = Fragile.folder("sbin", Fragile.folder("init", link));
        FileSystem damaged = new FileSystem() {
            @Override
            public FileSystemInfo info() {
                return FileSystemInfo.of("ext4", "", "d", 1 << 20, -1);
            }

            @Override
            public Node root() {
                return top;
            }
        };
        Mounts mounts = Mounts.of(List.of(Mounted.of("sda1", damaged, Place.wholeDisk(0))));
        Inspection inspection = Inspector.inspect(mounts, List.of());
        assertThat(inspection.systems()).extracting(OperatingSystem::init).containsExactly("");
        assertThat(inspection.problems()).anyMatch(problem -> problem.contains("its link is damaged"));
    }

    @Test
    void aProgramWithADamagedHeaderSpoilsNothingElse() throws IOException {
        debian();
        byte[] shell = KernelFiles.elf("no kernel");
        Arrays.fill(shell, 32, 40, (byte) -1);
        root.file("/usr/bin/dash", shell).file("/boot/vmlinux-5", shell);
        assertThat(system().architecture()).isEqualTo("x86_64");
    }

    @Test
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
        try (Watch watch = new Watch()) {
            for (int number = 0; number < Integer.getInteger("htg.test.mutants", 300); number++) {
                debian();
                for (int change = random.nextInt(3); change >= 0; change--) {
                    byte[] bytes = new byte[random.nextInt(3000)];
                    random.nextBytes(bytes);
                    root.file(files[random.nextInt(files.length)], bytes);
                }
                watch.run(() -> assertThat(inspect().systems()).isNotNull());
            }
        }
    }
}
