package htg.fsimage.testkit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/**
 * What tests damage, for somebody else who damages it in other ways, such as a fuzzer: while it is collected, tests hand it over and do
 * nothing themselves.
 */
public final class Subjects {
    private static final ThreadLocal<Deque<List<Subject>>> COLLECTING = ThreadLocal.withInitial(ArrayDeque::new);

    private Subjects() {}

    /** Hands a subject over; false when nobody collects, so that the test has to damage it. */
    public static boolean take(Supplier<Subject> subject) {
        List<Subject> found = COLLECTING.get().peek();
        return found != null && found.add(subject.get());
    }

    /** What tests hand over while an action runs them in this thread. */
    public static List<Subject> collect(Runnable tests) {
        List<Subject> found = new ArrayList<>();
        COLLECTING.get().push(found);
        try {
            tests.run();
        } finally {
            COLLECTING.get().pop();
        }
        return found;
    }
}
