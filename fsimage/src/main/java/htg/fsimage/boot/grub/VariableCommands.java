package htg.fsimage.boot.grub;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code set}, {@code unset}, {@code export}, {@code load_env}, {@code eval} and the parameters of functions. */
final class VariableCommands {
    private VariableCommands() {}

    static void addTo(Map<String, Command> all, Interpreter interpreter) {
        all.put("set", VariableCommands::set);
        all.put("unset", (context, words) -> {
            words.forEach(context.environment()::unset);
            return Command.TRUE;
        });
        all.put("export", (context, words) -> {
            words.forEach(context.environment()::export);
            return Command.TRUE;
        });
        all.put("setparams", (context, words) -> {
            context.parameters(words);
            return Command.TRUE;
        });
        all.put("shift", VariableCommands::shift);
        all.put("eval", (context, words) -> {
            interpreter.run(String.join(" ", words), context);
            return context.status();
        });
        all.put("load_env", (context, words) -> loadEnvironment(interpreter, context, words));
    }

    private static int set(Context context, List<String> words) throws IOException {
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals <= 0) {
                return Command.FALSE;
            }
            context.environment().set(word.substring(0, equals), word.substring(equals + 1));
        }
        return Command.TRUE;
    }

    private static int shift(Context context, List<String> words) {
        List<String> parameters = context.parameters();
        if (parameters.isEmpty()) {
            return Command.FALSE;
        }
        context.parameters(parameters.subList(1, parameters.size()));
        return Command.TRUE;
    }

    private static int loadEnvironment(Interpreter interpreter, Context context, List<String> words)
            throws IOException {
        String file = context.environment().get("prefix") + "/grubenv";
        Map<String, Boolean> only = new HashMap<>();
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            if ((word.equals("-f") || word.equals("--file")) && at + 1 < words.size()) {
                file = words.get(++at);
            } else if (word.startsWith("--file=")) {
                file = word.substring(7);
            } else if (!word.startsWith("-")) {
                only.put(word, true);
            }
        }
        interpreter.budget().file();
        var text = interpreter.files().text(file, context.environment().get("root"));
        if (text.isEmpty()) {
            interpreter.notes().add("The environment " + file + " is not there.");
            return Command.FALSE;
        }
        for (var value : GrubEnvironmentBlock.parse(text.get()).entrySet()) {
            if (only.isEmpty() || only.containsKey(value.getKey())) {
                context.environment().set(value.getKey(), value.getValue());
            }
        }
        return Command.TRUE;
    }
}
