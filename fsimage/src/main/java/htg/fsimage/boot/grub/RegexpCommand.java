package htg.fsimage.boot.grub;

import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.LimitExceededException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code regexp [--set [number:]variable] pattern text}. */
final class RegexpCommand implements Command {
    private final Interpreter interpreter;

    RegexpCommand(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    @Override
    public int run(Context context, List<String> words) throws IOException {
        List<String> plain = new ArrayList<>();
        List<String> sets = new ArrayList<>();
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            if ((word.equals("--set") || word.equals("-s")) && at + 1 < words.size()) {
                sets.add(words.get(++at));
            } else if (word.startsWith("--set=")) {
                sets.add(word.substring(6));
            } else {
                plain.add(word);
            }
        }
        if (plain.size() != 2) {
            return FALSE;
        }
        interpreter.budget().lookup(10);
        List<String> found = find(plain.get(0), plain.get(1));
        for (String set : found.isEmpty() ? List.<String>of() : sets) {
            int colon = set.indexOf(':');
            int group = colon == 1 && Character.isDigit(set.charAt(0)) ? set.charAt(0) - '0' : 1;
            context.environment().set(set.substring(colon + 1), group < found.size() ? found.get(group) : "");
        }
        return Command.status(!found.isEmpty());
    }

    private List<String> find(String pattern, String text) throws IOException {
        try {
            return Regexp.find(pattern, text);
        } catch (LimitExceededException tooMuch) {
            throw tooMuch;
        } catch (ImageFormatException malformed) {
            interpreter.notes().add("A condition does not hold because " + malformed.getMessage() + ".");
            return List.of();
        }
    }
}
