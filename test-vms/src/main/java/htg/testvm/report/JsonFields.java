package htg.testvm.report;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** A JSON object whose fields are asked for by name and type; a field that does not fit is named in the error. */
record JsonFields(JsonNode node) {
    private static final double LONGEST = 1e9;

    JsonFields {
        if (!node.isObject()) {
            throw new IllegalArgumentException("there is something else where an object belongs");
        }
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> wrong(name, "text"));
    }

    Optional<String> optionalText(String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw wrong(name, "text");
        }
        return Optional.of(value.stringValue());
    }

    long number(String name) {
        JsonNode value = node.path(name);
        if (!value.canConvertToLong() || !value.isIntegralNumber()) {
            throw wrong(name, "whole number");
        }
        return value.longValue();
    }

    /** Seconds as a time. */
    Duration time(String name) {
        JsonNode value = node.path(name);
        // The comparison is false for what is no number and for infinity as well.
        if (!value.isNumber() || !(Math.abs(value.doubleValue()) < LONGEST)) {
            throw wrong(name, "number of seconds");
        }
        return Duration.ofMillis(Math.round(value.doubleValue() * 1000));
    }

    JsonFields object(String name) {
        if (!node.path(name).isObject()) {
            throw wrong(name, "object");
        }
        return new JsonFields(node.path(name));
    }

    /** One that not every document has. */
    Optional<JsonFields> optionalObject(String name) {
        return node.has(name) ? Optional.of(object(name)) : Optional.empty();
    }

    /** All fields, each of them a whole number, in their order. */
    Map<String, Long> numbers() {
        Map<String, Long> numbers = new LinkedHashMap<>();
        node.propertyNames().forEach(name -> numbers.put(name, number(name)));
        return numbers;
    }

    /** All fields, each of them text, in their order. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        node.propertyNames().forEach(name -> texts.put(name, text(name)));
        return texts;
    }

    <T> List<T> list(String name, Function<JsonFields, T> reader) {
        JsonNode values = node.path(name);
        if (!values.isArray()) {
            throw wrong(name, "list");
        }
        return values.valueStream().map(JsonFields::new).map(reader).toList();
    }

    /** One that documents of earlier versions lack. */
    <T> List<T> optionalList(String name, Function<JsonFields, T> reader) {
        return node.has(name) ? list(name, reader) : List.of();
    }

    private static IllegalArgumentException wrong(String name, String type) {
        return new IllegalArgumentException("'" + name + "' is missing, or no " + type);
    }
}
