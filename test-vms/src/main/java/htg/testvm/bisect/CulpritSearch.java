package htg.testvm.bisect;

import htg.testvm.bisect.Culprit.Kind;
import htg.testvm.bisect.Trial.Answer;
import htg.testvm.stick.Component;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Decides which hybrids to try, and ends as soon as the answer is proved: GOOD with a component of BAD fails, and BAD with
 * that component of GOOD passes. No hybrid is tried twice. Not thread-safe.
 */
final class CulpritSearch {
    private final List<Component> suspects;
    private final Function<Hybrid, Answer> trial;
    private final Map<Hybrid, Answer> known = new HashMap<>();

    /**
     * @param suspects what differs, the likeliest first
     * @param trial boots a hybrid
     */
    CulpritSearch(List<Component> suspects, Function<Hybrid, Answer> trial) {
        this.suspects = List.copyOf(suspects);
        this.trial = trial;
    }

    Culprit run() {
        Set<Component> guilty = EnumSet.noneOf(Component.class);
        for (Component suspect : suspects) {
            if (breaksGood(Set.of(suspect))) {
                guilty.add(suspect);
                if (mendsBad(guilty)) {
                    return Culprit.each(guilty, true);
                }
            }
        }
        return guilty.isEmpty() ? together() : Culprit.each(guilty, false);
    }

    private Culprit together() {
        Set<Component> all = EnumSet.copyOf(suspects);
        if (suspects.size() < 2 || !breaksGood(all)) {
            boolean remains = answer(new Hybrid(Side.BAD, all)) == Answer.FAILED;
            return new Culprit(Kind.NONE, Set.of(), remains);
        }
        Set<Component> needed = withoutTheNeedless(all);
        return new Culprit(Kind.COMBINATION, needed, mendsBad(needed));
    }

    /** Takes one after the other out, the unlikely first, as long as the rest still breaks GOOD. */
    private Set<Component> withoutTheNeedless(Set<Component> all) {
        Set<Component> needed = EnumSet.copyOf(all);
        for (int i = suspects.size() - 1; i >= 0 && needed.size() > 2; i--) {
            Set<Component> fewer = EnumSet.copyOf(needed);
            fewer.remove(suspects.get(i));
            if (breaksGood(fewer)) {
                needed = fewer;
            }
        }
        return needed;
    }

    private boolean breaksGood(Set<Component> components) {
        return answer(new Hybrid(Side.GOOD, components)) == Answer.FAILED;
    }

    private boolean mendsBad(Set<Component> components) {
        return answer(new Hybrid(Side.BAD, components)) == Answer.PASSED;
    }

    private Answer answer(Hybrid hybrid) {
        Answer answer = known.containsKey(hybrid) ? known.get(hybrid) : trial.apply(hybrid);
        known.put(hybrid, answer);
        return answer;
    }
}
