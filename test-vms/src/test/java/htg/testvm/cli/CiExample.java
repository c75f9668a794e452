package htg.testvm.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The examples for other machines, as the YAML they are. */
final class CiExample {
    static final Path FOLDER = Path.of(System.getProperty("htg.project.root", ".."), "docs/examples/ci");
    static final String GITLAB = "gitlab-ci.yml";
    static final String GITHUB = "github-workflow.yml";
    static final String KUBERNETES = "kubernetes-job.yml";

    private CiExample() {}

    /** The documents in a file; YAML 1.2, where {@code on} is a word. */
    static List<Map<String, Object>> documents(String file) throws IOException {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setAllowDuplicateKeys(false)
                .build();
        Iterable<Object> documents = new Load(settings).loadAllFromString(Files.readString(FOLDER.resolve(file)));
        return StreamSupport.stream(documents.spliterator(), false)
                .map(CiExample::map)
                .toList();
    }

    static Map<String, Object> document(String file) throws IOException {
        return documents(file).get(0);
    }

    /** What lies below a mapping by these keys, or numbers in a list. */
    static Object at(Object from, Object... path) {
        Object value = from;
        for (Object step : path) {
            Object next = step instanceof Integer index
                    ? list(value).get(index)
                    : map(value).get(step);
            if (next == null) {
                throw new AssertionError("no " + step + " in " + value);
            }
            value = next;
        }
        return value;
    }

    @SuppressWarnings("unchecked") // The reader makes nothing but such maps.
    static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    static List<?> list(Object value) {
        return (List<?>) value;
    }

    static List<String> strings(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(value));
    }

    /** Every text in it, keys left out. */
    static Stream<String> texts(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().flatMap(CiExample::texts);
        }
        return value instanceof List<?> list
                ? list.stream().flatMap(CiExample::texts)
                : Stream.of(String.valueOf(value));
    }
}
