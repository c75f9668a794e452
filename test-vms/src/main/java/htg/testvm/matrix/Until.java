package htg.testvm.matrix;

import htg.testvm.boot.BootPlan;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The last landmark of a test as people write it: {@code switch}, or exactly {@code switch-start}. */
public final class Until {
    /** Nobody says when these are done. */
    private static final Set<String> ONLY_STARTED = Set.of("grub", "kernel", "base");

    private static final Pattern EXACT = Pattern.compile("(.+)-(start|ok)");

    private Until() {}

    /**
     * The way of an htg stick as far as the landmark {@code text}.
     *
     * @throws IllegalArgumentException when a boot passes none of that name, or not with that status
     */
    public static BootPlan plan(String text) {
        return BootPlan.stick().until(landmark(text));
    }

    /**
     * Name and status of the landmark, for example {@code switch ok}.
     *
     * @throws IllegalArgumentException when a boot passes none of that name, or not with that status
     */
    public static String landmark(String text) {
        Matcher exact = EXACT.matcher(text);
        if (exact.matches()) {
            String landmark = Landmarks.named(exact.group(1), BootPlan.stick()) + " " + exact.group(2);
            Landmarks.requireShown(landmark);
            return landmark;
        }
        return Landmarks.named(text, BootPlan.stick()) + (ONLY_STARTED.contains(text) ? " start" : " ok");
    }
}
