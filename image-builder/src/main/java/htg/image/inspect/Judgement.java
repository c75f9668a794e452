package htg.image.inspect;

import htg.image.inspect.SecureBoot.Start;
import htg.image.inspect.SecureBoot.Verdict;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Collects why something does not start at a place, or not fully. */
final class Judgement {
    private final Set<String> faults = new LinkedHashSet<>();
    private final Set<String> conditions = new LinkedHashSet<>();
    private final Set<String> notes = new LinkedHashSet<>();

    /** It does not start. */
    void no(String reason) {
        faults.add(reason);
    }

    /** It starts once a key is enrolled, if that can be done. */
    void afterEnrolment(String key, String path, boolean mokManager) {
        if (mokManager) {
            conditions.add("once the key '" + key + "' is enrolled" + (path.isEmpty() ? "" : " (" + path + ")"));
        } else {
            faults.add("the key '" + key + "' has to be enrolled, and there is no MokManager to do it");
        }
    }

    /** It starts all the same. */
    void note(String reason) {
        notes.add(reason);
    }

    Start start() {
        Verdict verdict = faults.isEmpty() ? conditions.isEmpty() ? Verdict.YES : Verdict.AFTER_ENROLMENT : Verdict.NO;
        return new Start(
                verdict,
                Stream.of(faults, conditions, notes).flatMap(Set::stream).toList());
    }
}
