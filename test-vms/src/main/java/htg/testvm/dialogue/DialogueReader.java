package htg.testvm.dialogue;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
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
            return Dialogue.parse(steps(file, new Load(settings).loadFromString(Files.readString(file))));
        } catch (IOException | YamlEngineException failure) {
            throw wrong(file, HtgException.reason(failure), failure);
        }
    }

    private static List<Map<String, String>> steps(Path file, Object document) {
        if (!(document instanceof List<?> list)) {
            throw wrong(file, "it is not a list", null);
        }
        List<Map<String, String>> steps = new ArrayList<>();
        for (Object item : list) {
            if (!(item instanceof Map<?, ?> map)) {
                throw wrong(file, "'" + item + "' is no step", null);
            }
            Map<String, String> step = new LinkedHashMap<>();
            map.forEach((key, value) -> step.put(String.valueOf(key), String.valueOf(value)));
            steps.add(step);
        }
        return steps;
    }

    private static HtgException wrong(Path file, String why, @org.jspecify.annotations.Nullable Exception cause) {
        return new HtgException(
                ExitCode.USAGE,
                "Cannot use the dialogue " + file + ": " + why,
                "Write a list such as: [{expect: 'login: '}, {send: 'root\\n'}].",
                cause);
    }
}
