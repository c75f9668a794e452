package htg.fsimage.mounts;

import htg.fsimage.volume.Names;
import java.util.ArrayList;
import java.util.List;

/** What could not be read and hindered nothing else, a sentence each. Only the first hundred are kept. Not safe for several threads. */
public final class Problems {
    private static final int MOST = 100;
    private static final int LONGEST = 500;

    private final List<String> sentences = new ArrayList<>();

    /** Takes a sentence, unless it is already there. */
    public void add(String sentence) {
        String shown = Names.printable(sentence.substring(0, Math.min(LONGEST, sentence.length())));
        if (sentences.size() < MOST && !sentences.contains(shown)) {
            sentences.add(shown);
        }
    }

    /** All so far. */
    public List<String> list() {
        return List.copyOf(sentences);
    }
}
