package htg.testvm.run;

import htg.testvm.boot.Outcome;
import htg.testvm.boot.Outcome.Broken;
import htg.testvm.boot.Outcome.Cause;
import htg.testvm.cell.Expected;
import htg.testvm.cell.Expected.Boots;
import htg.testvm.cell.Expected.StopsAt;
import htg.testvm.console.ConsoleEvent.CheckResult;
import htg.testvm.console.ConsoleEvent.Landmark;
import htg.testvm.console.TimedEvent;
import htg.testvm.run.Verdict.Failed;
import java.util.List;

/** Compares what happened with what ought to. */
final class Judge {
    /** The stage of what the host does wrong: it proves nothing about the image. */
    static final String HOST = "host";

    private Judge() {}

    /**
     * The verdict.
     *
     * @param checks names of all that ought to have run
     * @param events of the boot, with landmarks and results of checks
     */
    static Verdict verdict(Expected expected, Outcome outcome, List<String> checks, List<TimedEvent> events) {
        if (expected instanceof StopsAt stop) {
            return stopped(stop, outcome);
        }
        return said((Boots) expected, booted(outcome, checks, of(CheckResult.class, events)), events);
    }

    private static <T> List<T> of(Class<T> type, List<TimedEvent> events) {
        return events.stream()
                .map(TimedEvent::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** A boot that comes through has to say what is expected of it at one of its landmarks. */
    private static Verdict said(Boots expected, Verdict verdict, List<TimedEvent> events) {
        boolean said = expected.says()
                .map(pattern -> of(Landmark.class, events).stream()
                        .anyMatch(
                                landmark -> pattern.matcher(landmark.toString()).find()))
                .orElse(true);
        return said || !verdict.passed()
                ? verdict
                : new Failed("landmarks", "boots, but not as expected: it " + expected);
    }

    private static Verdict booted(Outcome outcome, List<String> checks, List<CheckResult> results) {
        if (outcome instanceof Broken broken) {
            return failed(broken, "");
        }
        List<String> bad = checks.stream()
                .filter(check ->
                        results.stream().noneMatch(result -> result.name().equals(check) && result.passed()))
                .toList();
        if (bad.isEmpty()) {
            return new Verdict.Passed();
        }
        List<String> why = bad.stream()
                .map(check -> check + " (" + detail(check, results) + ")")
                .toList();
        return new Failed(bad.get(0), "checks failed: " + String.join(", ", why));
    }

    private static String detail(String check, List<CheckResult> results) {
        return results.stream()
                .filter(result -> result.name().equals(check))
                .map(CheckResult::detail)
                .findFirst()
                .orElse("gave no result");
    }

    private static Verdict stopped(StopsAt expected, Outcome outcome) {
        if (!(outcome instanceof Broken broken)) {
            return new Failed("power-off", "boots, though it " + expected + " by right");
        }
        boolean said = expected.reason()
                .map(pattern -> pattern.matcher(broken.reason()).find())
                .orElse(true);
        return broken.stage().equals(expected.stage()) && isOwnAccount(broken, expected) && said
                ? new Verdict.Passed()
                : failed(broken, " (expected: " + expected + ")");
    }

    /** A crash, a hang or a restart is no way to stop, unless the very words of an alarm are expected. */
    private static boolean isOwnAccount(Broken broken, StopsAt expected) {
        return broken.cause() == Cause.STAGE_FAILED
                || (broken.cause() == Cause.ALARM && expected.reason().isPresent());
    }

    private static Verdict failed(Broken broken, String more) {
        return new Failed(broken.cause() == Cause.HOST ? HOST : broken.stage(), broken.reason() + more);
    }
}
