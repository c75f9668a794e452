package htg.testvm.bisect;

import htg.testvm.report.Wrapped;
import htg.testvm.stick.Component;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A bisection for a terminal of 80 columns: what is to blame, then the evidence. */
public final class BisectionText {
    private static final int SMALLEST = 6;

    private BisectionText() {}

    /**
     * The text.
     *
     * @param commands lines that boot the two images again
     */
    public static String of(BisectionResult result, List<String> commands) {
        StringBuilder text = new StringBuilder();
        text.append("GOOD  ").append(result.good().path()).append('\n');
        text.append("BAD   ").append(result.bad().path()).append('\n');
        text.append("cell  ").append(result.cell()).append("\n\n");
        text.append(Wrapped.lines(sentence(result.culprit()))).append('\n');
        text.append(table(result.trials()));
        result.trials().stream()
                .filter(trial -> !trial.reason().isEmpty())
                .forEach(trial -> text.append(reason(result, trial)));
        text.append(untried(result));
        commands.forEach(command -> text.append(command).append('\n'));
        return text.toString();
    }

    /** What is to blame, in a sentence. */
    static String sentence(Culprit culprit) {
        String names = Hybrid.names(culprit.components());
        String proof = "and BAD passes with " + names + " of GOOD.";
        String doubt = "BAD does not pass with " + names + " of GOOD: something else is broken as well.";
        return switch (culprit.kind()) {
            case SINGLE ->
                "To blame: " + names + ". GOOD fails with it, " + (culprit.confirmed() ? proof : "but " + doubt);
            case SEVERAL ->
                "To blame: " + names + ". GOOD fails with each of them alone, "
                        + (culprit.confirmed() ? proof : "but " + doubt);
            case COMBINATION ->
                "To blame: " + names + ", together. GOOD passes with each of them alone, fails with all of" + " them, "
                        + (culprit.confirmed() ? proof : "but " + doubt);
            case NONE ->
                culprit.confirmed()
                        ? "No component is to blame: GOOD passes with what is BAD's, and BAD fails with what is GOOD's. What"
                                + " remains is the partition table, the size, or the boot partition's file system."
                        : "No component is to blame: each image passes, or cannot be made, with the components of the other."
                                + " What remains are the names by which they find each other: the pool's UUID in the menu, the"
                                + " boot partition's serial number in the boot loaders.";
        };
    }

    private static String table(List<Trial> trials) {
        int width = trials.stream()
                .mapToInt(trial -> trial.hybrid().toString().length())
                .max()
                .orElse(SMALLEST);
        String format = "%-" + Math.max(width, SMALLEST) + "s  %-10s  %-11s %8s\n";
        StringBuilder table =
                new StringBuilder(String.format(Locale.ROOT, format, "booted", "verdict", "stage", "time"));
        for (Trial trial : trials) {
            table.append(
                    String.format(Locale.ROOT, format, trial.hybrid(), trial.answer(), trial.stage(), time(trial)));
        }
        return table.toString();
    }

    private static String time(Trial trial) {
        return String.format(Locale.ROOT, "%.1f s", trial.elapsed().toMillis() / 1000.0);
    }

    private static String reason(BisectionResult result, Trial trial) {
        return "\n" + Wrapped.lines(trial.hybrid() + ": " + trial.reason()) + "  see "
                + result.report().resolve(trial.folder()) + "\n";
    }

    private static String untried(BisectionResult result) {
        String equal = result.equal().isEmpty() ? "" : "The same in both: " + names(result.equal()) + ".\n";
        String unread = result.unread().isEmpty()
                ? ""
                : "Different, but not read in this cell: " + names(result.unread()) + ".\n";
        return "\n" + equal + unread;
    }

    private static String names(Set<Component> components) {
        return components.stream().map(Component::toString).collect(Collectors.joining(", "));
    }
}
