package htg.fsimage.boot.grub;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.boot.entry.BootMenu;
import htg.fsimage.testkit.Watch;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts that were made to do harm, and damaged ones. */
class GrubMutantsTest {
    private static final int MUTANTS = Integer.getInteger("htg.test.mutants", 300);
    private static final List<String> PIECES = List.of(
            "if ",
            "then ",
            "fi;",
            "{ ",
            "} ",
            "menuentry a ",
            "submenu b ",
            "\"",
            "'",
            "\\",
            "$a",
            "${",
            "for i in ",
            "do ",
            "done;",
            "while ",
            "function f ",
            "f;",
            "[ ",
            "] ",
            "configfile ",
            "$prefix/grub.cfg ",
            "\n",
            "linux ",
            "; ",
            "true ",
            "set a=$a$a ",
            "source ",
            "/boot/* ",
            "regexp '(a|b)*c' ",
            "eval ",
            "$@ ",
            "elif ",
            "else ",
            "until ",
            "break ",
            "continue ",
            "return ",
            "search --set=root --file ",
            "load_env ",
            "# ");

    private final GrubImage image = new GrubImage();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while true; do true; done",
                "function f { f; f; }; f",
                "a=x; while true; do a=$a$a; done",
                "configfile /boot/grub/grub.cfg",
                "source /boot/grub/grub.cfg; source /boot/grub/grub.cfg",
                "a=a; while true; do a=b$a; menuentry $a { true; }; done",
                "submenu s { source /boot/grub/grub.cfg }",
                "submenu s { configfile /boot/grub/grub.cfg }\nsubmenu t { configfile /boot/grub/grub.cfg }",
                "while true; do regexp '(a*)*(a*)*(a*)*b' aaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done",
                "while true; do regexp '(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)(^|^)x' ''; done",
                "for i in /boot/* /boot/* /boot/*; do for j in /boot/* /boot/*; do for k in /*/* /*/*; do for l in /boot/*; do test -e $l; done; done; done; done",
                "eval 'eval \"eval $0\"'; function g { eval g; }; g",
                "while true; do set b$a=1; a=1$a; done",
                "regexp '((((((((((((a))))))))))))*' aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    @Timeout(10)
    void whatNeverEndsIsStoppedWithANote(String script) throws IOException {
        BootMenu menu = image.menu(GrubImage.entry("One", "first", 1) + script, Machine.BIOS);
        assertThat(menu.entries()).isNotNull();
    }

    @Test
    @Timeout(10)
    void bracesThatNeverCloseAreNotSearchedForEachTime() throws IOException {
        assertThat(image.menu("\"" + "${".repeat(500_000), Machine.BIOS).entries())
                .isNotNull();
        assertThat(image.menu("${".repeat(90_000), Machine.BIOS).entries()).isNotNull();
    }

    @Test
    @Timeout(10)
    void emptyVariablesAreWorkAsWell() throws IOException {
        String script = "while true; do set a=" + "$x".repeat(90_000) + "; done";
        assertThat(image.menu(script, Machine.BIOS).notes()).isNotEmpty();
    }

    @Test
    @Timeout(10)
    void patternsForManyNamesAreWorkAsWell() throws IOException {
        for (int i = 0; i < 19_000; i++) {
            image.root().file("/crowd/" + "a".repeat(240) + i, "");
        }
        String script = "while true; do for i in /crowd/*" + "a".repeat(120) + "b; do true; done; done";
        assertThat(image.menu(script, Machine.BIOS).notes()).isNotEmpty();
    }

    @Test
    @Timeout(20)
    void expressionsDoNotOverflowTheStack() throws IOException {
        for (String pattern :
                List.of("((((((((((((((((((((a))))))))))))))))))))*", "(a|b)*", "(a*)*", "a*".repeat(400))) {
            String script = "if regexp '" + pattern + "' " + "a".repeat(3000) + "; then true; fi";
            assertThat(image.menu(script, Machine.BIOS).entries()).isNotNull();
            String deep = "function f { if true; then " + script + "; f; fi; }; f";
            assertThat(image.menu(deep, Machine.BIOS).entries()).isNotNull();
        }
    }

    @Test
    @Timeout(20)
    void deepNestingIsRefused() throws IOException {
        assertThat(image.menu("if true; then ".repeat(50_000), Machine.BIOS).notes())
                .isNotEmpty();
        assertThat(image.menu("menuentry a { ".repeat(10_000), Machine.BIOS).notes())
                .isNotEmpty();
        assertThat(image.menu("if [ " + "( ".repeat(50_000) + " ]; then true; fi", Machine.BIOS)
                        .notes())
                .isNotNull();
        assertThat(image.menu("regexp '" + "(".repeat(900) + "' x", Machine.BIOS)
                        .notes())
                .isNotEmpty();
        assertThat(image.menu("regexp '(aaaa)*' " + "a".repeat(4000), Machine.BIOS)
                        .notes())
                .isNotEmpty();
    }

    @Test
    void damagedScriptsEndSoon() throws IOException {
        Random random = new Random(3);
        try (Watch watch = new Watch()) {
            for (int number = 0; number < MUTANTS; number++) {
                StringBuilder script = new StringBuilder(GrubImage.DEBIAN);
                for (int change = random.nextInt(20); change >= 0; change--) {
                    damage(script, random);
                }
                watch.run(() -> run(script.toString()));
            }
        }
    }

    private void run(String script) throws IOException {
        assertThat(image.menu(script, Machine.BIOS).file()).isNotBlank();
    }

    private static void damage(StringBuilder script, Random random) {
        int at = random.nextInt(script.length());
        switch (random.nextInt(3)) {
            case 0 -> script.insert(at, PIECES.get(random.nextInt(PIECES.size())));
            case 1 -> script.delete(at, Math.min(script.length(), at + random.nextInt(30)));
            default -> script.setCharAt(at, (char) (random.nextInt(120) + 8));
        }
    }

    @Test
    void scriptsOfRandomWordsAndBytesEndSoon() throws IOException {
        Random random = new Random(8);
        try (Watch watch = new Watch()) {
            for (int number = 0; number < MUTANTS; number++) {
                StringBuilder script = new StringBuilder();
                for (int length = random.nextInt(300); length >= 0; length--) {
                    script.append(
                            number % 2 == 0
                                    ? PIECES.get(random.nextInt(PIECES.size()))
                                    : String.valueOf((char) random.nextInt(256)));
                }
                watch.run(() -> run(script.toString()));
            }
        }
    }
}
