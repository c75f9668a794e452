package htg.testvm.run;

import htg.testvm.boot.Outcome;
import htg.testvm.boot.Outcome.Broken;
import htg.testvm.boot.Outcome.Cause;
import htg.testvm.cell.Expected;
import htg.testvm.cell.Expected.StopsAt;
import htg.testvm.console.ConsoleEvent.CheckResult;
import htg.testvm.run.Verdict.Failed;
import java.util.List;
import java.util.Set;

/** Compares what happened with what ought to. */
final class Judge {
    /** In these nobody was told anything: no way for a boot to end. */
    private static final Set<Cause> SILENT = Set.of(Cause.HANG, Cause.TIME_LIMIT, Cause.HOST);

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
            return new Failed(broken.stage(), broken.reason());
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
        boolean right = broken.stage().equals(expected.stage())
                && !SILENT.contains(broken.cause())
                && expected.reason()
                        .map(pattern -> pattern.matcher(broken.reason()).find())
                        .orElse(true);
        return right
                ? new Verdict.Passed()
                : new Failed(broken.stage(), broken.reason() + " (expected: " + expected + ")");
    }
}
