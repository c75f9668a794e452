package htg.testvm.bisect;

import htg.testvm.stick.Component;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A bisection as JSON; within a format names keep their meaning and none goes away. Times are seconds. */
public final class BisectionJson {
    /** The name of the file in a report's folder of bisections. */
    public static final String FILE = "bisection.json";

    static final String FORMAT = "htg-bisection-1";
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private BisectionJson() {}

    /**
     * The whole as one document.
     *
     * @param commands lines that boot the two images again
     */
    public static String document(BisectionResult result, List<String> commands) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("format", FORMAT);
        document.put("good", result.good().path().toString());
        document.put("bad", result.bad().path().toString());
        document.put("cell", result.cell());
        document.put("culprit", culprit(result.culprit()));
        document.put(
                "trials", result.trials().stream().map(BisectionJson::trial).toList());
        document.put("equal", names(result.equal()));
        document.put("unread", names(result.unread()));
        document.put("commands", commands);
        return JSON.writeValueAsString(document) + "\n";
    }

    private static Map<String, Object> culprit(Culprit culprit) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("kind", culprit.kind().toString());
        entry.put("components", names(culprit.components()));
        entry.put("confirmed", culprit.confirmed());
        entry.put("sentence", BisectionText.sentence(culprit));
        return entry;
    }

    private static Map<String, Object> trial(Trial trial) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("base", trial.hybrid().base().toString().toLowerCase(Locale.ROOT));
        entry.put("exchanged", names(trial.hybrid().exchanged()));
        entry.put("verdict", trial.answer().toString());
        if (!trial.stage().isEmpty()) {
            entry.put("stage", trial.stage());
        }
        entry.put("reason", trial.reason());
        entry.put("seconds", BigDecimal.valueOf(trial.elapsed().toMillis(), 3));
        entry.put("folder", trial.folder());
        return entry;
    }

    private static List<String> names(Collection<Component> components) {
        return components.stream().map(Component::toString).toList();
    }
}
