package htg.image.spec;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Which keys hold lists, read from the schema, so that {@code --set packages=htop} can mean a list of one. */
final class ListKeys {
    private ListKeys() {}

    static boolean isList(List<String> path) {
        JsonNode node = SpecReader.TYPE.schema();
        for (String name : path) {
            node = node.path("properties").path(name);
        }
        return "array".equals(node.path("type").asString(""));
    }
}
