package htg.testvm.bisect;

import htg.testvm.qemu.StickImage;
import htg.testvm.stick.Component;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a bisection found, with its evidence.
 *
 * @param cell name of the cell in which the images differ
 * @param trials in the order in which they were made; the first two are the images as they are
 * @param equal components that were not tried, being the same in both images
 * @param unread components that differ, and were not tried because nothing in this cell reads them
 * @param report folder that the trials' folders are in
 */
public record BisectionResult(
        StickImage good,
        StickImage bad,
        String cell,
        Culprit culprit,
        List<Trial> trials,
        Set<Component> equal,
        Set<Component> unread,
        Path report) {
    public BisectionResult {
        trials = List.copyOf(trials);
        equal = sorted(equal);
        unread = sorted(unread);
    }

    private static Set<Component> sorted(Set<Component> components) {
        return Collections.unmodifiableSet(
                components.isEmpty() ? EnumSet.noneOf(Component.class) : EnumSet.copyOf(components));
    }
}
