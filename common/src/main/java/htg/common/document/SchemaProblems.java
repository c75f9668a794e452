package htg.common.document;

import com.networknt.schema.Error;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Words the violations of a schema for people. */
record SchemaProblems(DocumentType type, Document document) {
    private static final int LONGEST = 80;

    Problem describe(Error error) {
        String pointer = pointer(error);
        String member = Optional.ofNullable(error.getProperty()).orElse("");
        return switch (error.getKeyword()) {
            case "additionalProperties" ->
                new Problem(
                        document.placeOf(Document.child(pointer, member)),
                        "unknown key '" + member + "'" + where(pointer) + "; known are " + knownKeys(error));
            case "required" -> problem(pointer, ": '" + member + "' is missing");
            case "dependentRequired" -> problem(pointer, ": " + dependency(error.getSchemaNode()));
            case "enum" -> problem(pointer, " is " + shown(error) + "; possible are " + list(error.getSchemaNode()));
            case "pattern" -> problem(pointer, " cannot be " + shown(error) + explain(error));
            case "type" -> problem(pointer, " is " + shown(error) + ", but wants " + types(error.getSchemaNode()));
            default -> problem(pointer, ": " + error.getMessage());
        };
    }

    private Problem problem(String pointer, String predicate) {
        return new Problem(document.placeOf(pointer), name(pointer) + predicate);
    }

    private static String pointer(Error error) {
        String text = error.getInstanceLocation().toString();
        return text.startsWith("#") ? text.substring(1) : text;
    }

    private String name(String pointer) {
        return pointer.isEmpty() ? "the " + type.noun() : pointer.substring(1).replace('/', '.');
    }

    private String where(String pointer) {
        return pointer.isEmpty() ? "" : " in '" + name(pointer) + "'";
    }

    private static String shown(Error error) {
        JsonNode node = error.getInstanceNode();
        String text = node == null ? "" : node.toString();
        return text.length() > LONGEST ? text.substring(0, LONGEST - 3) + "..." : text;
    }

    /** Of keys that all depend on the same ones. */
    private static String dependency(JsonNode keyword) {
        List<String> keys = List.copyOf(keyword.propertyNames());
        String needed = list(keyword.iterator().next());
        return "'" + String.join("' and '", keys) + "' " + (keys.size() == 1 ? "needs" : "need") + " '" + needed + "'";
    }

    private static String types(JsonNode keyword) {
        return keyword.isArray() ? list(keyword).replace(",", " or") : keyword.asString("another type");
    }

    private static String list(JsonNode values) {
        return values == null
                ? ""
                : values.toString()
                        .replace("\"", "")
                        .replace("[", "")
                        .replace("]", "")
                        .replace(",", ", ");
    }

    private String knownKeys(Error error) {
        return String.join(", ", type.around(error).path("properties").propertyNames());
    }

    private String explain(Error error) {
        String description = type.around(error).path("description").asString("");
        String pattern = error.getSchemaNode().asString("");
        return description.isEmpty() ? "; it must match " + pattern : " (" + description + ")";
    }
}
