package htg.testvm.report;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.testvm.report.model.CellRecord;
import htg.testvm.report.model.Comparison;
import htg.testvm.report.model.RunRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run as JSON, written and read back. {@link #schema} is its published description; within a format names keep their
 * meaning and none goes away. Times are seconds.
 */
public final class ResultsJson {
    /** The name of the file in a report. */
    public static final String FILE = "results.json";

    static final String FORMAT = "htg-test-results-2";
    private static final String SCHEMA = "results.schema.json";
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ResultsJson() {}

    /** The whole run as one document. */
    public static String document(RunRecord run, Optional<Comparison> comparison) {
        return text(RunToJson.run(run, comparison));
    }

    /** A cell's landmarks alone. */
    static String timeline(CellRecord cell) {
        return text(RunToJson.timeline(cell.timeline()));
    }

    /**
     * Reads a run back.
     *
     * @param file a {@code results.json}, or the report folder that holds one
     * @throws HtgException {@link ExitCode#USAGE} when it is none
     */
    public static RunRecord read(Path file) {
        Path document = Files.isDirectory(file) ? file.resolve(FILE) : file;
        try {
            return RunFromJson.run(JSON.readTree(Files.readString(document)));
        } catch (IOException | JacksonException | IllegalArgumentException failure) {
            throw new HtgException(
                    ExitCode.USAGE,
                    "Cannot read test results from " + document + ": " + reason(failure),
                    "Name a folder that 'htg test' of this version has written.",
                    failure);
        }
    }

    /** The JSON Schema of a document (draft 2020-12), as text. */
    public static String schema() {
        try (InputStream stream = Objects.requireNonNull(ResultsJson.class.getResourceAsStream(SCHEMA))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String reason(Exception failure) {
        return failure instanceof JacksonException wrong
                ? "it is no JSON: " + wrong.getOriginalMessage()
                : HtgException.reason(failure);
    }

    private static String text(Object document) {
        return JSON.writeValueAsString(document) + "\n";
    }
}
