package htg.fsimage.boot.grub;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a script is: its variables and parameters, what it has loaded, the menu it has made. Not safe for several threads. */
final class Context {
    /** What comes after a statement. */
    enum Flow {
        NEXT,
        BREAK,
        CONTINUE,
        RETURN,
        /** Another configuration file has taken over. */
        STOP
    }

    /** What an entry does when it is chosen. */
    @FunctionalInterface
    interface Action {
        void run(Context context) throws java.io.IOException;
    }

    /** An entry of the menu. */
    record Item(String title, String id, boolean submenu, Action action) {}

    private static final int MOST_ITEMS = 500;

    private final Environment environment;
    private final List<Item> items = new ArrayList<>();
    private final Loaded loaded = new Loaded();
    private List<String> parameters = List.of();
    private Optional<Context> successor = Optional.empty();
    private Flow flow = Flow.NEXT;
    private int loops;
    private int status;

    Context(Environment environment) {
        this.environment = environment;
    }

    /** For an entry that is chosen: it sees all variables, and changes its own copy. */
    Context forEntry() {
        return new Context(environment.copy());
    }

    /** For a submenu or another configuration file: it sees what was exported. */
    Context forMenu() {
        return new Context(environment.exportedOnly());
    }

    Environment environment() {
        return environment;
    }

    List<Item> items() {
        return items;
    }

    void add(Item item) throws htg.fsimage.volume.LimitExceededException {
        if (items.size() >= MOST_ITEMS) {
            throw new htg.fsimage.volume.LimitExceededException("the menu has more than " + MOST_ITEMS + " entries");
        }
        items.add(item);
    }

    Loaded loaded() {
        return loaded;
    }

    /** The words after the name of a function or entry. */
    List<String> parameters() {
        return parameters;
    }

    void parameters(List<String> words) {
        parameters = List.copyOf(words);
    }

    /** Gives a variable's value to a script: those of the environment and {@code $1}, {@code $#}, {@code $?} and the like. */
    String value(String name) {
        if (name.equals("#")) {
            return Integer.toString(parameters.size());
        } else if (name.equals("?")) {
            return Integer.toString(status);
        } else if (name.equals("@") || name.equals("*")) {
            return String.join(" ", parameters);
        } else if (!name.isEmpty()
                && name.length() < 4
                && name.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            int number = Integer.parseInt(name, 10);
            return number > 0 && number <= parameters.size() ? parameters.get(number - 1) : "";
        }
        return environment.get(name);
    }

    void handOver(Context other) {
        successor = Optional.of(other);
        flow = Flow.STOP;
    }

    /** The configuration that has taken over. */
    Optional<Context> successor() {
        return successor;
    }

    Flow flow() {
        return flow;
    }

    void flow(Flow next) {
        flow = next;
    }

    /** Whether the next statement may run. */
    boolean goesOn() {
        return flow == Flow.NEXT;
    }

    void enterLoop() {
        loops++;
    }

    /** Takes back a {@code break} or {@code continue}, and says whether the loop ends. */
    boolean leavesLoop() {
        boolean ends = flow != Flow.NEXT && flow != Flow.CONTINUE;
        if (flow == Flow.BREAK || flow == Flow.CONTINUE) {
            flow = Flow.NEXT;
        }
        return ends;
    }

    void exitLoop() {
        loops--;
    }

    boolean inLoop() {
        return loops > 0;
    }

    int status() {
        return status;
    }

    void status(int result) {
        status = result;
    }
}
