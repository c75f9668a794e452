package htg.testvm.matrix;

import htg.testvm.cell.Expected;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads the part of a matrix file that speaks of what ought to happen. */
record ExpectReader(Reading reading, CellsReader cells) {

    /** The rules below {@code pointer}, in their order. */
    List<ExpectRule> rules(String pointer) {
        return reading.elements(pointer + "/expect").stream().map(this::rule).toList();
    }

    private ExpectRule rule(String pointer) {
        CellRule when = cells.rule(pointer + "/when");
        Optional<String> stage = reading.word(pointer + "/stage").flatMap(word -> reading.parse(word, this::stage));
        Optional<Pattern> reason = pattern(pointer + "/reason");
        Optional<Pattern> says = pattern(pointer + "/says");
        boolean usesNeighbour = reading.has(pointer + "/uses");
        return new ExpectRule(
                when,
                stage.<Expected>map(name -> new Expected.StopsAt(name, reason))
                        .orElseGet(() -> new Expected.Boots(says, usesNeighbour)));
    }

    private Optional<Pattern> pattern(String pointer) {
        return reading.word(pointer).flatMap(word -> reading.parse(word, ExpectReader::compiled));
    }

    private String stage(String name) {
        return Landmarks.named(name, cells.plan());
    }

    private static Pattern compiled(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException wrong) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no regular expression: " + wrong.getDescription(), wrong);
        }
    }
}
