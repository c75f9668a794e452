package htg.image.spec;

import com.networknt.schema.Error;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Words a schema violation for people. */
final class SchemaProblems {
    private SchemaProblems() {}

    static Problem describe(Error error, SpecDocument document) {
        String pointer = pointer(error);
        String member = Optional.ofNullable(error.getProperty()).orElse("");
        return switch (error.getKeyword()) {
            case "additionalProperties" ->
                new Problem(
                        document.placeOf(SpecDocument.child(pointer, member)),
                        "unknown key '" + member + "'" + where(pointer) + "; known are " + knownKeys(error));
            case "dependentRequired" ->
                new Problem(document.placeOf(pointer), name(pointer) + ": fixed network settings need 'addresses'");
            case "enum" ->
                new Problem(
                        document.placeOf(pointer),
                        name(pointer) + " is " + shown(error) + "; possible are " + list(error.getSchemaNode()));
            case "pattern" ->
                new Problem(document.placeOf(pointer), name(pointer) + " cannot be " + shown(error) + explain(error));
            case "type" ->
                new Problem(
                        document.placeOf(pointer),
                        name(pointer) + " is " + shown(error) + ", but wants "
                                + error.getSchemaNode().asString("another type"));
            default -> new Problem(document.placeOf(pointer), name(pointer) + ": " + error.getMessage());
        };
    }

    private static String pointer(Error error) {
        String text = error.getInstanceLocation().toString();
        return text.startsWith("#") ? text.substring(1) : text;
    }

    private static String name(String pointer) {
        return pointer.isEmpty() ? "the specification" : pointer.substring(1).replace('/', '.');
    }

    private static String where(String pointer) {
        return pointer.isEmpty() ? "" : " in '" + name(pointer) + "'";
    }

    private static String shown(Error error) {
        JsonNode node = error.getInstanceNode();
        String text = node == null ? "" : node.toString();
        return text.length() > 80 ? text.substring(0, 77) + "..." : text;
    }

    private static String list(JsonNode values) {
        return values == null
                ? ""
                : values.toString().replace("\"", "").replace("[", "").replace("]", "");
    }

    private static String knownKeys(Error error) {
        JsonNode schema = Schemas.at(error);
        return String.join(", ", schema.path("properties").propertyNames());
    }

    private static String explain(Error error) {
        String description = Schemas.at(error).path("description").asString("");
        String pattern = error.getSchemaNode().asString("");
        return description.isEmpty() ? "; it must match " + pattern : " (" + description + ")";
    }
}
