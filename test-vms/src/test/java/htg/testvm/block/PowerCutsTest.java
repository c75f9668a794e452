package htg.testvm.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.testvm.block.WriteLog.Entry;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PowerCutsTest {
    @Test
    void everyIsBeforeTheFirstWriteAndAfterEachButNotAfterAFlush() {
        assertThat(PowerCuts.parse("every").choose(log("wwFwdFF"))).containsExactly(0L, 1L, 2L, 4L, 5L);
    }

    @Test
    void aLogWithoutWritesHasNothingButTheStart() {
        assertThat(PowerCuts.parse("every").choose(log("FF"))).containsExactly(0L);
        assertThat(PowerCuts.parse("sample:5").choose(log("FF"))).isEmpty();
    }

    @Test
    void aSampleHasTheFirstWriteAndTheLast() {
        assertThat(PowerCuts.parse("sample:2").choose(log("FwwwFwwwF"))).containsExactly(2L, 8L);
        assertThat(PowerCuts.parse("sample:2").choose(log("w"))).containsExactly(1L);
    }

    @Test
    void aSamplePrefersTheWritesAroundFlushes() {
        assertThat(PowerCuts.parse("sample:4").choose(log("wwwwFF" + "w".repeat(14))))
                .containsExactly(1L, 4L, 7L, 20L);
    }

    @Test
    void aSampleIsFilledUpEvenly() {
        assertThat(PowerCuts.parse("sample:5").choose(log("w".repeat(100)))).containsExactly(1L, 18L, 51L, 83L, 100L);
    }

    @Test
    void aSampleOfMoreThanThereIsIsEverything() {
        List<Long> all = LongStream.rangeClosed(1, 7).boxed().toList();
        assertThat(PowerCuts.parse("sample:1000").choose(log("wwwwwww"))).isEqualTo(all);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10, 57, 99})
    void aSampleHasItsSizeAndIsTheSameEachTime(int count) {
        String log = "wwFwF".repeat(40);
        PowerCuts cuts = PowerCuts.parse("sample:" + count);
        assertThat(cuts.choose(log(log)))
                .hasSize(count)
                .isSorted()
                .doesNotHaveDuplicates()
                .contains(1L, 199L)
                .isEqualTo(cuts.choose(log(log)))
                .isSubsetOf(new PowerCuts.Every().choose(log(log)));
    }

    @Test
    void readsBackWhatItWrites() {
        assertThat(PowerCuts.parse("every")).hasToString("every");
        assertThat(PowerCuts.parse("sample:20")).hasToString("sample:20");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "all", "sample", "sample:", "sample:1", "sample:0", "sample:-3", "sample:99999999999"})
    void refusesWhatItDoesNotKnow(String text) {
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> PowerCuts.parse(text))
                .withMessage("'" + text + "' chooses no power cuts")
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ExitCode.USAGE));
    }

    /** A log by one letter an entry: a write, a discard, or a flush. */
    private static List<Entry> log(String letters) {
        return letters.chars()
                .mapToObj(letter -> new Entry(0, letter == 'F' ? 0 : 512, letter == 'F', letter == 'd', 0))
                .collect(Collectors.toList());
    }
}
