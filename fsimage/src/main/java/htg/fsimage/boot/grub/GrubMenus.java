package htg.fsimage.boot.grub;

import htg.fsimage.boot.entry.BootEntry;
import htg.fsimage.mounts.Words;
import htg.fsimage.volume.LimitExceededException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tries every entry of a menu, those of its submenus as well, and finds the one that starts by itself. */
final class GrubMenus {
    /** Between titles of submenus and entries. */
    private static final String LEVEL = ">";

    private static final int DEEPEST = 20;

    private final Interpreter interpreter;
    private int depth;

    GrubMenus(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    /** Entries of a menu in one row. */
    record Row(List<BootEntry> entries, int chosen) {}

    /** What a configuration offers, or what has taken over from it. */
    Row unfold(Context context, String title, String wanted) throws IOException {
        if (++depth > DEEPEST) {
            throw new LimitExceededException("menus are nested deeper than " + DEEPEST + " levels");
        }
        try {
            return rows(context, title, wanted);
        } finally {
            depth--;
        }
    }

    private Row rows(Context context, String title, String wanted) throws IOException {
        if (context.successor().isPresent()) {
            Context other = context.successor().get();
            return unfold(other, title, other.environment().get("default"));
        }
        List<BootEntry> entries = new ArrayList<>();
        if (context.items().isEmpty()) {
            if (!context.loaded().isEmpty()) {
                entries.add(context.loaded().entry(title, ""));
            }
            return new Row(entries, 0);
        }
        Target target = Target.of(wanted, context.items());
        int chosen = 0;
        for (int index = 0; index < context.items().size(); index++) {
            Context.Item item = context.items().get(index);
            Row row = item(context, item, title, index == target.index() ? target.rest() : "");
            if (index == target.index()) {
                chosen = entries.size() + row.chosen();
            }
            entries.addAll(row.entries());
        }
        return new Row(entries, chosen);
    }

    private Row item(Context menu, Context.Item item, String above, String wanted) throws IOException {
        String title = above.isEmpty() ? item.title() : above + LEVEL + item.title();
        Context context = item.submenu() ? menu.forMenu() : menu.forEntry();
        context.environment().unset("default");
        context.environment().set("chosen", item.id().isEmpty() ? item.title() : item.id());
        try {
            interpreter.budget().entry();
            item.action().run(context);
            if (context.successor().isPresent() || !context.items().isEmpty()) {
                return unfold(
                        context, title, wanted.isEmpty() ? context.environment().get("default") : wanted);
            }
            return new Row(single(context, item, title), 0);
        } catch (LimitExceededException tooMuch) {
            interpreter.notes().add("The entry " + title + " was left out: " + tooMuch.getMessage() + ".");
            return new Row(List.of(), 0);
        }
    }

    private static List<BootEntry> single(Context context, Context.Item item, String title) {
        if (item.submenu() && context.loaded().isEmpty()) {
            return List.of();
        }
        if (context.loaded().isEmpty()) {
            context.loaded().note("The entry loads nothing.");
        }
        return List.of(context.loaded().entry(title, item.id()));
    }

    /**
     * The entry that a value of {@code default} means.
     *
     * @param index in its menu
     * @param rest what it says of the submenu's entries
     */
    private record Target(int index, String rest) {
        static Target of(String wanted, List<Context.Item> items) {
            List<String> levels = Words.of(wanted, LEVEL);
            String head = levels.isEmpty() ? "" : levels.get(0).strip();
            String rest = levels.size() < 2 ? "" : String.join(LEVEL, levels.subList(1, levels.size()));
            Optional<Integer> byNumber = number(head).filter(number -> number < items.size());
            if (byNumber.isPresent()) {
                return new Target(byNumber.get(), rest);
            }
            for (int index = 0; index < items.size(); index++) {
                Context.Item item = items.get(index);
                if (!head.isEmpty() && (named(item, head) || named(item, wanted))) {
                    return new Target(index, rest);
                }
            }
            return new Target(0, "");
        }

        private static boolean named(Context.Item item, String name) {
            return item.title().equals(name) || item.id().equals(name);
        }

        private static Optional<Integer> number(String text) {
            boolean digits =
                    !text.isEmpty() && text.length() < 6 && text.chars().allMatch(Target::digit);
            return digits ? Optional.of(Integer.parseInt(text, 10)) : Optional.empty();
        }

        private static boolean digit(int character) {
            return character >= '0' && character <= '9';
        }
    }
}
