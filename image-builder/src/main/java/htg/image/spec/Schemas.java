package htg.image.spec;

import com.networknt.schema.Error;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds the part of the schema that an error speaks of. */
final class Schemas {
    private static final JsonNode ROOT = JsonMapper.shared().readTree(SpecReader.schema());

    private Schemas() {}

    /** The schema object that holds the violated keyword. */
    static JsonNode at(Error error) {
        String location = error.getSchemaLocation().toString();
        String keyword = location.substring(location.indexOf('#') + 1);
        int last = keyword.lastIndexOf('/');
        return ROOT.at(JsonPointer.compile(last <= 0 ? "" : keyword.substring(0, last)));
    }
}
