package htg.image.spec;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.document.Document;
import htg.common.document.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One {@code --set key=value}. The value is YAML; {@code @FILE} stands for the file's text. A single value given for a
 * list is a list of one, and {@code key+=value} appends.
 */
record SpecOverride(List<String> path, boolean append, String option, JsonNode value) {

    static SpecOverride parse(String text) {
        int equals = text.indexOf('=');
        boolean append = equals > 0 && text.charAt(equals - 1) == '+';
        String key = equals < 0 ? "" : text.substring(0, append ? equals - 1 : equals);
        if (!key.matches("[a-z-]+(\\.[a-z-]+)*")) {
            throw new HtgException(
                    ExitCode.USAGE,
                    "--set wants key=value, not '" + text + "'",
                    "For example: --set access.hostname=lab1");
        }
        String option = "--set " + key;
        return new SpecOverride(
                List.of(key.split("\\.", -1)), append, option, value(option, text.substring(equals + 1)));
    }

    private static JsonNode value(String option, String text) {
        if (!text.startsWith("@")) {
            return Document.parseValue(SpecReader.TYPE, option, text);
        }
        Path file = Path.of(text.substring(1));
        try {
            return JsonNodeFactory.instance.stringNode(Files.readString(file).strip());
        } catch (IOException failure) {
            throw new HtgException(
                    ExitCode.USAGE,
                    option + ": cannot read " + file + ": " + HtgException.reason(failure),
                    "Name a readable text file after the @.",
                    failure);
        }
    }

    void applyTo(Document document) {
        ObjectNode object = document.root();
        String pointer = "";
        for (String name : path.subList(0, path.size() - 1)) {
            pointer = Document.child(pointer, name);
            JsonNode inner = object.get(name);
            if (!(inner instanceof ObjectNode)) {
                inner = object.putObject(name);
                document.movedTo(pointer, Place.option(option));
            }
            object = (ObjectNode) inner;
        }
        String last = path.get(path.size() - 1);
        object.set(last, merged(object.get(last)));
        document.movedTo(Document.child(pointer, last), Place.option(option));
    }

    private JsonNode merged(@org.jspecify.annotations.Nullable JsonNode old) {
        boolean wantsList = append || ListKeys.isList(path);
        if (!wantsList) {
            return value;
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        if (append && old instanceof ArrayNode before) {
            before.forEach(list::add);
        }
        if (value instanceof ArrayNode more) {
            more.forEach(list::add);
        } else {
            list.add(value);
        }
        return list;
    }
}
