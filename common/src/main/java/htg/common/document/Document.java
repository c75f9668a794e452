package htg.common.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A YAML 1.2 document as a JSON tree that remembers where each key and value stands. Not thread-safe.
 *
 * <p>Places are kept by JSON pointer (RFC 6901). The place of a member is that of its key, the place of an element that
 * of its value.
 */
public final class Document {
    private static final int SIZE_LIMIT = 1 << 20;

    private final DocumentType type;
    private final String source;
    private final ObjectNode root;
    private final Map<String, Place> places = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private Document(DocumentType type, String source) {
        this.type = type;
        this.source = source;
        this.root = JsonNodeFactory.instance.objectNode();
        places.put("", new Place(source, 1, 1));
    }

    /**
     * Parses {@code text}; an empty text is an empty mapping.
     *
     * @param source where the text comes from, for the places in it
     * @throws htg.common.HtgException when it is not YAML at all
     */
    public static Document parse(DocumentType type, String source, String text) {
        Document document = new Document(type, source);
        Optional<Node> top = document.compose(text);
        top.ifPresent(node -> {
            if (node instanceof MappingNode mapping) {
                document.fill(document.root, mapping, "");
            } else {
                document.problem(node, "a " + type.noun() + " is a list of 'key: value' lines");
            }
        });
        return document;
    }

    /**
     * Parses one value as it would stand in a document.
     *
     * @throws htg.common.HtgException when it is none
     */
    public static JsonNode parseValue(DocumentType type, String source, String text) {
        Document document = new Document(type, source);
        JsonNode value = document.compose(text)
                .map(node -> document.value(node, ""))
                .orElse(JsonNodeFactory.instance.stringNode(""));
        if (!document.problems.isEmpty()) {
            throw type.error(document.problems);
        }
        return value;
    }

    /** The tree; an empty object where the text is something else. */
    public ObjectNode root() {
        return root;
    }

    /** What is wrong with the text by itself. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** Says that everything at and below {@code pointer} now comes from {@code place}. */
    public void movedTo(String pointer, Place place) {
        places.keySet().removeIf(key -> key.startsWith(pointer + "/"));
        places.put(pointer, place);
    }

    /** The place of the value at {@code pointer}, or of the nearest thing around it. */
    public Place placeOf(String pointer) {
        String at = pointer;
        while (!places.containsKey(at) && at.contains("/")) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        return places.getOrDefault(at, new Place(source, 1, 1));
    }

    /** The pointer of a member of the object at {@code pointer}. */
    public static String child(String pointer, String key) {
        return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
    }

    private Optional<Node> compose(String text) {
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setLabel(source)
                    .setCodePointLimit(SIZE_LIMIT)
                    .build();
            return new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException failure) {
            Place place =
                    failure.getProblemMark().map(mark -> place(source, mark)).orElse(new Place(source, 1, 1));
            throw type.error(List.of(new Problem(place, "this is not YAML: " + failure.getProblem())));
        } catch (YamlEngineException failure) {
            throw type.error(
                    List.of(new Problem(new Place(source, 1, 1), "this is not YAML: " + failure.getMessage())));
        }
    }

    private void fill(ObjectNode object, MappingNode mapping, String pointer) {
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problem(tuple.getKeyNode(), "a key is a plain word");
                continue;
            }
            String name = key.getValue();
            String member = child(pointer, name);
            if (object.has(name)) {
                problem(key, "the key '" + name + "' stands here a second time");
                continue;
            }
            places.put(member, place(key));
            object.set(name, value(tuple.getValueNode(), member));
        }
    }

    private JsonNode value(Node node, String pointer) {
        if (node instanceof MappingNode mapping) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            fill(object, mapping, pointer);
            return object;
        }
        if (node instanceof SequenceNode sequence) {
            return elements(sequence, pointer);
        }
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar);
        }
        problem(node, "anchors and aliases are not used in a " + type.noun());
        return JsonNodeFactory.instance.nullNode();
    }

    private ArrayNode elements(SequenceNode sequence, String pointer) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Node element : sequence.getValue()) {
            String at = pointer + "/" + array.size();
            places.put(at, place(element));
            array.add(value(element, at));
        }
        return array;
    }

    private static JsonNode scalar(ScalarNode scalar) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        String text = scalar.getValue();
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.NULL)) {
            return json.nullNode();
        }
        if (tag.equals(Tag.BOOL)) {
            return json.booleanNode("true".equalsIgnoreCase(text));
        }
        if (tag.equals(Tag.INT) && text.matches("[-+]?\\d{1,18}")) {
            return json.numberNode(Long.parseLong(text));
        }
        return json.stringNode(text);
    }

    private void problem(Node node, String message) {
        problems.add(new Problem(place(node), message));
    }

    private Place place(Node node) {
        return node.getStartMark().map(mark -> place(source, mark)).orElse(new Place(source, 1, 1));
    }

    private static Place place(String source, Mark mark) {
        return new Place(source, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
