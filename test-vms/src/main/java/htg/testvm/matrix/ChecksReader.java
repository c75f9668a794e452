package htg.testvm.matrix;

import htg.common.HtgException;
import htg.testvm.check.BuiltInCheck;
import htg.testvm.check.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the parts of a matrix file that speak of checks.
 *
 * @param folder what script files are relative to
 */
record ChecksReader(Reading reading, Path folder) {

    /**
     * Those of htg, then the user's own.
     *
     * @param whole whether the whole base is up in the end
     * @param probe whether a probe is what runs them
     */
    List<Check> checks(boolean whole, boolean probe) {
        boolean possible = whole || probe;
        List<Check> checks = new ArrayList<>(builtIn(whole, probe));
        Set<String> names =
                Stream.of(BuiltInCheck.values()).map(Object::toString).collect(Collectors.toSet());
        for (String pointer : reading.elements("/own-checks")) {
            own(pointer, names).ifPresent(checks::add);
        }
        if (probe && checks.isEmpty()) {
            reading.problem("/checks", "a probe has nothing to do without checks");
        }
        if (!possible && !checks.isEmpty()) {
            String pointer = reading.words("/checks").isEmpty() ? "/own-checks" : "/checks";
            reading.problem(pointer, "checks run at multi-user, which 'until' does not reach");
        }
        return checks;
    }

    private List<Check> builtIn(boolean whole, boolean probe) {
        List<Word> words = reading.words("/checks");
        boolean none = words.size() == 1 && "none".equals(words.get(0).text());
        boolean all = words.size() == 1 && "all".equals(words.get(0).text());
        if (all || (whole && !reading.has("/checks"))) {
            return Stream.of(BuiltInCheck.values()).map(BuiltInCheck::check).toList();
        }
        if (probe && !reading.has("/checks")) {
            return List.of(BuiltInCheck.ROOT_ON_STICK.check());
        }
        return none
                ? List.of()
                : words.stream()
                        .flatMap(word -> reading.parse(word, ChecksReader::named).stream())
                        .distinct()
                        .map(BuiltInCheck::check)
                        .toList();
    }

    private static BuiltInCheck named(String name) {
        return Stream.of(BuiltInCheck.values())
                .filter(check -> check.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is no check: choose from "
                        + Stream.of(BuiltInCheck.values()).map(Object::toString).collect(Collectors.joining(", "))));
    }

    private Optional<Check> own(String pointer, Set<String> taken) {
        Optional<String> name =
                reading.word(pointer + "/name").flatMap(word -> reading.parse(word, text -> newName(text, taken)));
        boolean inline = reading.has(pointer + "/script");
        if (inline == reading.has(pointer + "/file")) {
            reading.problem(pointer, "a check of your own has either a 'script' or a 'file'");
            return Optional.empty();
        }
        Optional<String> script = inline
                ? reading.word(pointer + "/script").map(Word::text)
                : reading.word(pointer + "/file").flatMap(word -> reading.parse(word, this::content));
        return name.flatMap(word -> script.map(text -> Check.of(word, text)));
    }

    private static String newName(String name, Set<String> taken) {
        if (!taken.add(name)) {
            throw new IllegalArgumentException("there is another check called '" + name + "'");
        }
        return Check.of(name, "").name();
    }

    private String content(String file) {
        Path path = folder.resolve(file);
        try {
            return Files.readString(path);
        } catch (IOException failure) {
            throw new IllegalArgumentException("cannot read " + path + ": " + HtgException.reason(failure), failure);
        }
    }
}
