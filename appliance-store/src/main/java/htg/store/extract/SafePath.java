package htg.store.extract;

import htg.fsimage.volume.Names;
import htg.store.frame.FrameException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/** A relative path that somebody untrusted has sent, checked name by name. */
final class SafePath {
    private static final int LONGEST_NAME = 255;
    private static final int DEEPEST = 1000;

    private SafePath() {}

    /**
     * The names of a path.
     *
     * @throws IOException when one of them is no plain name
     */
    static List<String> names(String path) throws IOException {
        List<String> names = new ArrayList<>();
        StringTokenizer words = new StringTokenizer(path, "/");
        while (words.hasMoreTokens()) {
            names.add(checked(words.nextToken()));
        }
        if (names.size() > DEEPEST || !String.join("/", names).equals(path)) {
            throw new FrameException("the reader sent the path '" + PlainText.line(path) + "'");
        }
        return names;
    }

    private static String checked(String name) throws IOException {
        if (name.equals(".") || name.equals("..") || name.indexOf(0) >= 0 || Names.encode(name).length > LONGEST_NAME) {
            throw new FrameException("the reader sent the name '" + PlainText.line(name) + "'");
        }
        return name;
    }
}
