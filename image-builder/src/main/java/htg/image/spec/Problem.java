package htg.image.spec;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** One thing that is wrong in a specification, and where. */
public record Problem(Place place, String message) {

    /** All problems as one error, in the order of the file. */
    static HtgException asError(List<Problem> problems) {
        String list = problems.stream()
                .distinct()
                .sorted(Comparator.comparing(Problem::place).thenComparing(Problem::message))
                .map(problem -> "\n  " + problem.place() + ": " + problem.message())
                .collect(Collectors.joining());
        String count = problems.size() == 1 ? "a problem" : "problems";
        return new HtgException(
                ExitCode.USAGE,
                "The specification has " + count + ":" + list,
                "Nothing was started. 'htg build --schema' prints what a specification may contain.");
    }
}
