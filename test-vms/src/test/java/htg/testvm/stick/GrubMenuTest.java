package htg.testvm.stick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.HtgException;
import org.junit.jupiter.api.Test;

class GrubMenuTest {
    private static final String MENU = """
            set default=boot-b
            menuentry 'First' --id boot-a {
              if linux /htg/a/vmlinuz root=UUID=a; then
                if initrd /htg/a/miniroot.img; then
                  boot
                fi
              fi
            }
            menuentry 'Second' --id boot-b {
              echo 'Loading /htg/b/vmlinuz ...'
              if linux /htg/b/vmlinuz root=UUID=b 'dyndbg=file a.c +p; then' quiet; then
                if initrd /htg/b/miniroot.img /htg/b/kvm.img; then
                  boot
                fi
              fi
            }
            """;

    @Test
    void findsWhatTheDefaultEntryStarts() {
        BootEntry entry = new GrubMenu(MENU).defaultEntry();
        assertThat(entry.kernel()).isEqualTo("/htg/b/vmlinuz");
        assertThat(entry.ramdisks()).containsExactly("/htg/b/miniroot.img", "/htg/b/kvm.img");
        assertThat(entry.arguments()).containsExactly("root=UUID=b", "dyndbg=file a.c +p; then", "quiet");
    }

    /** Without Xen it starts as well, and has the serial port for itself. */
    @Test
    void findsTheLinuxThatXenStarts() {
        BootEntry entry = new GrubMenu("""
                set default=xen-default
                menuentry 'Hypervisor (Xen)'"$htg_note_xen" --id xen-default {
                  if multiboot2 /htg/default/xen.gz dom0_mem=1G com2=9600,8n1 console=com2,vga $x; then
                    if module2 /htg/default/vmlinuz BOOT_IMAGE=/htg/default/vmlinuz a=b console=hvc0 console=tty0; then
                      if module2 --nounzip /htg/default/dom0.img; then
                        boot
                      fi
                    fi
                  fi
                }
                """).defaultEntry();
        assertThat(entry.kernel()).isEqualTo("/htg/default/vmlinuz");
        assertThat(entry.ramdisks()).containsExactly("/htg/default/dom0.img");
        assertThat(entry.arguments()).containsExactly("a=b", "console=ttyS1,9600", "console=tty0");
    }

    @Test
    void writesTheCommandLineAsGrubDoes() {
        assertThat(new GrubMenu(MENU).defaultEntry().commandLine())
                .isEqualTo("BOOT_IMAGE=/htg/b/vmlinuz root=UUID=b \"dyndbg=file a.c +p; then\" quiet");
    }

    @Test
    void splitsWordsAsGrubDoes() {
        assertThat(GrubMenu.words(" a  'b c'd \"e 'f\" g\\ h 'it'\\''s' '' "))
                .containsExactly("a", "b cd", "e 'f", "g h", "it's", "");
    }

    @Test
    void readsAVariableThatOnlyGrubKnowsAsEmpty() {
        assertThat(GrubMenu.words("htg.stick=$htg_stick 'a=$b'")).containsExactly("htg.stick=", "a=$b");
    }

    @Test
    void saysWhatTheMenuLacks() {
        assertUnclear("", "names no default entry");
        assertUnclear(MENU.replace("default=boot-b", "default=boot-c"), "has no entry 'boot-c'");
        assertUnclear(MENU.replace("linux /htg/b", "true /htg/b"), "starts no kernel in its default entry 'boot-b'");
    }

    private static void assertUnclear(String menu, String why) {
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> new GrubMenu(menu).defaultEntry())
                .withMessageContaining(why);
    }
}
