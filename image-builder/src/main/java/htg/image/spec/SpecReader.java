package htg.image.spec;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads a specification with its overrides, or says everything that is wrong with it. */
public final class SpecReader {
    private static final String SCHEMA = "stick.schema.json";

    private SpecReader() {}

    /** The JSON Schema of a specification (draft 2020-12), as text. */
    public static String schema() {
        try (InputStream stream = Objects.requireNonNull(SpecReader.class.getResourceAsStream(SCHEMA))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Reads a file.
     *
     * @param overrides {@code key=value} in order, the key with dots as in {@code access.hostname}
     * @throws HtgException {@link ExitCode#USAGE} naming all problems, each with its place
     */
    public static StickSpec read(Path file, List<String> overrides) {
        try {
            return parse(file.toString(), Files.readString(file), overrides);
        } catch (IOException failure) {
            throw new HtgException(
                    ExitCode.USAGE,
                    "Cannot read the specification " + file + ": " + HtgException.reason(failure),
                    "Name an existing YAML file, or none for sticks/default.yaml.",
                    failure);
        }
    }

    /** As {@link #read}, from text. */
    public static StickSpec parse(String source, String text, List<String> overrides) {
        SpecDocument document = SpecDocument.parse(source, text);
        List<Problem> problems = new ArrayList<>(document.problems());
        overrides.forEach(override -> SpecOverride.parse(override).applyTo(document));
        for (Error error : compiledSchema().validate(document.root())) {
            problems.add(SchemaProblems.describe(error, document));
        }
        if (problems.isEmpty()) {
            StickSpec spec = SpecMapper.map(document.root());
            problems.addAll(SpecMapper.checkMeaning(spec, document));
            if (problems.isEmpty()) {
                return spec;
            }
        }
        throw Problem.asError(problems);
    }

    private static Schema compiledSchema() {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema());
    }
}
