package htg.fsimage.boot.grub;

import htg.fsimage.boot.grub.Statement.Block;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code menuentry} and {@code submenu}: a title, options, and a block to run when the entry is chosen. */
final class MenuCommand {
    /** Options whose value is the next word. */
    private static final Set<String> VALUED =
            Set.of("--class", "--users", "--hotkey", "--id", "--source", "--delete-user", "-c", "-u", "-h", "-i");

    private MenuCommand() {}

    static int run(Interpreter interpreter, Context context, List<String> words, Optional<Block> block)
            throws IOException {
        List<String> plain = new ArrayList<>();
        String id = "";
        for (int at = 1; at < words.size(); at++) {
            String word = words.get(at);
            if (VALUED.contains(word) && at + 1 < words.size()) {
                at++;
                id = word.equals("--id") || word.equals("-i") ? words.get(at) : id;
            } else if (word.startsWith("--id=")) {
                id = word.substring(5);
            } else if (!word.startsWith("--")) {
                plain.add(word);
            }
        }
        if (plain.isEmpty() || block.isEmpty()) {
            interpreter.notes().add("A menu entry without a title or a block was left out.");
            return Command.FALSE;
        }
        Block body = block.get();
        // The title is $1, as setparams in the stored entry says.
        context.add(new Context.Item(plain.get(0), id, words.get(0).equals("submenu"), chosen -> {
            chosen.parameters(plain);
            interpreter.run(body, chosen);
        }));
        return Command.TRUE;
    }
}
