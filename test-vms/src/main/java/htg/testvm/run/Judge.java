package htg.testvm.run;

import htg.testvm.boot.Outcome;
import htg.testvm.boot.Outcome.Broken;
import htg.testvm.boot.Outcome.Cause;
import htg.testvm.cell.Expected;
import htg.testvm.cell.Expected.StopsAt;
import htg.testvm.console.ConsoleEvent.CheckResult;
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
     */
    static Verdict verdict(Expected expected, Outcome outcome, List<String> checks, List<CheckResult> results) {
        return expected instanceof StopsAt stop ? stopped(stop, outcome) : booted(outcome, checks, results);
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
