package htg.testvm.report;

import htg.testvm.cell.CellResult;
import htg.testvm.cell.CellRunner;
import htg.testvm.console.ConsoleEvent.CheckResult;
import htg.testvm.console.ConsoleEvent.Landmark;
import htg.testvm.console.TimedEvent;
import htg.testvm.report.model.CellRecord;
import htg.testvm.report.model.CheckRecord;
import htg.testvm.report.model.LandmarkRecord;
import htg.testvm.report.model.PictureRecord;
import htg.testvm.report.model.VerdictRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** From what a cell's run yields to what its report says. */
public final class CellRecords {
    private CellRecords() {}

    /**
     * The record of {@code result}.
     *
     * @param report the report's folder, which holds the cell's
     * @param command the line that runs this cell again
     */
    public static CellRecord of(CellResult result, Path report, String command) {
        return new CellRecord(
                result.cell().toString(),
                values(result),
                verdict(result),
                result.checks().isEmpty() ? "boots to multi-user" : "boots to power-off",
                result.elapsed(),
                result.landmarks().stream().flatMap(CellRecords::landmark).toList(),
                result.checks().stream().map(name -> check(result, name)).toList(),
                pictures(result),
                report.toAbsolutePath().normalize().relativize(result.folder()).toString(),
                command,
                List.of());
    }

    private static Map<String, String> values(CellResult result) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("firmware", result.cell().firmware().toString());
        values.put("bus", result.cell().bus().toString());
        return values;
    }

    private static VerdictRecord verdict(CellResult result) {
        return result.verdict().passed()
                ? VerdictRecord.passed()
                : VerdictRecord.failed(text(result.verdict().reason()), failedStage(result));
    }

    private static Optional<String> failedStage(CellResult result) {
        return result.landmarks().stream()
                .flatMap(CellRecords::landmark)
                .filter(LandmarkRecord::failed)
                .map(LandmarkRecord::name)
                .findFirst();
    }

    private static Stream<LandmarkRecord> landmark(TimedEvent event) {
        return event.event() instanceof Landmark landmark
                ? Stream.of(new LandmarkRecord(
                        event.at(), text(landmark.name()), landmark.status().toString(), text(landmark.detail())))
                : Stream.empty();
    }

    private static CheckRecord check(CellResult result, String name) {
        Optional<CheckResult> seen = result.checkResult(name);
        CheckRecord.Result outcome = seen.map(
                        check -> check.passed() ? CheckRecord.Result.PASSED : CheckRecord.Result.FAILED)
                .orElse(CheckRecord.Result.NO_RESULT);
        String detail = seen.map(CheckResult::detail).orElse("");
        return new CheckRecord(name, outcome, text(detail), text(result.checkOutput(name)));
    }

    private static List<PictureRecord> pictures(CellResult result) {
        return Files.exists(result.folder().resolve(CellRunner.SCREENSHOT))
                ? List.of(new PictureRecord(result.verdict().passed() ? "multi-user" : "end", CellRunner.SCREENSHOT))
                : List.of();
    }

    /** The console reads bytes as Latin-1, which keeps all of them; people write UTF-8. */
    private static String text(String bytes) {
        return bytes.chars().allMatch(one -> one < 0x100)
                ? new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                : bytes;
    }
}
