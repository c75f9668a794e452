package htg.testvm.matrix;

import htg.common.HtgException;
import htg.common.document.Document;
import htg.common.document.DocumentType;
import htg.common.document.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * A document while it is read: its values by JSON pointer, and all that was found wrong so far. A value of the wrong type
 * passes as missing, because the schema has complained about it already.
 */
final class Reading {
    private final Document document;
    private final List<Problem> problems;

    Reading(DocumentType type, Document document) {
        this.document = document;
        this.problems = new ArrayList<>(document.problems());
        this.problems.addAll(type.check(document));
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    void problem(String pointer, String message) {
        problems.add(new Problem(document.placeOf(pointer), message));
    }

    boolean has(String pointer) {
        return !at(pointer).isMissingNode();
    }

    Optional<Word> word(String pointer) {
        JsonNode node = at(pointer);
        return node.isString() || node.isIntegralNumber()
                ? Optional.of(new Word(pointer, node.asString()))
                : Optional.empty();
    }

    /** The words of a list; one word is a list of itself. */
    List<Word> words(String pointer) {
        return Stream.concat(word(pointer).stream(), elements(pointer).stream().flatMap(at -> word(at).stream()))
                .toList();
    }

    /** Pointers to the elements of a list. */
    List<String> elements(String pointer) {
        JsonNode node = at(pointer);
        int count = node.isArray() ? node.size() : 0;
        return IntStream.range(0, count).mapToObj(i -> pointer + "/" + i).toList();
    }

    /** The keys of an object. */
    List<String> keys(String pointer) {
        JsonNode node = at(pointer);
        return node.isObject() ? List.copyOf(node.propertyNames()) : List.of();
    }

    /** What {@code parser} makes of the word; when it refuses, its message becomes a problem. */
    <T> Optional<T> parse(Word word, Function<String, T> parser) {
        try {
            return Optional.of(parser.apply(word.text()));
        } catch (IllegalArgumentException | HtgException wrong) {
            problem(word.pointer(), HtgException.reason(wrong));
            return Optional.empty();
        }
    }

    private JsonNode at(String pointer) {
        return document.root().at(JsonPointer.compile(pointer));
    }
}
