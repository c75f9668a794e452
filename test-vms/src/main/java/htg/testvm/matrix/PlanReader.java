package htg.testvm.matrix;

import htg.common.document.Document;
import htg.testvm.boot.BootPlan;
import htg.testvm.boot.Expectation;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the parts of a matrix file that speak of landmarks. */
record PlanReader(Reading reading) {
    private static final BootPlan WHOLE = BootPlan.stick();
    private static final BootPlan PROBED = Until.plan("base");
    private static final Pattern TIME = Pattern.compile("([1-9]\\d{0,5})([sm])");

    /** The way to the last landmark, with the limits of the file. */
    BootPlan plan() {
        BootPlan whole = reading.word("/until")
                .flatMap(word -> reading.parse(word, Until::plan))
                .orElse(isProbe() ? PROBED : WHOLE);
        if (isProbe() && whole.expectations().size() != PROBED.expectations().size()) {
            reading.problem("/until", "a probe is started at base, where 'until' has to end");
        }
        Map<String, Duration> timeouts = timeouts();
        return new BootPlan(whole.expectations().stream()
                .map(expectation -> withBudget(expectation, timeouts))
                .toList());
    }

    /** Whether a probe is all that is started of the base. */
    boolean isProbe() {
        return reading.word("/base").filter(word -> word.text().equals("probe")).isPresent();
    }

    /** Whether the base is up in the end, so that every check can run. */
    static boolean reachesBase(BootPlan plan) {
        return plan.expectations().size() == WHOLE.expectations().size();
    }

    private static String named(String name) {
        return Landmarks.named(name, WHOLE);
    }

    private Map<String, Duration> timeouts() {
        Map<String, Duration> timeouts = new HashMap<>();
        for (String key : reading.keys("/timeouts")) {
            String pointer = Document.child("/timeouts", key);
            reading.parse(new Word(pointer, key), PlanReader::named);
            reading.word(pointer).flatMap(PlanReader::time).ifPresent(time -> timeouts.put(key, time));
        }
        return timeouts;
    }

    /** Empty when the schema has refused it. */
    private static Optional<Duration> time(Word word) {
        Matcher matcher = TIME.matcher(word.text());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        return Optional.of("m".equals(matcher.group(2)) ? Duration.ofMinutes(number) : Duration.ofSeconds(number));
    }

    private static Expectation withBudget(Expectation expectation, Map<String, Duration> timeouts) {
        Duration budget = timeouts.getOrDefault(expectation.landmark(), expectation.budget());
        return new Expectation(expectation.landmark(), expectation.status(), budget, expectation.certain());
    }
}
