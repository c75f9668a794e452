package htg.testvm.boot;

import htg.testvm.console.ConsoleEvent.Landmark;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How far a boot is on its plan.
 *
 * @param met how many expectations lie behind; one that was skipped counts as met when a later one is
 * @param since when the last of them was met
 */
record BootProgress(BootPlan plan, int met, Duration since) {
    static BootProgress begin(BootPlan plan) {
        return new BootProgress(plan, 0, Duration.ZERO);
    }

    /** The progress after {@code seen} appeared; this same one when it was not ahead. */
    BootProgress after(Duration at, Landmark seen) {
        List<Expectation> all = plan.expectations();
        for (int i = met; i < all.size(); i++) {
            if (all.get(i).metBy(seen)) {
                return new BootProgress(plan, i + 1, at);
            }
        }
        return this;
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
