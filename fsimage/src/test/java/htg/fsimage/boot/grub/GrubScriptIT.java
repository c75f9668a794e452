package htg.fsimage.boot.grub;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.Tools;
import htg.fsimage.boot.entry.BootEntry;
import htg.fsimage.boot.entry.BootMenu;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What GRUB itself takes for a script is run without complaints here. */
class GrubScriptIT {
    @TempDir
    private Path folder;

    private void check(String script) throws IOException {
        Tools.require("grub-script-check");
        Path file = Files.writeString(folder.resolve("grub.cfg"), script);
        Tools.run("grub-script-check", file);
    }

    @Test
    void theMenuOfTheTestsIsOneForGrub() throws IOException {
        check(GrubImage.DEBIAN);
        assertThat(new GrubImage().menu(GrubImage.DEBIAN, Machine.BIOS).notes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if true; then a=1; elif false; then a=2; else a=3; fi",
                "for i in 1 2 3; do\n a=$i\ndone",
                "while false; do\n true\ndone; until true; do\n true\ndone",
                "function f {\n  echo \"$1 ${2} $# $? $@ $*\"\n  return 0\n}\nf a 'b c'",
                "set a='x y'\"z$b\"w\\ v",
                "menuentry 'a' --class b --id 'c' {\n linux /boot/vmlinuz-1 a=b \\\n  c=d # comment\n}",
                "submenu \"a b\" {\n menuentry b { true; }\n}",
                "if [ \"$a\" = b -a ! -d /x ]; then true; fi; if ! test -n \"\"; then true; fi",
                "if search --no-floppy --label x --set=root; then true; fi"
            })
    void whatGrubTakesIsTakenHere(String script) throws IOException {
        check(script);
        BootMenu menu = new GrubImage().menu(script + "\n" + GrubImage.entry("last", "id", 1), Machine.BIOS);
        assertThat(menu.notes())
                .noneMatch(note -> note.contains("stray") || note.contains("missing") || note.contains("not known"));
        assertThat(menu.entries()).extracting(BootEntry::title).contains("last");
    }
}
