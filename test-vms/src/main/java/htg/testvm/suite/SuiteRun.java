package htg.testvm.suite;

import htg.testvm.run.CellResult;
import htg.testvm.run.Results;
import java.util.List;
import java.util.Optional;

/**
 * How a suite ran.
 *
 * @param results one for each cell, in their order; that of a cell which was not run says why
 * @param failure what ended the run before all cells had begun, if it was not the user
 */
public record SuiteRun(List<CellResult> results, Optional<Throwable> failure) {
    public SuiteRun {
        results = List.copyOf(results);
    }

    /** Throws the failure, if there is one. */
    public void requireWhole() {
        failure.ifPresent(Results::rethrow);
    }
}
