package htg.testvm.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.testvm.pattern.TextPattern.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextPatternTest {
    @Test
    void plainTextMeansItself() {
        TextPattern pattern = TextPattern.parse("root@host:~# [1.0]");
        assertThat(pattern.isIn("... root@host:~# [1.0]\n")).isTrue();
        assertThat(pattern.isIn("root@host:~# [100]")).isFalse();
    }

    @Test
    void anExpressionIsBetweenSlashes() {
        assertThat(TextPattern.parse("/^Debian \\d+$/").isIn("x\nDebian 12\ny")).isTrue();
        assertThat(TextPattern.parse("/^Debian \\d+$/").isIn("x Debian 12")).isFalse();
        assertThat(TextPattern.parse("/dev/sda").isIn("on /dev/sda")).isTrue();
    }

    @Test
    void saysWhereItIs() {
        assertThat(TextPattern.parse("/o+/").find("foo")).contains(new Span(1, 3));
        assertThat(TextPattern.parse("bar").find("foo")).isEmpty();
    }

    @Test
    void isToldAsItWasWritten() {
        assertThat(TextPattern.parse("/a.c/")).hasToString("/a.c/").isEqualTo(TextPattern.parse("/a.c/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "//", "/(/"})
    void refusesWhatCannotBeFound(String written) {
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> TextPattern.parse(written))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ExitCode.USAGE));
    }
}
