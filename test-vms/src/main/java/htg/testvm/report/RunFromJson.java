package htg.testvm.report;

import htg.testvm.report.model.AttemptRecord;
import htg.testvm.report.model.CellRecord;
import htg.testvm.report.model.CheckRecord;
import htg.testvm.report.model.EarlierBootRecord;
import htg.testvm.report.model.ImageRecord;
import htg.testvm.report.model.LandmarkRecord;
import htg.testvm.report.model.PictureRecord;
import htg.testvm.report.model.RunRecord;
import htg.testvm.report.model.VerdictRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads the records back; what does not fit is an {@link IllegalArgumentException}. */
final class RunFromJson {
    private RunFromJson() {}

    static RunRecord run(JsonNode root) {
        JsonFields document = new JsonFields(root);
        String format = document.text("format");
        if (!format.equals(ResultsJson.FORMAT)) {
            throw new IllegalArgumentException("its format is " + format + ", not " + ResultsJson.FORMAT);
        }
        return new RunRecord(
                document.text("version"),
                image(document.object("image")),
                document.text("accelerator"),
                document.text("matrix"),
                document.optionalText("shard"),
                instant(document.text("started")),
                document.time("seconds"),
                document.list("cells", RunFromJson::cell));
    }

    private static ImageRecord image(JsonFields image) {
        return new ImageRecord(image.text("path"), image.number("bytes"), image.optionalText("sha256"));
    }

    private static CellRecord cell(JsonFields cell) {
        return new CellRecord(
                cell.text("cell"),
                cell.object("axes").texts(),
                new VerdictRecord(kind(cell.text("verdict")), cell.text("reason"), cell.optionalText("stage")),
                cell.text("expected"),
                cell.time("seconds"),
                cell.list("timeline", RunFromJson::landmark),
                cell.list("checks", RunFromJson::check),
                cell.list("pictures", RunFromJson::picture),
                cell.text("folder"),
                cell.text("command"),
                cell.optionalList("earlierBoots", RunFromJson::earlierBoot),
                cell.list("earlierAttempts", RunFromJson::attempt),
                cell.optionalObject("firmwareReads").map(ReadsJson::reads));
    }

    private static EarlierBootRecord earlierBoot(JsonFields boot) {
        return new EarlierBootRecord(
                boot.text("end"),
                boot.time("seconds"),
                boot.list("timeline", RunFromJson::landmark),
                boot.list("pictures", RunFromJson::picture),
                boot.text("folder"));
    }

    private static PictureRecord picture(JsonFields picture) {
        return new PictureRecord(picture.text("landmark"), picture.text("file"));
    }

    private static LandmarkRecord landmark(JsonFields landmark) {
        return new LandmarkRecord(
                landmark.time("seconds"), landmark.text("landmark"), landmark.text("status"), landmark.text("detail"));
    }

    private static CheckRecord check(JsonFields check) {
        CheckRecord.Result result = named(CheckRecord.Result.values(), check.text("result"));
        return new CheckRecord(check.text("check"), result, check.text("detail"), check.text("output"));
    }

    private static AttemptRecord attempt(JsonFields attempt) {
        return new AttemptRecord(kind(attempt.text("verdict")), attempt.text("reason"), attempt.time("seconds"));
    }

    private static VerdictRecord.Kind kind(String text) {
        return named(VerdictRecord.Kind.values(), text);
    }

    private static <T> T named(T[] values, String text) {
        return Stream.of(values)
                .filter(value -> value.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' means nothing there"));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException wrong) {
            throw new IllegalArgumentException("'" + text + "' is no time", wrong);
        }
    }
}
