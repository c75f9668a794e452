package htg.fsimage.boot.loader;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.boot.entry.BootEntry;
import htg.fsimage.boot.entry.BootFile;
import htg.fsimage.boot.entry.BootMenu;
import htg.fsimage.boot.kernel.KernelFiles;
import htg.fsimage.mounts.Mounted;
import htg.fsimage.mounts.Mounts;
import htg.fsimage.mounts.Place;
import htg.fsimage.mounts.Root;
import htg.fsimage.testkit.MemoryTree;
import htg.fsimage.testkit.Watch;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LoadersTest {
    private final MemoryTree boot = new MemoryTree()
            .named("ext3", "boot", "b")
            .file("/vmlinuz-1", "k")
            .file("/vmlinuz-2", "k")
            .file("/initrd-1.img", "i")
            .file("/initrd-2.img", "i")
            .file("/xen.gz", "x");

    private Mounts mounts() throws IOException {
        return Mounts.of(List.of(Mounted.of("sda1", boot, Place.partition(0, Place.Table.MBR, 1))));
    }

    private Root root() throws IOException {
        return mounts().roots().get(0);
    }

    private static List<String> paths(List<BootFile> files) {
        return files.stream().map(BootFile::path).toList();
    }

    private static BootEntry chosen(BootMenu menu) {
        return menu.entries().get(menu.chosen());
    }

    private BootMenu legacy(String text) throws IOException {
        boot.file("/grub/menu.lst", text);
        Mounts mounts = mounts();
        return GrubLegacy.read(mounts, mounts.roots().get(0), "/grub/menu.lst").orElseThrow();
    }

    private BootMenu syslinux(String text) throws IOException {
        boot.file("/syslinux/syslinux.cfg", text);
        return Syslinux.read(root(), "/syslinux/syslinux.cfg").orElseThrow();
    }

    private static final String LEGACY = """
            # a comment
            default=1
            timeout 5
            splashimage=(hd0,0)/grub/splash.xpm.gz
            title Old
            \troot (hd0,0)
            \tkernel /vmlinuz-1 ro root=LABEL=/ quiet
            \tinitrd /initrd-1.img
            title New with spaces
            \troot\t(hd0,0)
            \tkernel --no-mem-option (hd0,0)/vmlinuz-2 root=/dev/sda2
            \tinitrd /initrd-2.img
            title Xen
            \tkernel /xen.gz dom0_mem=1G
            \tmodule /vmlinuz-2 root=/dev/sda2 ro
            \tmodule /initrd-2.img
            title Elsewhere
            \troot (hd1,3)
            \tkernel /vmlinuz-9
            title Windows
            \trootnoverify (hd0,0)
            \tchainloader +1
            """;

    @Test
    void grubLegacyCountsFromZero() throws IOException {
        BootMenu menu = legacy(LEGACY);
        assertThat(menu.entries())
                .extracting(BootEntry::title)
                .containsExactly("Old", "New with spaces", "Xen", "Elsewhere", "Windows");
        assertThat(chosen(menu).kernel().orElseThrow().path()).isEqualTo("/vmlinuz-2");
        assertThat(chosen(menu).commandLine()).isEqualTo("root=/dev/sda2");
        assertThat(paths(chosen(menu).ramdisks())).containsExactly("/initrd-2.img");
        BootEntry xen = menu.entries().get(2);
        assertThat(xen.hypervisor().orElseThrow().path()).isEqualTo("/xen.gz");
        assertThat(xen.hypervisorCommandLine()).isEqualTo("dom0_mem=1G");
        assertThat(xen.commandLine()).isEqualTo("root=/dev/sda2 ro");
        assertThat(paths(xen.ramdisks())).containsExactly("/initrd-2.img");
        assertThat(menu.entries().get(3).notes()).contains("There is no device (hd1,3).");
        assertThat(menu.entries().get(4).kernel()).isEmpty();
    }

    @Test
    void grubLegacyKeepsTheEntryThatWasSaved() throws IOException {
        boot.file("/grub/default", "2\n#\n#\n");
        assertThat(legacy(LEGACY.replace("default=1", "default saved")).chosen())
                .isEqualTo(2);
    }

    @Test
    void syslinuxDoesNotCareForCase() throws IOException {
        boot.file("/syslinux/LINUX", "k").file("/syslinux/more.cfg", "label third\n kernel /vmlinuz-2\n append - \n");
        BootMenu menu = syslinux("""
                UI vesamenu.c32
                Default Second
                APPEND always
                LABEL first
                  MENU LABEL ^First entry
                  kernel linux
                label second
                  LINUX /VMLINUZ-1
                  append initrd=/initrd-1.img,/initrd-2.img root=/dev/sda2 quiet
                label memtest
                  com32 x.c32
                INCLUDE more.cfg
                """);
        assertThat(menu.loader()).isEqualTo("syslinux");
        assertThat(chosen(menu).id()).isEqualTo("second");
        assertThat(chosen(menu).kernel().orElseThrow().path()).isEqualTo("/vmlinuz-1");
        assertThat(chosen(menu).commandLine()).isEqualTo("root=/dev/sda2 quiet");
        assertThat(paths(chosen(menu).ramdisks())).containsExactly("/initrd-1.img", "/initrd-2.img");
        BootEntry first = menu.entries().get(0);
        assertThat(first.title()).isEqualTo("First entry");
        assertThat(first.kernel().orElseThrow().path()).isEqualTo("/syslinux/LINUX");
        assertThat(first.commandLine()).isEqualTo("always");
        assertThat(menu.entries().get(3).commandLine()).isEmpty();
    }

    @Test
    void extlinuxOfUBootAndMarksInTheMenu() throws IOException {
        boot.file("/extlinux/extlinux.conf", """
                default menu.c32
                menu title U-Boot menu
                label l0
                \tmenu label Debian
                \tlinux ../vmlinuz-1
                \tinitrd ../initrd-1.img
                \tfdtdir /usr/lib/linux-image-1/
                \tappend root=UUID=1 ro quiet
                label l1
                \tmenu default
                \tlinux /vmlinuz-2
                \tinitrd /initrd-2.img
                """);
        BootMenu menu = Syslinux.read(root(), "/extlinux/extlinux.conf").orElseThrow();
        assertThat(chosen(menu).id()).isEqualTo("l1");
        assertThat(menu.entries()
                        .get(0)
                        .kernel()
                        .orElseThrow()
                        .node()
                        .attributes()
                        .size())
                .isEqualTo(1);
        assertThat(menu.entries().get(0).commandLine()).isEqualTo("root=UUID=1 ro quiet");
    }

    @Test
    void syslinuxStartsXenAndKernelsWithoutALabel() throws IOException {
        BootEntry xen = chosen(syslinux(
                "default x\nlabel x\nkernel mboot.c32\nappend /xen.gz a=b --- /vmlinuz-1 ro --- /initrd-1.img\n"));
        assertThat(xen.hypervisorCommandLine()).isEqualTo("a=b");
        assertThat(xen.commandLine()).isEqualTo("ro");
        assertThat(paths(xen.ramdisks())).containsExactly("/initrd-1.img");
        BootEntry direct = chosen(syslinux("default /vmlinuz-1 initrd=/initrd-1.img quiet\nlabel a\nkernel /none\n"));
        assertThat(direct.commandLine()).isEqualTo("quiet");
        assertThat(direct.kernel()).isPresent();
    }

    @Test
    void filesThatIncludeThemselvesEnd() throws IOException {
        assertThat(syslinux("include syslinux.cfg\ninclude syslinux.cfg\nlabel a\n")
                        .notes())
                .contains("Not all files that are included were read.");
    }

    @Test
    @Timeout(30)
    void namesWithoutEndAreNotAllLookedFor() throws IOException {
        for (int i = 0; i < 5000; i++) {
            boot.file("/crowd/" + i, "");
        }
        String names = "/CROWD/x ".repeat(100_000);
        assertThat(syslinux("label a\nlinux /vmlinuz-1\ninitrd " + names).entries())
                .hasSize(1);
        assertThat(legacy("title a\nkernel /vmlinuz-1\ninitrd " + names).entries())
                .hasSize(1);
    }

    @Test
    void systemdBootSortsAsSpecified() throws IOException {
        boot.named("vfat", "", "V")
                .file("/loader/loader.conf", "#timeout 3\ndefault arch-*\nconsole-mode max\n")
                .file("/loader/entries/arch-fallback.conf", "title Arch\nlinux /vmlinuz-1\nversion 6.1\n")
                .file("/loader/entries/b-10.conf", "title B ten\nversion 10\nsort-key b\nlinux /vmlinuz-1\n")
                .file("/loader/entries/b-9.conf", "title B nine\nversion 9\nsort-key b\nlinux /vmlinuz-1\n")
                .file("/loader/entries/a+0-3.conf", "title Tried\nversion 11\nsort-key a\nlinux /vmlinuz-1\n")
                .file(
                        "/loader/entries/arch+3.conf",
                        "title Arch\nlinux \\vmlinuz-2\ninitrd /initrd-1.img\ninitrd /initrd-2.img\noptions root=x\noptions rw\n")
                .file(
                        "/EFI/Linux/c.efi",
                        KernelFiles.unified("6.9.9", "quiet", "ID=c\nPRETTY_NAME='The C'\nVERSION_ID=4"));
        BootMenu menu = SystemdBoot.read(List.of(root()), Map::of).orElseThrow();
        assertThat(menu.entries())
                .extracting(BootEntry::id)
                .containsExactly("b-10", "b-9", "c.efi", "arch-fallback", "arch", "a");
        assertThat(chosen(menu).id()).isEqualTo("arch-fallback");
        BootEntry arch = menu.entries().get(4);
        assertThat(arch.kernel().orElseThrow().path()).isEqualTo("/vmlinuz-2");
        assertThat(arch.commandLine()).isEqualTo("root=x rw");
        assertThat(paths(arch.ramdisks())).containsExactly("/initrd-1.img", "/initrd-2.img");
        BootEntry unified = menu.entries().get(2);
        assertThat(unified.title()).isEqualTo("The C");
        assertThat(unified.commandLine()).isEqualTo("quiet");
        assertThat(unified.kernel().orElseThrow().shown()).isEqualTo("sda1:/EFI/Linux/c.efi .linux");
    }

    @Test
    void damagedConfigurationsEndSoon() throws IOException {
        Random random = new Random(4);
        String[] originals = {
            LEGACY, "default a\nlabel a\nkernel /vmlinuz-1\nappend initrd=/initrd-1.img\nmenu default\n"
        };
        try (Watch watch = new Watch()) {
            for (int number = 0; number < Integer.getInteger("htg.test.mutants", 300); number++) {
                StringBuilder text = new StringBuilder(originals[number % 2]);
                for (int change = random.nextInt(20); change >= 0; change--) {
                    text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(130));
                }
                watch.run(() -> assertThat(legacy(text.toString())).isNotNull());
                watch.run(() -> assertThat(syslinux(text.toString())).isNotNull());
            }
        }
    }
}
