package htg.testvm.matrix;

import htg.testvm.boot.BootPlan;
import htg.testvm.cell.Axis;
import htg.testvm.cell.Cell;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the parts of a matrix file that speak of cells and their values.
 *
 * @param plan has the landmarks that something can wait for
 */
record CellsReader(Reading reading, BootPlan plan) {

    /** Every axis with its values; none if only included cells are wanted. */
    Map<Axis, List<String>> axes() {
        Map<Axis, List<String>> axes = new EnumMap<>(Axis.class);
        if (reading.has("/axes") || !reading.has("/include")) {
            Stream.of(Axis.values()).forEach(axis -> axes.put(axis, values(axis)));
        }
        if (Combinations.count(axes) > Combinations.MOST) {
            reading.problem(
                    "/axes",
                    "these are " + Combinations.count(axes) + " combinations, more than " + Combinations.MOST
                            + ": shorten some axes");
            return Map.of();
        }
        return axes;
    }

    private List<String> values(Axis axis) {
        List<Word> words = reading.words("/axes/" + axis);
        Set<String> values = new LinkedHashSet<>();
        for (Word word : words) {
            Optional<String> value = value(axis, word);
            if (value.isPresent() && !values.add(value.get())) {
                reading.problem(word.pointer(), "'" + word.text() + "' stands on the axis a second time");
            }
        }
        return values.isEmpty() ? List.of(axis.valueIn(Cell.USUAL)) : List.copyOf(values);
    }

    /** The word as cells have it: 2048M is 2G. */
    private Optional<String> value(Axis axis, Word word) {
        return reading.parse(word, text -> {
            Cell cell = axis.set(Cell.USUAL, text);
            Landmarks.require(cell, plan);
            return axis.valueIn(cell);
        });
    }

    List<CellRule> exclude() {
        return reading.elements("/exclude").stream().map(this::rule).toList();
    }

    /** The rule at {@code pointer}. */
    CellRule rule(String pointer) {
        Map<Axis, Set<String>> values = new EnumMap<>(Axis.class);
        for (Axis axis : Axis.values()) {
            Set<String> words = new LinkedHashSet<>();
            reading.words(pointer + "/" + axis)
                    .forEach(word -> value(axis, word).ifPresent(words::add));
            if (!words.isEmpty()) {
                values.put(axis, words);
            }
        }
        return new CellRule(values);
    }

    /** The cells named below {@code pointer}. */
    List<Cell> include(String pointer) {
        List<Cell> cells = new ArrayList<>();
        for (Word word : reading.words(pointer + "/include")) {
            reading.parse(word, name -> CellName.parse(name, plan)).ifPresent(cells::add);
        }
        return cells;
    }
}
