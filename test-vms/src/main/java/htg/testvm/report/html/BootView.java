package htg.testvm.report.html;

import htg.testvm.report.model.LandmarkRecord;
import htg.testvm.report.model.PictureRecord;
import htg.testvm.report.model.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the page says about one boot: its timeline, which leads to places in its logs, these, and its pictures.
 *
 * @param anchor what the names of its places begin with
 * @param folder where its files are
 * @param shown the same, relative to the report
 * @param logName what is put before the names of its logs
 */
record BootView(
        String anchor,
        Path folder,
        String shown,
        String logName,
        List<LandmarkRecord> timeline,
        List<Stage> stages,
        List<PictureRecord> pictures) {
    private static final List<String> LOGS = List.of("serial.log", "firmware.log");
    private static final int LAST_LINES = 12;

    Map<String, Object> model() throws IOException {
        LandmarkPlaces places = new LandmarkPlaces(anchor, timeline);
        List<Map<String, Object>> logs = new ArrayList<>();
        List<String> last = List.of();
        for (String name : LOGS) {
            Optional<LogExcerpt> log = LogExcerpt.read(folder.resolve(name));
            if (log.isPresent()) {
                List<LogPiece> pieces = MarkedLog.of(log.get(), Path.of(shown, name), places);
                logs.add(Map.of("name", logName + name, "size", log.get().size().toString(), "pieces", pieces));
                last = last.isEmpty() ? log.get().lastLines(LAST_LINES) : last;
            }
        }
        Chart chart = new Chart(stages);
        Map<String, Object> model = new HashMap<>();
        model.put("anchor", anchor);
        model.put("logs", logs);
        model.put("lastLines", last.stream().map(MarkedLog::readable).toList());
        model.put("rows", chart.rows(places));
        model.put("ticks", chart.ticks());
        model.put("pictures", Gallery.model(pictures, folder));
        return model;
    }
}
