package htg.store.reader;

import htg.store.frame.FrameWriter;
import java.io.IOException;
import java.util.Map;

/** The document {@code {"files": [...]}}, sent element by element: all of them may be more than fits into memory. */
final class FileList {
    private static final int DEPTH = 2;

    private final FrameWriter frames;
    private boolean empty = true;

    FileList(FrameWriter frames) {
        this.frames = frames;
    }

    void add(Map<String, Object> members) throws IOException {
        frames.text((empty ? "{\n  \"files\": [\n    " : ",\n    ") + Json.of(members, DEPTH));
        empty = false;
    }

    void end() throws IOException {
        frames.text(empty ? "{\n  \"files\": []\n}\n" : "\n  ]\n}\n");
    }
}
