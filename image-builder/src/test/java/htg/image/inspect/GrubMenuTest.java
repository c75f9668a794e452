package htg.image.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.HtgException;
import htg.grub.menu.BlockSize;
import htg.grub.menu.BootEnvironment;
import htg.grub.menu.BootMenu;
import htg.grub.menu.KernelArguments;
import htg.grub.menu.MenuParts;
import htg.grub.template.GrubConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrubMenuTest {
    private static GrubMenu menu(String text, String... files) {
        return GrubMenu.read(text, Place.UEFI.grubVariables(), Set.of(files)::contains);
    }

    private static GrubMenu rendered(Place place, String... files) {
        KernelArguments arguments = KernelArguments.of("root=UUID=1", "rootfstype=btrfs", "htg.name=a b");
        BootEnvironment environment = new BootEnvironment("default", "It's a", arguments);
        String text =
                GrubConfig.menu(BootMenu.of(List.of(environment), MenuParts.of(Optional.empty())), BlockSize.AUTO);
        return GrubMenu.read(text, place.grubVariables(), Set.of(files)::contains);
    }

    @Test
    void readsTheEntriesOfTheMenuThatABuildWrites() {
        GrubMenu menu = rendered(Place.UEFI);
        MenuItem first = menu.item("boot-default").orElseThrow();
        assertThat(menu.defaultId()).isEqualTo("boot-default");
        assertThat(first.title()).isEqualTo("Hypervisor (KVM), It's a");
        assertThat(first.kernel()).isEqualTo("/htg/default/vmlinuz");
        assertThat(first.ramdisks()).containsExactly("/htg/default/miniroot.img", "/htg/default/buses.img");
        assertThat(first.arguments()).contains("rootfstype=btrfs", "htg.name=a b");
        assertThat(menu.item("usb-only").orElseThrow().ramdisks()).containsExactly("/htg/default/miniroot.img");
        assertThat(menu.item("rescue").orElseThrow().arguments()).contains("htg.rescue");
        assertThat(menu.item("power-off").orElseThrow().kernel()).isEmpty();
        assertThat(menu.items()).noneMatch(MenuItem::refused);
    }

    @Test
    void showsEntriesWhereTheirFilesAre() {
        assertThat(rendered(Place.UEFI).item("previous-kernel")).isEmpty();
        assertThat(rendered(Place.UEFI, "/htg/default/vmlinuz.old").item("previous-kernel"))
                .isPresent();
        GrubMenu upgraded = rendered(Place.UEFI, "/htg/default/next/complete");
        assertThat(upgraded.defaultId()).isEqualTo("upgraded-default");
        assertThat(upgraded.item("rescue").orElseThrow().kernel()).isEqualTo("/htg/default/next/vmlinuz");
    }

    @Test
    void showsTheFirmwaresSetUpOnUefiOnly() {
        assertThat(rendered(Place.BIOS).item("firmware-setup")).isEmpty();
        assertThat(rendered(Place.SECURE_BOOT_2023).item("firmware-setup")).isPresent();
    }

    @Test
    void anEntryThatGoesBackBeforeItLoadsAnythingIsRefused() {
        String text = """
            menuentry 'Xen' --id xen {
              if [ "$lockdown" = y ]; then
                echo 'not under Secure Boot'
                configfile $prefix/grub.cfg
              fi
              multiboot2 /xen.gz dom0_mem=1G
              module2 /vmlinuz root=x rootfstype=zfs
              module2 --nounzip /a.img
              module2 --nounzip /b.img
            }
            """;
        MenuItem free = menu(text).item("xen").orElseThrow();
        assertThat(free.refused()).isFalse();
        assertThat(free.isXen()).isTrue();
        assertThat(free.kernel()).isEqualTo("/vmlinuz");
        assertThat(free.arguments()).containsExactly("root=x", "rootfstype=zfs");
        assertThat(free.ramdisks()).containsExactly("/a.img", "/b.img");
        Map<String, String> locked = Place.SECURE_BOOT_2011.grubVariables();
        assertThat(GrubMenu.read(text, locked, path -> false)
                        .item("xen")
                        .orElseThrow()
                        .refused())
                .isTrue();
    }

    @Test
    void anEntryThatOnlySetsSomethingIsNotRefusedAndLeavesNothingBehind() {
        String text = """
            menuentry 'Safe reads' --id safe {
              set reads=safe
              while true; do
                configfile $prefix/grub.cfg
              done
            }
            menuentry "reads $reads" --id next {
              if [ "$grub_platform" = efi ]; then echo 'not here'; else linux /k; fi
            }
            menuentry 'Enrol' --id enrol {
              if chainloader /EFI/BOOT/mmx64.efi; then
                boot
              fi
            }
            """;
        assertThat(menu(text).item("safe").orElseThrow().refused()).isFalse();
        assertThat(menu(text).item("next").orElseThrow().title()).isEqualTo("reads ");
        assertThat(menu(text).item("next").orElseThrow().refused()).isTrue();
        assertThat(menu(text).item("enrol").orElseThrow().program()).isEqualTo("/EFI/BOOT/mmx64.efi");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-n a",
                "-z ''",
                "1 -lt 2",
                "2147483647 -ge 1048575",
                "-3 -ne 3",
                "! 5 -le 4",
                "-n a -a -z ''",
                "-n '' -o a = a"
            })
    void decidesConditionsThatHold(String condition) {
        assertThat(menu("if [ " + condition + " ]; then\nset default=yes\nfi\n").defaultId())
                .isEqualTo("yes");
        assertThat(menu("if ! [ " + condition + " ]; then\nset default=yes\nfi\n")
                        .defaultId())
                .isEmpty();
    }

    @Test
    void takesTheBranchThatHolds() {
        String text = """
            if [ "$grub_platform" = pc ]; then
              set default=a
            elif [ -f ($root)/x -a ! "$grub_platform" = pc ]; then set default=b; else set default=c
            fi
            function later {
              set default=d
            }
            menuentry "${grub_platform} \\"x\\"" --id b { # comment
              linux ($root)/k 'one two' ; initrd /i
            }
            """;
        assertThat(menu(text, "/x").defaultId()).isEqualTo("b");
        assertThat(menu(text).defaultId()).isEqualTo("c");
        MenuItem item = menu(text).item("b").orElseThrow();
        assertThat(item.title()).isEqualTo("efi \"x\"");
        assertThat(item.kernel()).isEqualTo("/k");
        assertThat(item.arguments()).containsExactly("one two");
        assertThat(item.ramdisks()).containsExactly("/i");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fi",
                "}",
                "else",
                "elif",
                "elif [ x ]",
                "done",
                "if",
                "if [",
                "if [ ]",
                "set",
                "set =",
                "menuentry",
                "menuentry --id",
                "'",
                "\"",
                "$",
                "${",
                "\\",
                "linux",
                "initrd",
                "module2",
                "multiboot2 ",
                "! ! !",
                "if ! ! true; then",
                "then then then",
                "submenu x {"
            })
    void readsWhatIsNoMenuWithoutHarm(String line) {
        String text = line + "\nmenuentry 'x' --id y {\n" + line + "\n}\n" + line;
        GrubMenu menu = menu(text);
        menu.items().forEach(item -> assertThat(item.ramdisks()).hasSizeLessThan(2));
    }

    @Test
    void aMenuMadeToFillTheMemoryDoesNot() {
        String doubling = "set a=\"x$a$a$a$a\"\n".repeat(5000) + "linux" + " $a".repeat(10_000);
        assertThat(menu(doubling).items()).isEmpty();
        assertThat(menu("then ".repeat(20_000)).items()).isEmpty();
        assertThat(menu("if [ " + "-o x ".repeat(20_000) + " ]; then\n").items())
                .isEmpty();
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> menu("if true; then\n".repeat(100)))
                .withMessageContaining("line 65 is nested too deeply");
        assertThatExceptionOfType(HtgException.class).isThrownBy(() -> menu("\n".repeat(30_000)));
    }
}
