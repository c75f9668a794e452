package htg.fsimage.boot.grub;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.boot.entry.BootEntry;
import htg.fsimage.boot.entry.BootFile;
import htg.fsimage.boot.entry.BootMenu;
import htg.fsimage.mounts.Mounted;
import htg.fsimage.mounts.Mounts;
import htg.fsimage.mounts.Place;
import htg.fsimage.testkit.MemoryTree;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrubConfigTest {
    private static final String ROOT_UUID = GrubImage.ROOT_UUID;
    private static final String DEBIAN = GrubImage.DEBIAN;

    private final GrubImage image = new GrubImage();
    private final MemoryTree root = image.root();
    private final MemoryTree esp = image.esp();

    private Mounts mounts() throws IOException {
        return image.mounts();
    }

    private BootMenu menu(String script) throws IOException {
        return image.menu(script, Machine.BIOS);
    }

    private BootMenu menu(String script, Machine machine) throws IOException {
        return image.menu(script, machine);
    }

    private static String entry(String title, String id, int number) {
        return GrubImage.entry(title, id, number);
    }

    /** What {@code echo} would print: the command line of an entry with these words. */
    private String words(String preparation, String words) throws IOException {
        return menu(preparation + "\nmenuentry x {\nlinux /boot/vmlinuz-1 " + words + "\n}\n")
                .entries()
                .get(0)
                .commandLine();
    }

    private static List<String> paths(List<BootFile> files) {
        return files.stream().map(BootFile::shown).toList();
    }

    @Test
    void readsAMenuAsDebianWritesIt() throws IOException {
        BootMenu menu = menu(DEBIAN);
        assertThat(menu.entries())
                .extracting(BootEntry::title)
                .containsExactly(
                        "Debian GNU/Linux",
                        "Advanced options for Debian GNU/Linux>Debian GNU/Linux, with Linux 2",
                        "Advanced options for Debian GNU/Linux>Debian GNU/Linux, with Linux 1");
        BootEntry first = menu.entries().get(menu.chosen());
        assertThat(first.id()).isEqualTo("gnulinux-simple-" + ROOT_UUID);
        assertThat(first.kernel().orElseThrow().shown()).isEqualTo("sda2:/boot/vmlinuz-2");
        assertThat(paths(first.ramdisks())).containsExactly("sda2:/boot/initrd.img-2");
        assertThat(first.commandLine())
                .isEqualTo("root=UUID=" + ROOT_UUID + " ro console=tty0 console=ttyS0,115200 quiet");
        assertThat(menu.notes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "gnulinux-advanced-%1$s>gnulinux-1-advanced-%1$s, 2",
        "1>1, 2",
        "1>0, 1",
        "1, 1",
        "Debian GNU/Linux, 0",
        "'Advanced options for Debian GNU/Linux>Debian GNU/Linux, with Linux 1', 2",
        "nothing of the kind, 0",
        "77, 0"
    })
    void choosesByNumberTitleIdAndPath(String wanted, int index) throws IOException {
        root.file(
                "/boot/grub/grubenv",
                "# GRUB Environment Block\nnext_entry=" + wanted.formatted(ROOT_UUID) + "\n#####");
        assertThat(menu(DEBIAN).chosen()).isEqualTo(index);
    }

    @Test
    void aSavedEntryComesFromTheEnvironmentOfAnyFile() throws IOException {
        root.file("/etc/grubenv", "# GRUB Environment Block\nsaved_entry=first\nignored=yes\n");
        String script = "set default=\"$saved_entry\"\n" + entry("One", "first", 1) + entry("Two", "second", 2);
        assertThat(menu("load_env\n" + script).chosen()).isEqualTo(1);
        assertThat(menu("load_env --file /etc/grubenv saved_entry\n" + script).chosen())
                .isZero();
        assertThat(menu("load_env other\n" + script).chosen()).isZero();
        assertThat(words("load_env", "$other")).isEqualTo("a\\b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '~',
            value = {
                "set a=b ¦ x=$a ${a}c ¦ x=b bc",
                "set a='b  c' ¦ $a \"$a\" ¦ b c \"b  c\"",
                "set a='b c' ¦ '$a' ¦ $a",
                "set a=b ¦ \"\\$a\" \\$a ¦ $a $a",
                "set a=\"x\"'y'z ¦ $a ¦ xyz",
                "a=1 ¦ $a ¦ 1",
                "set a=1; unset a ¦ x${a}y ¦ xy",
                "# no comment \\ ¦ a#b # c ¦ a#b",
                "if true; then a=1; else a=2; fi ¦ $a ¦ 1",
                "if false; then a=1; elif [ 1 -lt 2 ]; then a=3; else a=2; fi ¦ $a ¦ 3",
                "if ! false; then a=1; fi ¦ $a ¦ 1",
                "if [ ! -n \"$b\" -a \"(\" = \"(\" ]; then a=1; fi ¦ $a ¦ 1",
                "if [ x = y -o ( 1 -eq 1 -a 2 -ge 2 ) ]; then a=1; fi ¦ $a ¦ 1",
                "if test -d /boot -a ! -d /none; then a=1; fi ¦ $a ¦ 1",
                "if [ -f ($root)/boot/xen.gz -a -s /boot/xen.gz ]; then a=1; fi ¦ $a ¦ 1",
                "if [ 2.9 -plt 2.10 ]; then a=1; fi ¦ $a ¦ 1",
                "for i in 1 2 3; do a=$a$i; done ¦ $a ¦ 123",
                "for i in 1 2 3; do if [ $i = 2 ]; then continue; fi; a=$a$i; done ¦ $a ¦ 13",
                "while [ \"$a\" != xxx ]; do a=x$a; done ¦ $a ¦ xxx",
                "until [ \"$a\" = xxx ]; do a=x$a; if [ $a = xx ]; then break; fi; done ¦ $a ¦ xx",
                "function f { a=$1-$2-$#; shift; a=$a-$1; } f p q ¦ $a ¦ p-q-2-q",
                "function f { for i in \"$@\"; do a=\"$a[$i]\"; done; }; f 'p q' r ¦ $a ¦ [p q][r]",
                "function f { return 1; a=1; }; if f; then a=2; else a=3; fi ¦ $a ¦ 3",
                "for i in /boot/vmlinuz-*; do a=\"$a $i\"; done ¦ $a ¦ /boot/vmlinuz-1 /boot/vmlinuz-2",
                "regexp --set 1:a --set=2:b '^([a-z]+)-([0-9]+)$' linux-15 ¦ $a.$b ¦ linux.15",
                "if regexp '^(a|b)*c$' ababd; then a=1; else a=2; fi ¦ $a ¦ 2",
                "regexp --set=a '([[:digit:]]+)' 'x 42 y' ¦ $a ¦ 42",
                "search --set=a --label rootfs --hint hd0 ¦ $a ¦ hd0,gpt2",
                "search -n -u -s AAAA-BBBB; a=$root; root=hd0,gpt2 ¦ $a ¦ hd0,gpt1",
                "search --no-floppy --set a --file /boot/xen.gz ¦ $a ¦ hd0,gpt2",
                "search.fs_uuid AAAA-BBBB b hd7,gpt1 ¦ $b ¦ hd0,gpt1",
                "probe --set=a --fs-uuid ($root) ¦ $a ¦ 11111111-2222-3333-4444-555555555555",
                "eval 'set a=7' ¦ $a ¦ 7",
                "cpuid -l && true ; a=$? ¦ $a ¦ 0",
                "if cpuid -l; then a=64; fi ¦ $a ¦ 64",
                "if keystatus --shift; then a=1; else a=0; fi ¦ $a ¦ 0",
                "if unheard_of; then a=1; else a=0; fi ¦ $a ¦ 0",
                "set a=$grub_platform-$grub_cpu ¦ $a ¦ pc-i386",
                "insmod gzio; a=$? ¦ $a ¦ 0"
            })
    void speaksTheLanguage(String preparation, String words, String result) throws IOException {
        assertThat(words(preparation, words)).isEqualTo(result);
    }

    @Test
    void joinsLinesAndKnowsHeadsOfLinesWithTabs() throws IOException {
        assertThat(words("set a=1\\\n2", "$a \\\n\tb")).isEqualTo("12 b");
    }

    @Test
    void findsWhatIsNamedByDevicesInAllSpellings() throws IOException {
        for (String name : List.of(
                "(hd0,gpt2)/boot/vmlinuz-1", "(hd0,2)/boot/vmlinuz-1", "($root)/boot/vmlinuz-1", "/boot/vmlinuz-1")) {
            assertThat(menu("menuentry a { linux " + name + " }")
                            .entries()
                            .get(0)
                            .kernel())
                    .as(name)
                    .isPresent();
        }
        BootEntry none =
                menu("menuentry a { linux (hd0,gpt7)/vmlinuz }").entries().get(0);
        assertThat(none.kernel()).isEmpty();
        assertThat(none.notes()).containsExactly("There is no file (hd0,gpt7)/vmlinuz.");
    }

    @Test
    void findsLogicalVolumesAndSubvolumes() throws IOException {
        MemoryTree tree = new MemoryTree()
                .named("btrfs", "", "b")
                .systemRoots("/@", "/")
                .file("/@/boot/vmlinuz", "k")
                .file("/@/boot/grub/grub.cfg", "menuentry a { linux (lvm/my--vg-root)/boot/vmlinuz rw }");
        Mounts mounts = Mounts.of(List.of(Mounted.of("my-vg/root", tree, Place.logicalVolume("my-vg", "root"))));
        BootMenu menu = GrubConfig.read(mounts, mounts.roots().get(0), "/boot/grub/grub.cfg", Machine.BIOS)
                .orElseThrow();
        assertThat(menu.file()).isEqualTo("my-vg/root:/@/boot/grub/grub.cfg");
        assertThat(menu.entries().get(0).kernel().orElseThrow().path()).isEqualTo("/@/boot/vmlinuz");
    }

    @Test
    void xenIsAHypervisorWithLinuxForItsFirstModule() throws IOException {
        BootEntry xen = menu("""
                menuentry 'Xen' {
                  multiboot2 /boot/xen.gz placeholder dom0_mem=1G ${xen_rm_opts}
                  module2 /boot/vmlinuz-1 placeholder root=/dev/sda1 ro
                  module2 --nounzip /boot/initrd.img-1
                }""").entries().get(0);
        assertThat(xen.hypervisor().orElseThrow().path()).isEqualTo("/boot/xen.gz");
        assertThat(xen.hypervisorCommandLine()).isEqualTo("dom0_mem=1G");
        assertThat(xen.kernel().orElseThrow().path()).isEqualTo("/boot/vmlinuz-1");
        assertThat(xen.commandLine()).isEqualTo("root=/dev/sda1 ro");
        assertThat(paths(xen.ramdisks())).containsExactly("sda2:/boot/initrd.img-1");
    }

    @Test
    void theStubOfAnEfiPartitionLeadsToTheMenu() throws IOException {
        menu(entry("One", "first", 1));
        esp.file(
                "/EFI/debian/grub.cfg",
                "search.fs_uuid " + ROOT_UUID
                        + " root hd0,gpt2\nset prefix=($root)'/boot/grub'\nconfigfile $prefix/grub.cfg\n");
        Mounts mounts = mounts();
        BootMenu menu = GrubConfig.read(
                        mounts, mounts.top(mounts.all().get(0)).orElseThrow(), "/EFI/debian/grub.cfg", Machine.EFI)
                .orElseThrow();
        assertThat(menu.entries()).extracting(BootEntry::title).containsExactly("One");
        assertThat(menu.entries().get(0).kernel()).isPresent();
    }

    @Test
    void entriesOfFedoraComeFromFilesTheNewestFirstAndTheirOptionsNameVariables() throws IOException {
        root.file("/boot/grub/grubenv", "# GRUB Environment Block\nsaved_entry=m-6.9.1\nkernelopts=root=UUID=1 ro \n")
                .file("/boot/vmlinuz-6.10.0", "k")
                .file("/boot/vmlinuz-6.9.1", "k")
                .file("/boot/initramfs-6.9.1.img", "i")
                .file(
                        "/boot/loader/entries/m-6.10.0.conf",
                        "title Ten\nlinux /boot/vmlinuz-6.10.0\noptions $kernelopts")
                .file("/boot/loader/entries/m-6.9.1.conf", """
                        title Nine
                        version 6.9.1
                        linux /boot/vmlinuz-6.9.1
                        initrd /boot/initramfs-6.9.1.img $tuned_initrd
                        options ${kernelopts} $tuned_params quiet
                        grub_class kernel
                        """);
        BootMenu menu = menu("""
                load_env
                set default="${saved_entry}"
                set boot=$root
                insmod blscfg
                blscfg
                """);
        assertThat(menu.entries()).extracting(BootEntry::title).containsExactly("Ten", "Nine");
        assertThat(menu.chosen()).isEqualTo(1);
        assertThat(menu.entries().get(1).commandLine()).isEqualTo("root=UUID=1 ro quiet");
        assertThat(paths(menu.entries().get(1).ramdisks())).containsExactly("sda2:/boot/initramfs-6.9.1.img");
    }

    @Test
    void anEntryEndsWhereItBoots() throws IOException {
        BootMenu menu = menu("""
                menuentry x {
                  if linux /boot/vmlinuz-1 first; then
                    boot
                  fi
                  linux /boot/vmlinuz-2 second
                  while true; do
                    configfile /boot/grub/grub.cfg
                  done
                }
                """);
        assertThat(menu.entries()).extracting(BootEntry::commandLine).containsExactly("first");
    }

    @Test
    void anEntryThatOnlyComesBackToItsMenuSpoilsNoOther() throws IOException {
        BootMenu menu = menu(entry("good", "good", 1) + "menuentry back {\nconfigfile /boot/grub/grub.cfg\n}\n");
        assertThat(menu.entries()).extracting(BootEntry::title).contains("good");
        assertThat(menu.entries().get(menu.chosen()).kernel()).isPresent();
    }

    @Test
    void aScriptWithoutAMenuIsAnEntry() throws IOException {
        BootMenu menu = menu("linux /boot/vmlinuz-1 quiet\ninitrd /boot/initrd.img-1\nboot\n");
        assertThat(menu.entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.commandLine()).isEqualTo("quiet"));
    }

    @Test
    void theMachineAnswersWhatItIsToldTo() throws IOException {
        Machine machine = new Machine("x86_64", "efi", true, true, Map.of("-t 1 -s 5", "KVM"));
        BootMenu menu = menu("""
                if smbios -t 1 -s 5 --set product; then
                  menuentry $product { linux /boot/vmlinuz-1 $grub_platform }
                fi""", machine);
        assertThat(menu.entries().get(0).title()).isEqualTo("KVM");
        assertThat(menu.entries().get(0).commandLine()).isEqualTo("efi");
        assertThat(menu("if smbios -t 1 -s 5 --set p; then menuentry x { linux /boot/vmlinuz-1 }; fi")
                        .entries())
                .isEmpty();
    }
}
