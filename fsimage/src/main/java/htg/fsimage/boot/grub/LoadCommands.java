package htg.fsimage.boot.grub;

import htg.fsimage.boot.entry.BootFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What loads a kernel, its ramdisks, or a hypervisor with its modules. */
final class LoadCommands {
    private final Interpreter interpreter;

    private LoadCommands(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    static void addTo(Map<String, Command> all, Interpreter interpreter) {
        LoadCommands commands = new LoadCommands(interpreter);
        for (String name : List.of("linux", "linux16", "linuxefi", "kernel", "kernel_xz")) {
            all.put(name, commands::linux);
        }
        for (String name : List.of("initrd", "initrd16", "initrdefi")) {
            all.put(name, commands::initrd);
        }
        for (String name : List.of("multiboot", "multiboot2", "xen_hypervisor")) {
            all.put(name, commands::multiboot);
        }
        for (String name : List.of("module", "module2", "xen_module", "xen_linux", "xen_initrd")) {
            all.put(name, commands::module);
        }
        all.put("devicetree", commands::deviceTree);
    }

    private int linux(Context context, List<String> words) throws IOException {
        List<String> plain = withoutOptions(words);
        if (plain.isEmpty()) {
            return Command.FALSE;
        }
        Optional<BootFile> file = file(context, plain.get(0));
        context.loaded().linux(file, commandLine(plain));
        return Command.status(file.isPresent());
    }

    private int initrd(Context context, List<String> words) throws IOException {
        boolean all = true;
        for (String word : withoutOptions(words)) {
            // newc:name:file gives a file a name in the ramdisk.
            String path = word.startsWith("newc:") ? word.substring(word.lastIndexOf(':') + 1) : word;
            Optional<BootFile> file = file(context, path);
            file.ifPresent(context.loaded()::ramdisk);
            all &= file.isPresent();
        }
        return Command.status(all);
    }

    private int multiboot(Context context, List<String> words) throws IOException {
        List<String> plain = withoutOptions(words);
        if (plain.isEmpty()) {
            return Command.FALSE;
        }
        Optional<BootFile> file = file(context, plain.get(0));
        context.loaded().multiboot(file, commandLine(plain));
        return Command.status(file.isPresent());
    }

    private int module(Context context, List<String> words) throws IOException {
        List<String> plain = withoutOptions(words);
        Optional<BootFile> file = plain.isEmpty() ? Optional.empty() : file(context, plain.get(0));
        file.ifPresent(found -> context.loaded().module(found, commandLine(plain)));
        return Command.status(file.isPresent());
    }

    private int deviceTree(Context context, List<String> words) {
        context.loaded().note("The entry loads the device tree " + String.join(" ", words) + ".");
        return Command.TRUE;
    }

    private Optional<BootFile> file(Context context, String name) throws IOException {
        Optional<BootFile> file =
                interpreter.files().file(name, context.environment().get("root"));
        if (file.isEmpty()) {
            context.loaded().note("There is no file " + name + ".");
        }
        return file;
    }

    private static List<String> withoutOptions(List<String> words) {
        int at = 0;
        while (at < words.size() && words.get(at).startsWith("--")) {
            at++;
        }
        return words.subList(at, words.size());
    }

    /** What follows the file; a word with spaces comes in quotes. The multiboot loader drops the first word, mostly "placeholder". */
    private static String commandLine(List<String> words) {
        List<String> arguments = new ArrayList<>();
        for (String word : words.subList(1, words.size())) {
            if (!word.equals("placeholder") || !arguments.isEmpty()) {
                arguments.add(word.contains(" ") ? quoted(word) : word);
            }
        }
        return String.join(" ", arguments);
    }

    /** Linux takes quotes around a whole word. */
    private static String quoted(String word) {
        return "\"" + word + "\"";
    }
}
