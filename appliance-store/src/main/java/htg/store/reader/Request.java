package htg.store.reader;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a reader is to do: words of the form {@code name=value}, each name once or several times. */
public final class Request {
    private final Map<String, List<String>> words = new LinkedHashMap<>();

    /** From a command line. */
    static Request of(String... arguments) {
        Request request = new Request();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("a word without a value: " + argument);
            }
            request.and(argument.substring(0, equals), argument.substring(equals + 1));
        }
        return request;
    }

    /** A request that asks for one verb, such as {@code ls}. */
    public static Request to(String verb) {
        return new Request().and("verb", verb);
    }

    /** With one more word. */
    public Request and(String name, String value) {
        words.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
        return this;
    }

    /** As a command line. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        words.forEach((name, values) -> values.forEach(value -> arguments.add(name + "=" + value)));
        return arguments;
    }

    List<String> all(String name) {
        return List.copyOf(words.getOrDefault(name, List.of()));
    }

    Optional<String> one(String name) {
        return all(name).stream().findFirst();
    }

    String required(String name) {
        return one(name).orElseThrow(() -> new IllegalArgumentException("the word " + name + " is missing"));
    }

    boolean has(String name) {
        return words.containsKey(name);
    }

    int number(String name, int otherwise) {
        return one(name).map(Integer::parseInt).orElse(otherwise);
    }
}
