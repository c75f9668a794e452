package htg.fsimage.boot.grub;

import htg.fsimage.mounts.Mounted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code search}: the device that has a file, a label or a UUID. Hints are not needed here. */
final class SearchCommand {
    private final Interpreter interpreter;

    SearchCommand(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    int search(Context context, List<String> words) throws IOException {
        String by = "--file";
        String variable = "";
        List<String> plain = new ArrayList<>();
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            if (word.startsWith("--hint") && !word.contains("=")) {
                at++;
            } else if (word.startsWith("--set=")) {
                variable = word.substring(6);
            } else if (word.equals("--set")) {
                variable = "root";
            } else if (word.equals("--file") || word.equals("--label") || word.equals("--fs-uuid")) {
                by = word;
            } else if (word.startsWith("-") && !word.startsWith("--")) {
                by = shortOption(word, by);
                variable = word.contains("s") ? "root" : variable;
            } else if (!word.startsWith("--")) {
                plain.add(word);
            }
        }
        if (plain.isEmpty()) {
            return Command.FALSE;
        }
        // "--set name" is written as well: then the name of the variable comes before what is sought.
        boolean named = plain.size() > 1 && variable.equals("root");
        return find(context, by, plain.get(plain.size() - 1), named ? plain.get(0) : variable);
    }

    private static String shortOption(String word, String by) {
        if (word.contains("u")) {
            return "--fs-uuid";
        }
        return word.contains("l") ? "--label" : word.contains("f") ? "--file" : by;
    }

    /** {@code search.fs_uuid name [variable] [hints]}. */
    int byName(Context context, String by, List<String> words) throws IOException {
        if (words.isEmpty()) {
            return Command.FALSE;
        }
        String variable = words.size() > 1 && !words.get(1).startsWith("-") ? words.get(1) : "root";
        return find(context, by, words.get(0), variable);
    }

    private int find(Context context, String by, String name, String variable) throws IOException {
        Optional<Mounted> device = switch (by) {
            case "--fs-uuid" -> interpreter.files().mounts().byUuid(name);
            case "--label" -> interpreter.files().mounts().byLabel(name);
            default -> withFile(context, name);
        };
        if (device.isPresent() && !variable.isEmpty()) {
            context.environment().set(variable, device.get().place().grubName());
        } else if (device.isEmpty()) {
            interpreter.notes().add("No file system is found by " + by.substring(2) + " " + name + ".");
        }
        return Command.status(device.isPresent());
    }

    private Optional<Mounted> withFile(Context context, String name) throws IOException {
        interpreter.budget().step();
        if (name.startsWith("(")) {
            return interpreter
                    .files()
                    .find(name, context.environment().get("root"))
                    .map(found -> found.root().mounted());
        }
        for (Mounted mounted : interpreter.files().mounts().all()) {
            if (interpreter.files().find(mounted, name).isPresent()) {
                return Optional.of(mounted);
            }
        }
        return Optional.empty();
    }
}
