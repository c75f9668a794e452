package htg.image.inspect;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads a {@code grub.cfg} as GRUB would on one kind of machine, as far as menus go: variables, conditions, entries. Loops
 * are gone through once, functions not at all, and commands that are not known here succeed. Not thread-safe.
 */
final class GrubMenu {
    private static final int MOST_LINES = 20_000;
    private static final int MOST_ITEMS = 256;
    private static final int DEEPEST = 64;

    /** A kernel's command line; a variable made of itself grows no longer. */
    private static final int LONGEST_VALUE = 2048;

    private static final Set<String> LOADERS = Set.of(
            "linux",
            "linuxefi",
            "linux16",
            "initrd",
            "initrdefi",
            "initrd16",
            "multiboot",
            "multiboot2",
            "module",
            "module2",
            "chainloader",
            "fwsetup",
            "halt",
            "reboot");
    private static final Set<String> JOINTS = Set.of("then", "do", "else", "!");
    private static final Set<String> BACK = Set.of("configfile", "normal", "return", "exit");

    private final Map<String, String> variables;
    private final GrubTest test;
    private final Deque<Block> blocks = new ArrayDeque<>();
    private final List<MenuItem> items = new ArrayList<>();
    private String defaultId = "";

    /** What begins and ends in the text. */
    private enum Kind {
        CONDITION,
        LOOP,
        ENTRY,
        OTHER
    }

    /** One that has not ended yet. */
    private static final class Block {
        private final Kind kind;
        private final boolean around;
        private boolean active;
        private boolean taken;
        private String id = "";
        private String title = "";
        private boolean back;
        private boolean loads;
        private Map<String, String> before = Map.of();
        private final List<List<String>> commands = new ArrayList<>();

        Block(Kind kind, boolean around, boolean active) {
            this.kind = kind;
            this.around = around;
            this.active = around && active;
            this.taken = active;
        }
    }

    private GrubMenu(Map<String, String> variables, Predicate<String> files) {
        this.variables = new HashMap<>(variables);
        this.test = new GrubTest(path -> files.test(MenuItem.path(path)));
    }

    /**
     * Reads a menu.
     *
     * @param variables that GRUB has set before
     * @param files whether the boot partition has a file of this path
     * @throws HtgException {@link ExitCode#FAILED} when it is too long or nested too deeply
     */
    static GrubMenu read(String text, Map<String, String> variables, Predicate<String> files) {
        GrubMenu menu = new GrubMenu(variables, files);
        String[] lines = text.split("\n", MOST_LINES + 1);
        if (lines.length > MOST_LINES) {
            throw unclear(MOST_LINES, "is one of too many");
        }
        for (int i = 0; i < lines.length; i++) {
            for (List<String> command : GrubWords.commands(lines[i], menu.variables)) {
                menu.run(i + 1, command);
            }
        }
        return menu;
    }

    /** In the order shown. */
    List<MenuItem> items() {
        return List.copyOf(items);
    }

    /** The entry of this id. */
    Optional<MenuItem> item(String id) {
        return items.stream().filter(item -> item.id().equals(id)).findFirst();
    }

    /** What is started when nobody touches a key; empty when the menu does not say. */
    String defaultId() {
        return defaultId;
    }

    private boolean active() {
        return blocks.isEmpty() || blocks.element().active;
    }

    private void run(int line, List<String> command) {
        int start = 0;
        while (start < command.size() - 1 && JOINTS.contains(command.get(start))) {
            start++;
        }
        if (command.get(0).equals("else")) {
            next(List.of("true"));
        }
        List<String> words = command.subList(start, command.size());
        List<String> rest = words.subList(1, words.size());
        switch (words.get(0)) {
            case "else" -> {}
            case "if" -> begin(line, new Block(Kind.CONDITION, active(), holds(rest)));
            case "while", "until", "for" -> begin(line, new Block(Kind.LOOP, active(), true));
            case "elif" -> next(rest);
            case "fi", "done" -> end(Kind.CONDITION, Kind.LOOP);
            case "menuentry" -> begin(line, entry(rest));
            case "submenu" -> begin(line, new Block(Kind.OTHER, active(), true));
            case "function" -> begin(line, new Block(Kind.OTHER, active(), false));
            case "}" -> end(Kind.ENTRY, Kind.OTHER);
            default -> command(words);
        }
    }

