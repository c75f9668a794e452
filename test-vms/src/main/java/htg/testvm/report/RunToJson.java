package htg.testvm.report;

import htg.testvm.report.model.AttemptRecord;
import htg.testvm.report.model.CellRecord;
import htg.testvm.report.model.CellState;
import htg.testvm.report.model.CheckRecord;
import htg.testvm.report.model.Comparison;
import htg.testvm.report.model.EarlierBootRecord;
import htg.testvm.report.model.ImageRecord;
import htg.testvm.report.model.LandmarkRecord;
import htg.testvm.report.model.Pace;
import htg.testvm.report.model.PictureRecord;
import htg.testvm.report.model.RunRecord;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The records as trees of maps and lists, the names in a fixed order. */
final class RunToJson {
    private RunToJson() {}

    static Map<String, Object> run(RunRecord run, Optional<Comparison> comparison) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", ResultsJson.FORMAT);
        document.put("version", run.version());
        document.put("image", image(run.image()));
        document.put("accelerator", run.accelerator());
        document.put("matrix", run.matrix());
        run.shard().ifPresent(shard -> document.put("shard", shard));
        document.put("started", run.started().toString());
        document.put("seconds", seconds(run.elapsed()));
        document.put("passed", run.passed());
        document.put("counts", counts(run));
        document.put("cells", run.cells().stream().map(RunToJson::cell).toList());
        comparison.ifPresent(different -> document.put("comparison", comparison(different)));
        return document;
    }

    static List<Map<String, Object>> timeline(List<LandmarkRecord> landmarks) {
        return landmarks.stream().map(RunToJson::landmark).toList();
    }

    private static Map<String, Object> image(ImageRecord image) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("path", image.path());
        entry.put("bytes", image.bytes());
        image.sha256().ifPresent(digest -> entry.put("sha256", digest));
        return entry;
    }

    private static Map<String, Object> counts(RunRecord run) {
        Map<String, Object> counts = new LinkedHashMap<>();
        for (CellState state : CellState.values()) {
            counts.put(state.id(), run.count(state));
        }
        return counts;
    }

    private static Map<String, Object> cell(CellRecord cell) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("cell", cell.name());
        entry.put("axes", cell.values());
        entry.put("verdict", cell.verdict().kind().toString());
        entry.put("passed", cell.verdict().kind().good());
        entry.put("reason", cell.verdict().reason());
        cell.verdict().stage().ifPresent(stage -> entry.put("stage", stage));
        entry.put("expected", cell.expected());
        entry.put("seconds", seconds(cell.elapsed()));
        entry.put("folder", cell.folder());
        entry.put("command", cell.command());
        entry.put("timeline", timeline(cell.timeline()));
        entry.put("checks", cell.checks().stream().map(RunToJson::check).toList());
        entry.put("pictures", pictures(cell.pictures()));
        entry.put(
                "earlierBoots",
                cell.earlierBoots().stream().map(RunToJson::earlierBoot).toList());
        entry.put(
                "earlierAttempts",
                cell.attempts().stream().map(RunToJson::attempt).toList());
        cell.firmwareReads().ifPresent(reads -> entry.put("firmwareReads", ReadsJson.tree(reads)));
        return entry;
    }

    private static Map<String, Object> landmark(LandmarkRecord landmark) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("landmark", landmark.name());
        entry.put("status", landmark.status());
        entry.put("seconds", seconds(landmark.at()));
        entry.put("detail", landmark.detail());
        return entry;
    }

    private static Map<String, Object> check(CheckRecord check) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("check", check.name());
        entry.put("result", check.result().toString());
        entry.put("passed", check.result() == CheckRecord.Result.PASSED);
        entry.put("detail", check.detail());
        entry.put("output", check.output());
        return entry;
    }

    private static Map<String, Object> earlierBoot(EarlierBootRecord boot) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("end", boot.end());
        entry.put("seconds", seconds(boot.elapsed()));
        entry.put("folder", boot.folder());
        entry.put("timeline", timeline(boot.timeline()));
        entry.put("pictures", pictures(boot.pictures()));
        return entry;
    }

    private static List<Map<String, Object>> pictures(List<PictureRecord> pictures) {
        return pictures.stream().map(RunToJson::picture).toList();
    }

    private static Map<String, Object> picture(PictureRecord picture) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("landmark", picture.landmark());
        entry.put("file", picture.file());
        return entry;
    }

    private static Map<String, Object> attempt(AttemptRecord attempt) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("verdict", attempt.kind().toString());
        entry.put("reason", attempt.reason());
        entry.put("seconds", seconds(attempt.elapsed()));
        return entry;
    }

    private static Map<String, Object> comparison(Comparison different) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("version", different.before().version());
        entry.put("image", image(different.before().image()));
        entry.put("accelerator", different.before().accelerator());
        entry.put("started", different.before().started().toString());
        entry.put("newFailures", different.newFailures());
        entry.put("fixed", different.fixed());
        entry.put("stillFailing", different.stillFailing());
        entry.put("newCells", different.newCells());
        entry.put("vanished", different.vanished());
        entry.put("slower", different.slower().stream().map(RunToJson::pace).toList());
        entry.put("faster", different.faster().stream().map(RunToJson::pace).toList());
        return entry;
    }

    private static Map<String, Object> pace(Pace pace) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("cell", pace.cell());
        entry.put("secondsBefore", seconds(pace.before()));
        entry.put("seconds", seconds(pace.now()));
        pace.stage().ifPresent(stage -> {
            entry.put("stage", stage);
            entry.put("stageSeconds", seconds(pace.stageChange()));
        });
        return entry;
    }

    private static BigDecimal seconds(Duration time) {
        BigDecimal exact = BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }
}
