package htg.fsimage.boot.grub;

import htg.fsimage.mounts.Mounted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What reads other configuration files and asks file systems for their names. */
final class FileCommands {
    private final Interpreter interpreter;

    private FileCommands(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    static void addTo(Map<String, Command> all, Interpreter interpreter) {
        FileCommands commands = new FileCommands(interpreter);
        SearchCommand search = new SearchCommand(interpreter);
        all.put("source", commands::source);
        all.put(".", commands::source);
        all.put("extract_entries_source", commands::source);
        all.put("extract_entries_configfile", commands::source);
        all.put("configfile", commands::configFile);
        all.put("normal", commands::normal);
        all.put("blscfg", (context, words) -> new BlsCommand(interpreter).run(context, words));
        all.put("probe", commands::probe);
        all.put("search", search::search);
        all.put("search.fs_uuid", (context, words) -> search.byName(context, "--fs-uuid", words));
        all.put("search.fs_label", (context, words) -> search.byName(context, "--label", words));
        all.put("search.file", (context, words) -> search.byName(context, "--file", words));
    }

    private int source(Context context, List<String> words) throws IOException {
        Optional<String> script = script(context, words);
        if (script.isEmpty()) {
            return Command.FALSE;
        }
        interpreter.run(script.get(), context);
        return context.status();
    }

    /** Another file with a menu of its own takes over, unless it has none. */
    private int configFile(Context context, List<String> words) throws IOException {
        Optional<String> script = script(context, words);
        if (script.isEmpty()) {
            return Command.FALSE;
        }
        Context other = context.forMenu();
        interpreter.run(script.get(), other);
        if (other.successor().isPresent()
                || !other.items().isEmpty()
                || !other.loaded().isEmpty()) {
            context.handOver(other);
        }
        return Command.TRUE;
    }

    private int normal(Context context, List<String> words) throws IOException {
        return configFile(
                context, words.isEmpty() ? List.of(context.environment().get("prefix") + "/grub.cfg") : words);
    }

    private Optional<String> script(Context context, List<String> words) throws IOException {
        if (words.isEmpty()) {
            return Optional.empty();
        }
        interpreter.budget().file();
        Optional<String> text =
                interpreter.files().text(words.get(0), context.environment().get("root"));
        if (text.isEmpty()) {
            interpreter.notes().add("The configuration " + words.get(0) + " is not there.");
        }
        return text;
    }

    /** {@code probe [--set=name] --fs-uuid device}. */
    private int probe(Context context, List<String> words) throws IOException {
        String variable = "";
        String question = "";
        List<String> plain = new ArrayList<>();
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            if (word.startsWith("--set=")) {
                variable = word.substring(6);
            } else if ((word.equals("-s") || word.equals("--set")) && at + 1 < words.size()) {
                variable = words.get(++at);
            } else if (word.startsWith("-")) {
                question = word;
            } else {
                plain.add(word);
            }
        }
        Optional<Mounted> device = plain.isEmpty()
                ? Optional.empty()
                : interpreter.files().device(plain.get(0).replace("(", "").replace(")", ""));
        String answer = device.map(answer(question)).orElse("");
        if (!variable.isEmpty() && !answer.isEmpty()) {
            context.environment().set(variable, answer);
        }
        return Command.status(!answer.isEmpty());
    }

    private static java.util.function.Function<Mounted, String> answer(String question) {
        return device -> switch (question) {
            case "-u", "--fs-uuid" -> device.info().uuid();
            case "-l", "--label" -> device.info().label();
            case "-f", "--fs" -> device.info().type();
            case "--part-uuid" -> device.place().partitionId();
            default -> "";
        };
    }
}
