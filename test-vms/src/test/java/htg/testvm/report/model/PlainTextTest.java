package htg.testvm.report.model;

import static org.assertj.core.api.Assertions.assertThat;

import htg.testvm.report.Runs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
    @Test
    void readsTerminalOutputAsLines() {
        assertThat(PlainText.of("[\u001b[0;32m  OK  \u001b[0m] up\r\r\ntwo\rthree\n\rfour"))
                .isEqualTo("[  OK  ] up\ntwo\nthree\nfour");
    }

    @Test
    void startsALineWhereTheCursorIsMoved() {
        assertThat(PlainText.of("\u001b[2;25HGNU GRUB\u001b[4;2H+--+")).isEqualTo("\nGNU GRUB\n+--+");
    }

    @Test
    void keepsEveryScriptOfTheWorldAndPictures() {
        assertThat(PlainText.of("Grüße, 你好, \ud83d\ude00\t|")).isEqualTo("Grüße, 你好, \ud83d\ude00\t|");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u001b", "\u007f", "\u009b", "\ud800", "\udc00", "\u202e", "\u2066", "\ufffe"})
    void replacesWhatNoTextShouldHold(String unfit) {
        assertThat(PlainText.of("a" + unfit + "b")).isEqualTo("a\uFFFDb");
    }

    @ParameterizedTest
    @ValueSource(strings = {Runs.HOSTILE, "\u001b\u001b[m[mx", "\r\n\r\n", "\ud800\u001b[1m\udc00"})
    void changesNothingTheSecondTime(String text) {
        assertThat(PlainText.of(PlainText.of(text))).isEqualTo(PlainText.of(text));
        assertThat(PlainText.line(PlainText.line(text))).isEqualTo(PlainText.line(text));
    }

    @ParameterizedTest
    @CsvSource({"bios-nvme", "a/b/screenshot.png"})
    void aReportHoldsPathsInsideIt(String path) {
        assertThat(new PictureRecord("end", path).file()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "/etc/shadow", "..", "../x", "a/../../x", "a\nb", "a\u0000b"})
    void aReportHoldsNoPathThatLeadsElsewhere(String path) {
        org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
                .isThrownBy(() -> new PictureRecord("end", path));
    }
}
