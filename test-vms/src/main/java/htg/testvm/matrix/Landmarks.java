package htg.testvm.matrix;

import htg.testvm.boot.BootPlan;
import htg.testvm.boot.Expectation;
import htg.testvm.fault.Fault;
import htg.testvm.fault.Reaction;
import java.util.List;
import java.util.stream.Stream;

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
     * Refuses a fault that waits for what never comes.
     *
     * @throws IllegalArgumentException when {@code plan} does not pass its landmarks
     */
    static void require(Fault fault, BootPlan plan) {
        Stream.concat(fault.powerCut().stream(), fault.reactions().stream().map(Reaction::landmark))
                .forEach(landmark -> named(landmark.substring(0, landmark.lastIndexOf(' ')), plan));
    }
}
