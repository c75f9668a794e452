package htg.common.document;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import htg.common.ExitCode;
import htg.common.HtgException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a kind of document is called and may contain. */
public final class DocumentType {
    private final String noun;
    private final String schemaText;
    private final String hint;
    private final JsonNode schema;

    private DocumentType(String noun, String schemaText, String hint) {
        this.noun = noun;
        this.schemaText = schemaText;
        this.hint = hint;
        this.schema = JsonMapper.shared().readTree(schemaText);
    }

    /**
     * The type whose JSON Schema (draft 2020-12) is a resource beside {@code reader}.
     *
     * @param noun what users call such a document, to be used after an article: {@code specification}
     * @param hint the next thing to do for the author of a wrong one
     */
    public static DocumentType of(String noun, Class<?> reader, String resource, String hint) {
        try (InputStream stream = reader.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("the resource " + resource + " is not on the class path");
            }
            return new DocumentType(noun, new String(stream.readAllBytes(), StandardCharsets.UTF_8), hint);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The schema as it is published. */
    public String schemaText() {
        return schemaText;
    }

    /** The schema as a tree; not to be changed. */
    public JsonNode schema() {
        return schema;
    }

    /** What the schema finds wrong, in no particular order. */
    public List<Problem> check(Document document) {
        Schema compiled = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schemaText);
        SchemaProblems words = new SchemaProblems(this, document);
        return compiled.validate(document.root()).stream().map(words::describe).toList();
    }

    /** All problems as one error, {@link ExitCode#USAGE}, in the order of the text. */
    public HtgException error(Collection<Problem> problems) {
        List<Problem> list = problems.stream().distinct().sorted().toList();
        return new HtgException(
                ExitCode.USAGE,
                "The " + noun + " has " + (list.size() == 1 ? "a problem" : "problems") + ":"
                        + list.stream().map(problem -> "\n  " + problem).collect(Collectors.joining()),
                hint);
    }

    String noun() {
        return noun;
    }

    /** The schema object that holds the keyword which {@code error} violates. */
    JsonNode around(Error error) {
        String location = error.getSchemaLocation().toString();
        String keyword = location.substring(location.indexOf('#') + 1);
        int last = keyword.lastIndexOf('/');
        return schema.at(JsonPointer.compile(last <= 0 ? "" : keyword.substring(0, last)));
    }
}
