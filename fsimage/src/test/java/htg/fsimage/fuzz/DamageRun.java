package htg.fsimage.fuzz;

import htg.fsimage.testkit.Watch;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs tests that damage something, and says how they went. The bench fs-fuzz calls it with the name of a reader. */
public final class DamageRun {
    private DamageRun() {}

    /** Prints the names of all targets, or what the tests of one say. */
    public static void main(String[] arguments) {
        if (arguments.length == 0) {
            System.out.println(String.join(" ", FuzzTargets.names()));
        } else {
            System.out.println(line(arguments[0]));
        }
    }

    /** Mutants, hangs, untyped errors, errors for want of memory, and other failures; then what they say. */
    private static String line(String name) {
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        for (Verdict verdict : Verdict.values()) {
            counts.put(verdict, 0);
        }
        StringBuilder words = new StringBuilder();
        TestExecutionSummary summary = FuzzTargets.tests(name).run();
        if (summary.getTestsAbortedCount() > 0) {
            counts.merge(Verdict.OTHER, 1, Integer::sum);
            words.append("\n  a program that makes its images is not installed: see htg check");
        }
        for (TestExecutionSummary.Failure failure : summary.getFailures()) {
            counts.merge(Verdict.of(failure.getException()), 1, Integer::sum);
            words.append("\n  ").append(failure.getTestIdentifier().getDisplayName());
            words.append(": ").append(failure.getException());
            words.append(" because of ").append(failure.getException().getCause());
        }
        return Watch.done() + " "
                + String.join(" ", counts.values().stream().map(String::valueOf).toList()) + words;
    }

    /** What a failed test means. */
    enum Verdict {
        HANG,
        UNTYPED,
        MEMORY,
        OTHER;

        static Verdict of(Throwable failure) {
            for (Throwable now = failure; now != null; now = now.getCause()) {
                if (now instanceof OutOfMemoryError) {
                    return MEMORY;
                } else if (now instanceof TimeoutException
                        || String.valueOf(now.getMessage()).contains(Watch.TOO_LONG)) {
                    return HANG;
                } else if (now instanceof RuntimeException || now instanceof StackOverflowError) {
                    return UNTYPED;
                }
            }
            return OTHER;
        }
    }
}
