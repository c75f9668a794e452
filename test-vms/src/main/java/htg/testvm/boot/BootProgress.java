package htg.testvm.boot;

import htg.testvm.console.ConsoleEvent.Landmark;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far a boot is on its plan.
 *
 * @param met how many expectations lie behind
 * @param since when the last of them was met
 * @param missing those of them that were passed over, though certain to show, and have not shown since
 */
record BootProgress(BootPlan plan, int met, Duration since, List<Expectation> missing) {
    BootProgress {
        missing = List.copyOf(missing);
    }

    static BootProgress begin(BootPlan plan, Duration now) {
        return new BootProgress(plan, 0, now, List.of());
    }

    /** The progress after {@code seen} appeared. One that is ahead moves it there; one that is late is missing no more. */
    BootProgress after(Duration at, Landmark seen) {
        List<Expectation> all = plan.expectations();
        for (int i = met; i < all.size(); i++) {
            if (all.get(i).isMetBy(seen)) {
                return new BootProgress(plan, i + 1, at, missingWith(all.subList(met, i)));
            }
        }
        return new BootProgress(
                plan,
                met,
                since,
                missing.stream().filter(one -> !one.isMetBy(seen)).toList());
    }

    private List<Expectation> missingWith(List<Expectation> passedOver) {
        return Stream.concat(missing.stream(), passedOver.stream().filter(Expectation::certain))
                .toList();
    }

    boolean complete() {
        return met == plan.expectations().size();
    }

    /** The next landmark that is certain to show, or else the last of the plan. */
    Optional<Expectation> awaited() {
        List<Expectation> ahead = ahead();
        return ahead.stream()
                .filter(Expectation::certain)
                .findFirst()
                .or(() -> ahead.isEmpty() ? Optional.empty() : Optional.of(ahead.get(ahead.size() - 1)));
    }

    /** Name of the next landmark, certain or not. */
    String next() {
        List<Expectation> ahead = ahead();
        return ahead.isEmpty() ? BootPlan.POWER_OFF : ahead.get(0).landmark();
    }

    /** When {@link #awaited} is overdue: its own budget and those of the uncertain ones before it. */
    Duration deadline() {
        Duration total = since;
        for (Expectation one : ahead()) {
            total = total.plus(one.budget());
            if (one.certain()) {
                break;
            }
        }
        return total;
    }

    private List<Expectation> ahead() {
        return plan.expectations().subList(met, plan.expectations().size());
    }
}
