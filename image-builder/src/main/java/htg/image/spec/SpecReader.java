package htg.image.spec;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.document.Document;
import htg.common.document.DocumentType;
import htg.common.document.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a specification with its overrides, or says everything that is wrong with it. */
public final class SpecReader {
    static final DocumentType TYPE = DocumentType.of(
            "specification",
            SpecReader.class,
            "stick.schema.json",
            "Nothing was started. 'htg build --schema' prints what a specification may contain.");

    private SpecReader() {}

    /** The JSON Schema of a specification (draft 2020-12), as text. */
    public static String schema() {
        return TYPE.schemaText();
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
        Document document = Document.parse(TYPE, source, text);
        List<Problem> problems = new ArrayList<>(document.problems());
        overrides.forEach(override -> SpecOverride.parse(override).applyTo(document));
        problems.addAll(TYPE.check(document));
        if (problems.isEmpty()) {
            StickSpec spec = SpecMapper.map(document.root(), SecureBootKey.read(document, problems));
            problems.addAll(SpecMapper.checkMeaning(spec, document));
            SecureBootKey.checkUse(spec, document, problems);
            if (problems.isEmpty()) {
                return spec;
            }
        }
        throw TYPE.error(problems);
    }
}
