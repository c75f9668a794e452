package htg.testvm.bisect;

import htg.testvm.stick.Component;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is to blame.
 *
 * @param components in the order of a boot; none when no component is to blame
 * @param confirmed whether the proof to the contrary succeeded: that BAD passes with these of GOOD or, where none is to
 *     blame, that it fails with all of them
 */
public record Culprit(Kind kind, Set<Component> components, boolean confirmed) {
    /** How components can be to blame. */
    public enum Kind {
        /** One component, by itself. */
        SINGLE,
        /** Several, each of which is enough to break GOOD. */
        SEVERAL,
        /** Several that break GOOD only together; without any one of them it passes. */
        COMBINATION,
        /** None that can be exchanged: the partition table, the size, or a name that does not fit. */
        NONE;

        /** As it is written in reports. */
        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public Culprit {
        components = Collections.unmodifiableSet(
                components.isEmpty() ? EnumSet.noneOf(Component.class) : EnumSet.copyOf(components));
        if ((kind == Kind.NONE) != components.isEmpty()) {
            throw new IllegalArgumentException(kind + " with " + components);
        }
    }

    /** Each of which is to blame by itself. */
    static Culprit each(Set<Component> components, boolean confirmed) {
        return new Culprit(components.size() == 1 ? Kind.SINGLE : Kind.SEVERAL, components, confirmed);
    }

    public boolean found() {
        return kind != Kind.NONE;
    }
}
