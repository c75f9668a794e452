package htg.testvm.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import htg.testvm.cell.Axis;
import htg.testvm.cell.Cell;
import htg.testvm.fault.Neighbour;
import htg.testvm.machine.Bus;
import htg.testvm.machine.Firmware;
import htg.testvm.machine.Slot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PairwiseTest {
    private static final int MATRICES = 60;
    private static final Map<Axis, List<String>> WORDS = Map.of(
            Axis.FIRMWARE, words(Firmware.values()),
            Axis.BUS, words(Bus.values()).subList(0, 12),
            Axis.WHERE, words(Slot.values()),
            Axis.SECTORS, List.of("512", "4k"),
            Axis.MEMORY, List.of("256M", "512M", "1G", "2G"),
            Axis.MIRROR, List.of("both", "first-half"),
            Axis.NEIGHBOUR, words(Neighbour.values()).subList(0, 6),
            Axis.FAULT,
                    List.of("none", "replug", "no-rtc", "read-only", "truncated@pool:1M", "eio@pool", "enospc@esp"));

    /**
     * {@link #leastCells} is a bound that no cover reaches where impossible cells keep the pairs of other axes from being
     * shared out: in one matrix that may cost half as many cells again (22 instead of 16 is the worst here), over all of
     * them a tenth.
     */
    @Test
    void everyTwoValuesThatCanMeetDoSoInFewCells() {
        Random random = new Random(42);
        int all = 0;
        int least = 0;
        for (int i = 0; i < MATRICES; i++) {
            Map<Axis, List<String>> axes = randomAxes(random);
            List<Cell> possible = possible(axes);
            List<Cell> chosen = Pairwise.of(possible);
            assertThat(pairs(chosen)).as("%s", axes).isEqualTo(pairs(possible));
            assertThat(possible).containsSubsequence(chosen);
            assertThat(chosen.size()).as("%s", axes).isLessThanOrEqualTo(Math.max(3, leastCells(possible) * 3 / 2));
            all += chosen.size();
            least += leastCells(possible);
        }
        assertThat(all).isBetween(least, least * 11 / 10);
    }

    @Test
    void everyChosenCellIsNeeded() {
        Random random = new Random(7);
        for (int i = 0; i < MATRICES; i++) {
            List<Cell> chosen = Pairwise.of(possible(randomAxes(random)));
            Set<String> all = pairs(chosen);
            assertThat(chosen).noneMatch(cell -> pairs(without(cell, chosen)).equals(all));
        }
    }

    @Test
    void whereNothingIsImpossibleTheCellsAreNearTheProductOfTheTwoLargestAxes() {
        Map<Axis, List<String>> axes = usual();
        axes.put(Axis.BUS, WORDS.get(Axis.BUS));
        axes.put(Axis.MEMORY, WORDS.get(Axis.MEMORY));
        axes.put(Axis.NEIGHBOUR, WORDS.get(Axis.NEIGHBOUR));
        assertThat(Pairwise.of(possible(axes))).hasSizeBetween(12 * 6, 12 * 6 + 3);
    }

    @Test
    void theCheaperOfEquallyGoodCellsAreTaken() {
        Map<Axis, List<String>> axes = usual();
        axes.put(Axis.FIRMWARE, List.of("uefi", "bios", "direct"));
        axes.put(Axis.MEMORY, WORDS.get(Axis.MEMORY));
        axes.put(Axis.NEIGHBOUR, WORDS.get(Axis.NEIGHBOUR));
        List<Cell> chosen = Pairwise.of(possible(axes));
        assertThat(chosen).hasSizeBetween(24, 25);
        assertThat(chosen).filteredOn(cell -> cell.firmware() == Firmware.UEFI).hasSizeLessThan(7);
        assertThat(chosen).filteredOn(Cell::isDirect).hasSizeGreaterThan(8);
        assertThat(Cost.of(Cell.parse("bios/usb-ohci"))).isGreaterThan(Cost.of(Cell.parse("uefi/nvme")));
    }

    @Test
    void theOrderOfTheCandidatesAloneDecides() {
        List<Cell> possible = possible(randomAxes(new Random(3)));
        assertThat(Pairwise.of(possible)).isEqualTo(Pairwise.of(new ArrayList<>(possible)));
        assertThat(Pairwise.of(List.of())).isEmpty();
    }

    @Test
    void tensOfThousandsOfCandidatesAreNoTrouble() {
        Map<Axis, List<String>> axes = new EnumMap<>(WORDS);
        axes.put(
                Axis.MEMORY,
                IntStream.range(300, 330).mapToObj(size -> size + "M").toList());
        List<Cell> possible = possible(axes);
        assertThat(possible).hasSizeGreaterThan(30_000);
        long start = System.nanoTime();
        List<Cell> chosen = Pairwise.of(possible);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(chosen).hasSizeBetween(30 * 12, 30 * 12 * 11 / 10);
    }

    private static List<String> words(Object[] values) {
        return Stream.of(values).map(Object::toString).toList();
    }

    private static List<Cell> without(Cell cell, List<Cell> cells) {
        return cells.stream().filter(other -> !other.equals(cell)).toList();
    }

    private static Map<Axis, List<String>> usual() {
        Map<Axis, List<String>> axes = new EnumMap<>(Axis.class);
        Stream.of(Axis.values()).forEach(axis -> axes.put(axis, List.of(axis.valueIn(Cell.USUAL))));
        axes.put(Axis.FIRMWARE, List.of("direct"));
        return axes;
    }

    private static Map<Axis, List<String>> randomAxes(Random random) {
        Map<Axis, List<String>> axes = new EnumMap<>(Axis.class);
        for (Axis axis : Axis.values()) {
            List<String> words = new ArrayList<>(WORDS.getOrDefault(axis, List.of()));
            Collections.shuffle(words, random);
            axes.put(axis, words.subList(0, 1 + random.nextInt(words.size())));
        }
        return axes;
    }

    private static List<Cell> possible(Map<Axis, List<String>> axes) {
        return Combinations.of(axes).stream()
                .filter(cell -> cell.obstacle().isEmpty())
                .toList();
    }

    /** As texts, on purpose not as the code under test numbers them. */
    private static Set<String> pairs(List<Cell> cells) {
        Set<String> pairs = new HashSet<>();
        for (Cell cell : cells) {
            List<String> words = List.copyOf(cell.values().values());
            IntStream.range(0, words.size())
                    .forEach(a -> IntStream.range(a + 1, words.size())
                            .forEach(b -> pairs.add(a + words.get(a) + " " + b + words.get(b))));
        }
        return pairs;
    }

    /** The most pairs that any two axes have: a cell has one of them. */
    private static int leastCells(List<Cell> possible) {
        int most = 0;
        for (Axis a : Axis.values()) {
            for (Axis b : Axis.values()) {
                int pairs = (int) possible.stream()
                        .map(cell -> a.valueIn(cell) + " " + b.valueIn(cell))
                        .distinct()
                        .count();
                most = a == b ? most : Math.max(most, pairs);
            }
        }
        return most;
    }
}
