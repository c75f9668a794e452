package htg.fsimage.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.boot.BootChoice.Source;
import htg.fsimage.boot.entry.BootFile;
import htg.fsimage.boot.kernel.KernelFiles;
import htg.fsimage.mounts.Mounted;
import htg.fsimage.mounts.Mounts;
import htg.fsimage.mounts.Place;
import htg.fsimage.testkit.MemoryTree;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BootFinderTest {
    private final MemoryTree root = new MemoryTree()
            .named("ext4", "rootfs", "1-2-3")
            .file("/etc/fstab", "UUID=1-2-3 / ext4 errors=remount-ro 0 1\n")
            .file("/sbin/init", "x");
    private final MemoryTree esp = new MemoryTree().named("vfat", "", "AA-BB");

    private Mounts mounts() throws IOException {
        return Mounts.of(List.of(
                Mounted.of("sda1", esp, Place.partition(0, Place.Table.GPT, 1).forEfi()),
                Mounted.of("sda2", root, Place.partition(0, Place.Table.GPT, 2).named("guid-2", "root"))));
    }

    private BootFindings find(BootRequest request) throws IOException {
        return BootFinder.find(mounts(), request);
    }

    private BootChoice choice() throws IOException {
        return find(BootRequest.DEFAULT).choice().orElseThrow();
    }

    private static List<String> paths(List<BootFile> files) {
        return files.stream().map(BootFile::path).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "/boot/vmlinuz-6.1.0-10-amd64, /boot/initrd.img-6.1.0-10-amd64, /boot/vmlinuz-6.1.0-9-amd64, 6.1.0",
        "/boot/vmlinuz-6.1.0-10.el9, /boot/initramfs-6.1.0-10.el9.img, /boot/vmlinuz-0-rescue-5f, 6.1.0-10.el9",
        "/boot/vmlinuz-linux, /boot/initramfs-linux.img, /boot/initramfs-linux-fallback.img, 6.9.1-arch1",
        "/boot/vmlinuz-virt, /boot/initramfs-virt, /boot/config-virt, 6.6.1-0-virt",
        "/boot/vmlinuz-6.4.0-default, /boot/initrd-6.4.0-default, /boot/initrd-6.4.0-default-kdump, 6.4.0-default",
        "/boot/kernel-6.6.2-gentoo, /boot/initramfs-6.6.2-gentoo.img, /boot/kernel-6.6.1-gentoo, 6.6.2-gentoo",
        "/boot/kernel-genkernel-x86_64-6.6.2, /boot/initramfs-genkernel-x86_64-6.6.2, /boot/System.map, 6.6.2",
        "/boot/vmlinuz, /boot/initrd.img, /boot/System.map, 5.0.0",
        "/boot/bzImage, /boot/initramfs-5.0.0.img, /boot/System.map, 5.0.0"
    })
    void findsPairsAsDistributionsNameThem(String kernel, String ramdisk, String other, String release)
            throws IOException {
        root.file(
                other,
                other.contains("vmlinuz")
                        ? KernelFiles.bzImage(other.contains("-9-") ? "6.0.1" : "7.0.0-x")
                        : "x".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        root.file(kernel, KernelFiles.bzImage(release)).file(ramdisk, "i");
        BootChoice choice = choice();
        assertThat(choice.kernel().path()).isEqualTo(kernel);
        assertThat(paths(choice.ramdisks())).containsExactly(ramdisk);
        assertThat(choice.commandLine()).isEqualTo("root=UUID=1-2-3 ro");
        assertThat(choice.source()).isEqualTo(Source.FILES);
        assertThat(choice.facts().orElseThrow().release()).isEqualTo(release);
        assertThat(choice.reason())
                .startsWith("No boot loader's configuration can be used, sda2:" + kernel)
                .endsWith("from /etc/fstab.");
    }

    @ParameterizedTest
    @CsvSource({
        "vmlinuz-6.1.0-1, initrd.img-6.1.0-10, 6.1.0-1",
        "vmlinuz-6.1.0, initrd.img-6.1.0-13-amd64, 6.1.0",
        "vmlinuz-5.10.1, initrd-15.10.1, 5.10.1",
        "vmlinuz-linux, initramfs-linux-lts.img, 6.9.1-arch1",
        "vmlinuz-lts, initramfs-virt-lts-old, 6.6.1-0-lts"
    })
    void aRamdiskOfAnotherKernelIsNotTaken(String kernel, String ramdisk, String release) throws IOException {
        root.file("/boot/" + kernel, KernelFiles.bzImage(release)).file("/boot/" + ramdisk, "i");
        assertThat(choice().ramdisks()).isEmpty();
    }

    @Test
    void theRootIsThatOfTheSystemWhoseKernelItIs() throws IOException {
        root.file("/etc/os-release", "ID=old").file("/bin/sh", "x").file("/lib/modules/1.0/modules.dep", "");
        MemoryTree other = new MemoryTree().named("ext4", "", "4-5-6").file("/sbin/init", "x");
        other.file("/boot/vmlinuz-2.0", KernelFiles.bzImage("2.0")).file("/boot/initrd.img-2.0", "i");
        MemoryTree boot = new MemoryTree().named("ext4", "", "7");
        Mounts both = Mounts.of(List.of(
                Mounted.of("sda1", boot, Place.partition(0, Place.Table.GPT, 1)),
                Mounted.of("sda2", root, Place.partition(0, Place.Table.GPT, 2)),
                Mounted.of("sda3", other, Place.partition(0, Place.Table.GPT, 3))));
        assertThat(BootFinder.find(both, BootRequest.DEFAULT)
                        .choice()
                        .orElseThrow()
                        .commandLine())
                .isEqualTo("root=UUID=4-5-6 ro");
        boot.file("/vmlinuz-3.0", KernelFiles.bzImage("3.0")).file("/initrd.img-3.0", "i");
        other.folder("/usr/lib/modules/3.0");
        assertThat(BootFinder.find(both, BootRequest.DEFAULT)
                        .choice()
                        .orElseThrow()
                        .commandLine())
                .isEqualTo("root=UUID=4-5-6 ro");
        assertThat(BootFinder.find(both, BootRequest.DEFAULT.kernel("sda3:/boot/vmlinuz-2.0"))
                        .choice()
                        .orElseThrow()
                        .commandLine())
                .isEqualTo("root=UUID=4-5-6 ro");
    }

    @Test
    void kernelsThatOnlyAMenuNamesAreAmongThoseThatAreThere() throws IOException {
        esp.file(
                        "/loader/entries/m-6.9.9.conf",
                        "title A\nlinux /m/6.9.9/linux\ninitrd /m/6.9.9/initrd\noptions root=x\n")
                .file("/m/6.9.9/linux", KernelFiles.bzImage("6.9.9"))
                .file("/m/6.9.9/initrd", "i");
        List<FoundKernel> kernels = find(BootRequest.DEFAULT).kernels();
        assertThat(kernels).extracting(FoundKernel::version).containsExactly("6.9.9");
        assertThat(paths(kernels.get(0).ramdisks())).containsExactly("/m/6.9.9/initrd");
    }

    @Test
    void kernelsAreLookedForOnlyWhereOneHasToBeChosen() throws IOException {
        root.file("/boot/vmlinuz-6.1.0", KernelFiles.bzImage("6.1.0"))
                .file("/boot/grub/grub.cfg", "menuentry Six { linux /boot/vmlinuz-6.1.0 }");
        BootFindings chosen = BootFinder.choose(mounts(), BootRequest.DEFAULT);
        assertThat(chosen.choice().orElseThrow().title()).isEqualTo("Six");
        assertThat(chosen.kernels()).isEmpty();
        assertThat(find(BootRequest.DEFAULT).kernels()).hasSize(1);
        root.file("/boot/grub/grub.cfg", "");
        assertThat(BootFinder.choose(mounts(), BootRequest.DEFAULT).kernels()).hasSize(1);
    }

    private static final String FEDORA = """
            title Fedora
            linux /boot/vmlinuz-6.8.5
            initrd /boot/initramfs-6.8.5.img $tuned_initrd
            options $kernelopts rhgb ${tuned_params} $extra
            grub_users $grub_users
            """;

    private void fedora() {
        root.file("/boot/vmlinuz-6.8.5", KernelFiles.bzImage("6.8.5"))
                .file("/boot/initramfs-6.8.5.img", "i")
                .file("/boot/loader/entries/f-6.8.5.conf", FEDORA);
    }

    @Test
    void variablesOfGrubGetTheirValuesWithoutItsConfiguration() throws IOException {
        fedora();
        root.file("/etc/default/grub", "GRUB_CMDLINE_LINUX=\"quiet crashkernel=1G\"\n");
        assertThat(choice().commandLine()).isEqualTo("root=UUID=1-2-3 ro quiet crashkernel=1G rhgb");
        assertThat(paths(choice().ramdisks())).containsExactly("/boot/initramfs-6.8.5.img");
        assertThat(choice().notes())
                .singleElement()
                .asString()
                .contains("variable extra")
                .contains("$extra");
        root.file("/etc/kernel/cmdline", "root=LABEL=k rw\n");
        assertThat(choice().commandLine()).isEqualTo("root=LABEL=k rw rhgb");
        root.file("/etc/tuned/bootcmdline", "TUNED_BOOT_CMDLINE=\"isolcpus=1 nohz=on\"\n");
        assertThat(choice().commandLine()).isEqualTo("root=LABEL=k rw rhgb isolcpus=1 nohz=on");
        esp.file(
                "/EFI/fedora/grubenv", "# GRUB Environment Block\nkernelopts=root=UUID=9 ro\nextra=e=$kernelopts\n###");
        assertThat(choice().commandLine()).isEqualTo("root=UUID=9 ro rhgb isolcpus=1 nohz=on e=$kernelopts");
        assertThat(choice().notes()).isEmpty();
        assertThat(find(BootRequest.DEFAULT).menus().get(0).loader()).isEqualTo("Boot Loader Specification");
    }

    @Test
    void anEntryWithoutOptionsGetsThoseThatTheScriptHasForAll() throws IOException {
        fedora();
        root.file("/boot/loader/entries/f-6.8.5.conf", "title F\nlinux /boot/vmlinuz-6.8.5\n")
                .file("/boot/grub2/grub.cfg", "set default_kernelopts='root=UUID=1 ro'\nblscfg\n");
        assertThat(choice().commandLine()).isEqualTo("root=UUID=1 ro");
    }

    @Test
    void variablesThatMakeTooMuchOfALineAreLeftOut() throws IOException {
        fedora();
        esp.file("/EFI/fedora/grubenv", "# GRUB Environment Block\nextra=" + "x".repeat(500_000) + "\n");
        root.file("/boot/loader/entries/f-6.8.5.conf", FEDORA + "options " + "$extra".repeat(80_000) + "\n");
        assertThat(choice().commandLine()).hasSizeLessThan(100_000);
    }

    @Test
    void microcodeComesBeforeTheRamdisk() throws IOException {
        root.file("/boot/vmlinuz-linux", KernelFiles.bzImage("6.9.1"))
                .file("/boot/initramfs-linux.img", "i")
                .file("/boot/amd-ucode.img", "u")
                .file("/boot/intel-ucode.img", "u");
        assertThat(paths(choice().ramdisks()))
                .containsExactly("/boot/intel-ucode.img", "/boot/amd-ucode.img", "/boot/initramfs-linux.img");
    }

    @Test
    void aMissingRamdiskIsSaidAndThenTheKernelMustFindItsRoot() throws IOException {
        root.file("/boot/vmlinuz-6.1.0", KernelFiles.bzImage("6.1.0"));
        BootChoice choice = choice();
        assertThat(choice.ramdisks()).isEmpty();
        assertThat(choice.commandLine()).isEqualTo("root=PARTUUID=guid-2 ro");
        assertThat(choice.reason()).contains("no ramdisk matches it");
        assertThat(choice.notes()).containsExactly("There is no ramdisk for sda2:/boot/vmlinuz-6.1.0.");
    }

    @Test
    void aSubvolumeIsNamedOnTheCommandLine() throws IOException {
        MemoryTree btrfs = new MemoryTree()
                .named("btrfs", "", "b")
                .systemRoots("/@", "/")
                .file("/@/etc/os-release", "ID=x")
                .file("/@/boot/vmlinuz-1", KernelFiles.bzImage("1.0"))
                .file("/@/boot/initrd.img-1", "i");
        BootChoice choice = BootFinder.find(
                        Mounts.of(List.of(Mounted.of("vda", btrfs, Place.wholeDisk(0)))), BootRequest.DEFAULT)
                .choice()
                .orElseThrow();
        assertThat(choice.commandLine()).isEqualTo("root=UUID=b ro rootflags=subvol=/@");
        assertThat(choice.kernel().path()).isEqualTo("/@/boot/vmlinuz-1");
    }

    @Test
    void theConfigurationComesBeforeTheFiles() throws IOException {
        root.file("/boot/vmlinuz-6.1.0", KernelFiles.bzImage("6.1.0"))
                .file("/boot/vmlinuz-9.9.9", KernelFiles.bzImage("9.9.9"))
                .file("/boot/grub/grub.cfg", "menuentry 'Six' --id six { linux /boot/vmlinuz-6.1.0 quiet }\n")
                .file("/boot/extlinux/extlinux.conf", "label nine\nlinux /boot/vmlinuz-9.9.9\n");
        BootChoice choice = choice();
        assertThat(choice.title()).isEqualTo("Six");
        assertThat(choice.source()).isEqualTo(Source.CONFIGURATION);
        assertThat(choice.reason())
                .isEqualTo("The entry \"Six\" of GRUB 2 in sda2:/boot/grub/grub.cfg is the one that starts by itself.");
        assertThat(find(BootRequest.DEFAULT.entry("nine"))
                        .choice()
                        .orElseThrow()
                        .kernel()
                        .path())
                .isEqualTo("/boot/vmlinuz-9.9.9");
        assertThat(find(BootRequest.DEFAULT).kernels())
                .extracting(FoundKernel::version)
                .containsExactly("9.9.9", "6.1.0");
        assertThatThrownBy(() -> find(BootRequest.DEFAULT.entry("ten"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void anEntryWithoutAKernelIsPassedOver() throws IOException {
        root.file("/boot/vmlinuz-6.1.0", KernelFiles.bzImage("6.1.0"))
                .file(
                        "/boot/grub/grub.cfg",
                        "menuentry Gone { linux /boot/vmlinuz-5 }\nmenuentry Win { chainloader +1 }\nmenuentry Six { linux /boot/vmlinuz-6.1.0 }");
        BootFindings findings = find(BootRequest.DEFAULT);
        assertThat(findings.choice().orElseThrow().title()).isEqualTo("Six");
        assertThat(findings.choice().orElseThrow().reason()).endsWith("is the first that has a kernel here.");
        assertThat(findings.problems()).anyMatch(problem -> problem.contains("There is no file /boot/vmlinuz-5."));
    }

    @Test
    void theCallerHasTheFirstWord() throws IOException {
        root.file("/boot/vmlinuz-6.1.0", KernelFiles.bzImage("6.1.0"))
                .file("/boot/initrd.img-6.1.0", "i")
                .file("/other", "i")
                .file("/boot/grub/grub.cfg", "menuentry 'Six' { linux /none }");
        BootChoice named =
                find(BootRequest.DEFAULT.kernel("/boot/vmlinuz-6.1.0")).choice().orElseThrow();
        assertThat(named.source()).isEqualTo(Source.CALLER);
        assertThat(paths(named.ramdisks())).containsExactly("/boot/initrd.img-6.1.0");
        BootChoice all = find(BootRequest.DEFAULT
                        .kernel("sda2:/boot/vmlinuz-6.1.0")
                        .ramdisks(List.of("/other"))
                        .commandLine("single"))
                .choice()
                .orElseThrow();
        assertThat(paths(all.ramdisks())).containsExactly("/other");
        assertThat(all.commandLine()).isEqualTo("single");
        assertThat(all.reason()).endsWith("; the caller has given its ramdisks and command line.");
        assertThatThrownBy(() -> find(BootRequest.DEFAULT.kernel("/nothing"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void systemdBootIsFoundOnTheEfiPartition() throws IOException {
        esp.file("/loader/entries/a.conf", "title A\nlinux /vmlinuz\noptions root=x\n")
                .file("/vmlinuz", KernelFiles.bzImage("6.6.6"));
        assertThat(choice().title()).isEqualTo("A");
        assertThat(choice().facts().orElseThrow().release()).isEqualTo("6.6.6");
    }

    @Test
    void aUnifiedImageBringsAllItNeeds() throws IOException {
        esp.file("/efi/boot/BootX64.efi", KernelFiles.unified("6.9.9", "quiet root=x", "ID=c\nPRETTY_NAME=C"));
        assertThat(choice().kernel().part()).isEqualTo(".linux");
        assertThat(choice().ramdisks()).extracting(BootFile::part).containsExactly(".ucode", ".initrd");
        BootChoice named = find(BootRequest.DEFAULT.kernel("sda1:/efi/boot/BootX64.efi"))
                .choice()
                .orElseThrow();
        assertThat(named.commandLine()).isEqualTo("quiet root=x");
        assertThat(named.source()).isEqualTo(Source.CALLER);
    }

    @Test
    void anEmptyImageBootsNothing() throws IOException {
        assertThat(find(BootRequest.DEFAULT).choice()).isEmpty();
    }
}
