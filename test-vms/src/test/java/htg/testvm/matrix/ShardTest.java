package htg.testvm.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.common.HtgException;
import htg.testvm.run.PlannedCell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {
    private static final List<PlannedCell> CELLS =
            MatrixReader.builtIn("default").cells();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100})
    void everyCellIsInOneShard(int count) {
        Map<String, Duration> times = randomTimes(new Random(count));
        List<PlannedCell> all = IntStream.rangeClosed(1, count)
                .mapToObj(number -> new Shard(number, count).select(CELLS, times))
                .flatMap(List::stream)
                .toList();
        assertThat(all).containsExactlyInAnyOrderElementsOf(CELLS);
    }

    @Test
    void shardsTakeAboutTheSameTime() {
        Map<String, Duration> times = randomTimes(new Random(1));
        CellTimes weights = new CellTimes(CELLS, times);
        List<Long> loads = loads(3, times, weights);
        long longest = CELLS.stream().mapToLong(weights::weight).max().orElseThrow();
        assertThat(Collections.max(loads) - Collections.min(loads)).isLessThanOrEqualTo(longest / 4);
        CellTimes guesses = new CellTimes(CELLS, Map.of());
        List<Long> guessed = loads(3, Map.of(), guesses);
        assertThat(Collections.max(guessed) - Collections.min(guessed)).isLessThanOrEqualTo(20);
    }

    @Test
    void theOrderOfTheCellsDoesNotMatter() {
        Map<String, Duration> times = randomTimes(new Random(2));
        List<PlannedCell> shuffled = new ArrayList<>(CELLS);
        Collections.shuffle(shuffled, new Random(5));
        Shard shard = new Shard(2, 3);
        assertThat(shard.select(shuffled, times)).containsExactlyInAnyOrderElementsOf(shard.select(CELLS, times));
        assertThat(shard.select(shuffled, Map.of())).containsExactlyInAnyOrderElementsOf(shard.select(CELLS, Map.of()));
    }

    @Test
    void theLongestStartsFirstIfTimesAreKnown() {
        assertThat(Shard.WHOLE.select(CELLS, Map.of())).isEqualTo(CELLS);
        String longest = CELLS.get(5).cell().toString();
        String shortest = CELLS.get(0).cell().toString();
        String usual = CELLS.get(9).cell().toString();
        Map<String, Duration> times =
                Map.of(longest, Duration.ofSeconds(90), shortest, Duration.ofSeconds(1), usual, Duration.ofSeconds(10));
        List<PlannedCell> ordered = Shard.WHOLE.select(CELLS, times);
        assertThat(ordered.get(0)).isEqualTo(CELLS.get(5));
        assertThat(ordered).last().isEqualTo(CELLS.get(0));
        assertThat(new CellTimes(CELLS, times).weight(CELLS.get(20))).isEqualTo(10_000);
    }

    @Test
    void readsWhatItPrints() {
        assertThat(Shard.parse("2/3")).isEqualTo(new Shard(2, 3)).hasToString("2/3");
        for (String wrong : List.of("", "3", "0/3", "4/3", "2/0", "a/b", "-1/2", "1/2/3", "99999/99999")) {
            assertThatThrownBy(() -> Shard.parse(wrong))
                    .isInstanceOf(HtgException.class)
                    .hasMessageContaining("'" + wrong + "' is no shard");
        }
    }

    private static List<Long> loads(int count, Map<String, Duration> times, CellTimes weights) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> new Shard(number, count)
                        .select(CELLS, times).stream()
                                .mapToLong(weights::weight)
                                .sum())
                .toList();
    }

    /** For most cells, and some that are not there. */
    private static Map<String, Duration> randomTimes(Random random) {
        Map<String, Duration> times = new HashMap<>();
        CELLS.stream()
                .filter(cell -> random.nextInt(5) > 0)
                .forEach(cell -> times.put(cell.cell().toString(), Duration.ofMillis(5_000 + random.nextInt(60_000))));
        times.put("bios/tape", Duration.ofHours(1));
        return times;
    }
}
