package htg.testvm.report;

import htg.testvm.console.ConsoleEvent.CheckResult;
import htg.testvm.console.ConsoleEvent.Landmark;
import htg.testvm.console.TimedEvent;
import htg.testvm.report.model.AttemptRecord;
import htg.testvm.report.model.CellRecord;
import htg.testvm.report.model.CheckRecord;
import htg.testvm.report.model.EarlierBootRecord;
import htg.testvm.report.model.LandmarkRecord;
import htg.testvm.report.model.PictureRecord;
import htg.testvm.report.model.VerdictRecord;
import htg.testvm.run.CellResult;
import htg.testvm.run.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
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
                result.cell().values(),
                verdict(result.verdict()),
                result.expected().toString(),
                result.elapsed(),
                timeline(result.landmarks()),
                result.checks().stream().map(name -> check(result, name)).toList(),
                pictures(result.pictures()),
                inside(report, result.folder()),
                command,
                result.earlierBoots().stream()
                        .map(boot -> earlier(boot, report))
                        .toList(),
                result.failedAttempts().stream().map(CellRecords::attempt).toList(),
                result.firmwareReads());
    }

    private static VerdictRecord verdict(Verdict verdict) {
        if (verdict.passed()) {
            return VerdictRecord.passed();
        }
        if (verdict instanceof Verdict.NotRun) {
            return new VerdictRecord(VerdictRecord.Kind.NOT_RUN, text(verdict.reason()), Optional.empty());
        }
        Optional<String> stage = Optional.of(text(verdict.stage()));
        return verdict instanceof Verdict.Flaky
                ? new VerdictRecord(VerdictRecord.Kind.FLAKY, text(verdict.reason()), stage)
                : VerdictRecord.failed(text(verdict.reason()), stage);
    }

    private static AttemptRecord attempt(CellResult.FailedAttempt attempt) {
        return new AttemptRecord(
                VerdictRecord.Kind.FAILED, text(attempt.verdict().reason()), attempt.elapsed());
    }

    private static EarlierBootRecord earlier(CellResult.EarlierBoot boot, Path report) {
        return new EarlierBootRecord(
                boot.end(),
                boot.elapsed(),
                timeline(boot.events()),
                pictures(boot.pictures()),
                inside(report, boot.folder()));
    }

    private static String inside(Path report, Path folder) {
        return report.toAbsolutePath().normalize().relativize(folder).toString();
    }

    private static List<PictureRecord> pictures(List<CellResult.Picture> pictures) {
        return pictures.stream()
                .map(picture -> new PictureRecord(picture.landmark(), picture.file()))
                .toList();
    }

    private static List<LandmarkRecord> timeline(List<TimedEvent> events) {
        return events.stream().flatMap(CellRecords::landmark).toList();
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

    /** The console reads bytes as Latin-1, which keeps all of them; people write UTF-8. */
    private static String text(String bytes) {
        return bytes.chars().allMatch(one -> one < 0x100)
                ? new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                : bytes;
    }
}
