package htg.fsimage.boot.grub;

import htg.fsimage.mounts.NamePattern;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/** Makes of a word as it is written the words that it stands for: variables, word splitting, patterns of file names. */
final class Expander {
    private final Context context;
    private final GrubFiles files;
    private final Budget budget;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder current = new StringBuilder();
    private boolean started;

    private Expander(Context context, GrubFiles files, Budget budget) {
        this.context = context;
        this.files = files;
        this.budget = budget;
    }

    static List<String> expand(List<Word> written, Context context, GrubFiles files, Budget budget) throws IOException {
        List<String> all = new ArrayList<>();
        for (Word word : written) {
            all.addAll(new Expander(context, files, budget).expand(word));
        }
        return all;
    }

    private List<String> expand(Word word) throws IOException {
        boolean pattern = false;
        for (Word.Part part : word.parts()) {
            // A variable that is empty is work as well.
            budget.text(1);
            if (!part.variable()) {
                started |= part.quoted() || !part.text().isEmpty();
                append(part.text());
                pattern |= !part.quoted() && NamePattern.isPattern(part.text());
            } else if (part.quoted() && part.text().equals("@")) {
                parameters();
            } else if (part.quoted()) {
                started = true;
                append(context.value(part.text()));
            } else {
                split(context.value(part.text()));
            }
        }
        end();
        return pattern ? glob() : words;
    }

    private void append(String text) throws IOException {
        budget.text(text.length());
        current.append(text);
    }

    private void parameters() throws IOException {
        List<String> parameters = context.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            started = true;
            append(parameters.get(i));
            if (i < parameters.size() - 1) {
                end();
            }
        }
    }

    private void split(String value) throws IOException {
        if (value.isEmpty()) {
            return;
        }
        if (Character.isWhitespace(value.charAt(0))) {
            end();
        }
        StringTokenizer pieces = new StringTokenizer(value, " \t\n\r");
        while (pieces.hasMoreTokens()) {
            started = true;
            append(pieces.nextToken());
            if (pieces.hasMoreTokens() || Character.isWhitespace(value.charAt(value.length() - 1))) {
                end();
            }
        }
    }

    private void end() {
        if (started) {
            words.add(current.toString());
        }
        current.setLength(0);
        started = false;
    }

    private List<String> glob() throws IOException {
        List<String> found = new ArrayList<>();
        for (String word : words) {
            boolean path = word.startsWith("/") || word.startsWith("(");
            List<String> matches = path ? files.glob(word, context.environment().get("root")) : List.of();
            found.addAll(matches.isEmpty() ? List.of(word) : matches);
        }
        return found;
    }
}
