package htg.testvm.dialogue;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads a dialogue from a YAML file: a list of {@code expect} and {@code send}. */
public final class DialogueReader {
    private DialogueReader() {}

    /**
     * Reads a file.
     *
     * @throws HtgException {@link ExitCode#USAGE} when it cannot be read or is no dialogue
     */
    public static Dialogue read(Path file) {
        try {
            LoadSettings settings =
                    LoadSettings.builder().setLabel(file.toString()).build();
            return parsed(file, steps(file, new Load(settings).loadFromString(Files.readString(file))));
        } catch (IOException failure) {
            throw wrong(file, HtgException.reason(failure), failure);
        } catch (YamlEngineException failure) {
            throw wrong(file, "it is no YAML: " + oneLine(failure), failure);
        }
    }

    private static Dialogue parsed(Path file, List<Map<String, String>> steps) {
        try {
            return Dialogue.parse(steps);
        } catch (HtgException wrong) {
            throw new HtgException(
                    wrong.code(),
                    "Cannot use the dialogue " + file + ": " + HtgException.reason(wrong),
                    wrong.hint(),
                    wrong);
        }
    }

    /** The place as people write it; YAML's reader draws it over several lines. */
    private static String oneLine(YamlEngineException failure) {
        if (failure instanceof MarkedYamlEngineException marked) {
            String where = marked.getProblemMark()
                    .map(mark -> "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ": ")
                    .orElse("");
            return where + marked.getProblem();
        }
        return HtgException.reason(failure);
    }

    private static List<Map<String, String>> steps(Path file, @Nullable Object document) {
        if (!(document instanceof List<?> list)) {
            throw wrong(file, "it is not a list", null);
        }
        List<Map<String, String>> steps = new ArrayList<>();
        for (Object item : list) {
            if (!(item instanceof Map<?, ?> map)) {
                throw wrong(file, "'" + item + "' is no step", null);
            }
            steps.add(step(file, map));
        }
        return steps;
    }

    private static Map<String, String> step(Path file, Map<?, ?> written) {
        Map<String, String> step = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : written.entrySet()) {
            Object value = entry.getValue();
            if (value == null || value instanceof Collection || value instanceof Map) {
                throw wrong(file, "'" + entry.getKey() + ": " + value + "' says no text", null);
            }
            step.put(String.valueOf(entry.getKey()), value.toString());
        }
        return step;
    }

    private static HtgException wrong(Path file, String why, @Nullable Exception cause) {
        return new HtgException(
                ExitCode.USAGE,
                "Cannot use the dialogue " + file + ": " + why,
                "Write a list such as: [{expect: 'login: '}, {send: 'root\\n'}].",
                cause);
    }
}
