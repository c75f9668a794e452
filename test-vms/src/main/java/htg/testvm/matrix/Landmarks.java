package htg.testvm.matrix;

import htg.testvm.boot.BootPlan;
import htg.testvm.boot.Expectation;
import htg.testvm.cell.Cell;
import htg.testvm.console.StickLandmarks;
import java.util.List;

/** Landmarks that a boot passes on its way. */
final class Landmarks {
    private Landmarks() {}

    /**
     * The landmark of that name, without a status.
     *
     * @throws IllegalArgumentException when {@code plan} does not pass it
     */
    static String named(String name, BootPlan plan) {
        List<String> names =
                plan.expectations().stream().map(Expectation::landmark).toList();
        if (!names.contains(name)) {
            throw new IllegalArgumentException(
                    "a boot passes no landmark '" + name + "': there are " + String.join(", ", names));
        }
        return name;
    }

    /**
     * Refuses a cell in which something waits for what never comes.
     *
     * @throws IllegalArgumentException when {@code plan} does not pass one of its landmarks
     */
    static void require(Cell cell, BootPlan plan) {
        cell.moments().forEach(landmark -> {
            named(landmark.substring(0, landmark.lastIndexOf(' ')), plan);
            requireShown(landmark);
        });
    }

    /**
     * Refuses a name with a status that no stick says of it.
     *
     * @param landmark for example {@code switch ok}
     */
    static void requireShown(String landmark) {
        if (!StickLandmarks.IN_ORDER.contains(landmark)) {
            String name = landmark.substring(0, landmark.lastIndexOf(' '));
            throw new IllegalArgumentException("a boot never says '" + landmark + "': there is "
                    + StickLandmarks.called(name).replace(' ', '-').replace(",-", ", "));
        }
    }
}
