package htg.testvm.stick;

import htg.testvm.boot.BootPlan;
import htg.testvm.console.ConsoleEvent.Alarm;
import htg.testvm.console.ConsoleEvent.Landmark;
import htg.testvm.console.Status;
import htg.testvm.console.TimedEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Where a boot ends, by the landmark that does not come any more, or that reports a failure. In the order of a boot. */
public enum Stage {
    FIRMWARE,
    GRUB,
    KERNEL,
    CONSOLES,
    MODULES,
    DISCOVER,
    IMPORT,
    SWITCH,
    BASE,
    MULTI_USER,
    /** The boot comes to its end. */
    NOWHERE;

    /** The stage at which a boot with these events has ended. What comes after an alarm is nobody's progress. */
    public static Stage endOf(List<TimedEvent> events) {
        Stage next = FIRMWARE;
        for (TimedEvent event : events) {
            if (event.event() instanceof Alarm) {
                return next;
            }
            if (event.event() instanceof Landmark seen && isKnown(seen)) {
                Stage stage = valueOf(constant(seen));
                if (seen.status() == Status.FAIL) {
                    return stage;
                }
                if (stage.isPassedBy(seen.status()) && stage.compareTo(next) >= 0) {
                    next = stage.following();
                }
            }
        }
        return next;
    }

    /** The same for a boot that began with the kernel, past firmware and GRUB. */
    public static Stage endOfDirectStart(List<TimedEvent> events) {
        Stage end = endOf(events);
        return end.compareTo(CONSOLES) < 0 ? CONSOLES : end;
    }

    /** The landmark's name. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Stage following() {
        return Arrays.stream(values())
                .filter(one -> one.compareTo(this) > 0)
                .findFirst()
                .orElse(this);
    }

    /** Some landmarks only ever begin; which, the plan of a stick's boot knows. */
    private boolean isPassedBy(Status status) {
        return status == Status.OK
                || BootPlan.stick().expectations().stream()
                        .anyMatch(one -> one.landmark().equals(toString()) && one.status() == status);
    }

    private static boolean isKnown(Landmark seen) {
        return Arrays.stream(values()).anyMatch(stage -> stage.name().equals(constant(seen)));
    }

    private static String constant(Landmark seen) {
        return seen.name().toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
