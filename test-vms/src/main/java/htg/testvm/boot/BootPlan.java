package htg.testvm.boot;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.testvm.console.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The landmarks of a boot in their order. The budgets catch hangs, not slowness: they are several
 * times what a machine without KVM and with other work to do needs.
 */
public record BootPlan(List<Expectation> expectations) {
    /** The last landmark of a boot that ends with the guest powering itself off. */
    public static final String POWER_OFF = "power-off";

    /** Landmarks made of in-guest checks start with this. */
    public static final String CHECK_PREFIX = "check ";

    private static final String LAST = "multi-user";

    /** Longer than the limit at which the guest itself gives a check up. */
    private static final int CHECK_BUDGET = 270;

    public BootPlan {
        expectations = List.copyOf(expectations);
        if (expectations.isEmpty()) {
            throw new IllegalArgumentException("a boot plan expects at least one landmark");
        }
    }

    public static BootPlan of(Expectation... expectations) {
        return new BootPlan(List.of(expectations));
    }

    /** The way of an htg stick from power-on to {@code multi-user.target}. */
    public static BootPlan stick() {
        return of(
                Expectation.perhaps("firmware", Status.OK, 60),
                Expectation.perhaps("grub", Status.START, 60),
                Expectation.perhaps("kernel", Status.START, 240),
                Expectation.of("consoles", Status.OK, 90),
                Expectation.of("modules", Status.OK, 90),
                Expectation.of("discover", Status.OK, 120),
                Expectation.of("import", Status.OK, 60),
                Expectation.of("switch", Status.START, 60),
                Expectation.of("base", Status.START, 240),
                Expectation.of(LAST, Status.OK, 480));
    }

    /**
     * This way as far as {@code landmark}.
     *
     * @param landmark name and status, for example {@code switch ok}
     */
    public BootPlan until(String landmark) {
        for (int i = 0; i < expectations.size(); i++) {
            if (landmark.startsWith(expectations.get(i).landmark() + " ")) {
                Expectation last = expectations.get(i).at(landmark.endsWith(" ok") ? Status.OK : Status.START);
                return new BootPlan(Stream.concat(expectations.stream().limit(i), Stream.of(last))
                        .toList());
            }
        }
        throw new HtgException(
                ExitCode.USAGE,
                "A boot passes no landmark '" + landmark + "'",
                "There are: " + expectations.stream().map(Expectation::landmark).collect(Collectors.joining(", "))
                        + ".");
    }

    /** This way without its first {@code count} landmarks, of which at least one is left. */
    public BootPlan skip(int count) {
        return new BootPlan(expectations.subList(count, expectations.size()));
    }

    private boolean isWhole() {
        return expectations.get(expectations.size() - 1).landmark().equals(LAST);
    }

    /** This way, then the checks of these names, then power-off by the guest. */
    public BootPlan thenChecks(List<String> checks) {
        List<Expectation> all = new ArrayList<>(expectations);
        all.add(Expectation.of("checks", Status.START, isWhole() ? 120 : 600));
        checks.forEach(name -> all.add(Expectation.of(CHECK_PREFIX + name, Status.START, CHECK_BUDGET)));
        all.add(Expectation.of("checks", Status.OK, 60));
        all.add(Expectation.of(POWER_OFF, Status.OK, 240));
        return new BootPlan(all);
    }
}