    private void begin(int line, Block block) {
        if (blocks.size() == DEEPEST) {
            throw unclear(line, "is nested too deeply");
        }
        blocks.push(block);
    }

    private void next(List<String> condition) {
        if (blocks.isEmpty() || blocks.element().kind != Kind.CONDITION) {
            return;
        }
        Block block = blocks.element();
        block.active = block.around && !block.taken;
        block.active = block.active && holds(condition);
        block.taken |= block.active;
    }

    /** The innermost block of these kinds, with what is open in it. */
    private void end(Kind... kinds) {
        List<Kind> wanted = List.of(kinds);
        if (blocks.stream().noneMatch(block -> wanted.contains(block.kind))) {
            return;
        }
        Block ended = blocks.pop();
        while (!wanted.contains(ended.kind)) {
            ended = blocks.pop();
        }
        if (ended.kind == Kind.ENTRY && ended.active) {
            boolean refused = ended.loads && ended.commands.isEmpty();
            items.add(new MenuItem(ended.id, ended.title, ended.commands, refused));
            variables.clear();
            variables.putAll(ended.before);
        }
    }

    private Block entry(List<String> words) {
        Block block = new Block(Kind.ENTRY, active(), items.size() < MOST_ITEMS);
        block.before = Map.copyOf(variables);
        block.title = words.isEmpty() ? "" : words.get(0);
        int id = words.indexOf("--id");
        block.id = id >= 0 && id + 1 < words.size() ? words.get(id + 1) : block.title;
        return block;
    }

    private boolean holds(List<String> condition) {
        int negations = 0;
        while (negations < condition.size() && condition.get(negations).equals("!")) {
            negations++;
        }
        List<String> words = condition.subList(negations, condition.size());
        return (words.isEmpty() || single(words)) == (negations % 2 == 0);
    }

    private boolean single(List<String> words) {
        List<String> rest = words.subList(1, words.size());
        return switch (words.get(0)) {
            case "[" -> test.holds(rest.isEmpty() ? rest : rest.subList(0, rest.size() - 1));
            case "test" -> test.holds(rest);
            case "false" -> false;
            default -> {
                command(words);
                yield true;
            }
        };
    }

    private void command(List<String> words) {
        String name = words.get(0);
        boolean loads = LOADERS.contains(name) && !words.contains("--is-supported");
        currentEntry().ifPresent(entry -> {
            entry.loads |= loads;
            if (active() && loads && !entry.back) {
                entry.commands.add(words);
            }
            entry.back |= active() && BACK.contains(name);
        });
        if (active() && name.equals("set") && words.size() > 1) {
            set(words.get(1));
        }
    }

    private void set(String assignment) {
        int equals = assignment.indexOf('=');
        if (equals <= 0) {
            return;
        }
        String name = assignment.substring(0, equals);
        String value = assignment.substring(equals + 1);
        variables.put(name, value.length() > LONGEST_VALUE ? "" : value);
        if (name.equals("default") && currentEntry().isEmpty()) {
            defaultId = value;
        }
    }

    private Optional<Block> currentEntry() {
        return blocks.stream().filter(block -> block.kind == Kind.ENTRY).findFirst();
    }

    private static HtgException unclear(int line, String why) {
        return new HtgException(
                ExitCode.FAILED,
                "The stick's menu /grub/grub.cfg cannot be read: line " + line + " " + why,
                "The stick is damaged, or was changed by hand; build it again with './htg build'.");
    }
}
