package htg.fsimage.btrfs;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What turned out to be wrong while reading went on, each once. Safe for several threads at once. */
final class Problems {
    private static final int MOST = 50;

    private final Set<String> sentences = new LinkedHashSet<>();

    synchronized void note(String sentence) {
        if (sentences.size() < MOST) {
            sentences.add(sentence);
        }
    }

    synchronized List<String> list() {
        return List.copyOf(sentences);
    }
}
