package htg.testvm.report;

import htg.common.io.AsideFile;
import htg.testvm.cell.CellResult;
import htg.testvm.console.ConsoleEvent.CheckResult;
import htg.testvm.console.ConsoleEvent.Landmark;
import htg.testvm.console.TimedEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A run as JSON; the names of its fields are stable. Times are seconds since power-on. */
public final class ResultsJson {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ResultsJson() {}

    /** The whole run as one document. */
    public static String document(Path image, String accelerator, List<CellResult> results) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", "htg-test-results-1");
        document.put("image", image.toString());
        document.put("accelerator", accelerator);
        document.put(
                "passed", results.stream().allMatch(result -> result.verdict().passed()));
        document.put("cells", results.stream().map(ResultsJson::cell).toList());
        return JSON.writeValueAsString(document) + "\n";
    }

    /** Writes a cell's landmarks into its folder. */
    static void writeTimeline(CellResult result) {
        byte[] content = (JSON.writeValueAsString(timeline(result)) + "\n").getBytes(StandardCharsets.UTF_8);
        AsideFile.write(result.folder().resolve("timeline.json"), content);
    }

    private static Map<String, Object> cell(CellResult result) {
        Map<String, Object> cell = new LinkedHashMap<>();
        cell.put("cell", result.cell().toString());
        cell.put("firmware", result.cell().firmware().toString());
        cell.put("bus", result.cell().bus().toString());
        cell.put("passed", result.verdict().passed());
        cell.put("reason", result.verdict().reason());
        cell.put("seconds", seconds(result.elapsed()));
        cell.put("folder", result.folder().toString());
        cell.put("timeline", timeline(result));
        cell.put(
                "checks", result.checkResults().stream().map(ResultsJson::check).toList());
        return cell;
    }

    private static List<Map<String, Object>> timeline(CellResult result) {
        return result.landmarks().stream().map(ResultsJson::landmark).toList();
    }

    private static Map<String, Object> landmark(TimedEvent event) {
        Map<String, Object> entry = new LinkedHashMap<>();
        if (event.event() instanceof Landmark landmark) {
            entry.put("landmark", landmark.name());
            entry.put("status", landmark.status().toString());
            entry.put("seconds", seconds(event.at()));
            entry.put("detail", landmark.detail());
        }
        return entry;
    }

    private static Map<String, Object> check(CheckResult check) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("check", check.name());
        entry.put("passed", check.passed());
        entry.put("detail", check.detail());
        return entry;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
