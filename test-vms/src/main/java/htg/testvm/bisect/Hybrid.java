package htg.testvm.bisect;

import htg.testvm.stick.Component;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is booted: one of the two images, with some components of the other.
 *
 * @param base gives the partition table, the size, and all that is not exchanged
 * @param exchanged what comes from the other image; nothing for an image as it is
 */
public record Hybrid(Side base, Set<Component> exchanged) {
    public Hybrid {
        exchanged = Collections.unmodifiableSet(
                exchanged.isEmpty() ? EnumSet.noneOf(Component.class) : EnumSet.copyOf(exchanged));
    }

    static Hybrid plain(Side side) {
        return new Hybrid(side, Set.of());
    }

    /** Components' names for people, in the order of a boot. */
    static String names(Set<Component> components) {
        List<String> names =
                components.stream().sorted().map(Component::toString).toList();
        int last = names.size() - 1;
        return last < 1
                ? String.join("", names)
                : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    /** Name of its folder behind the number: {@code good-with-kernel}. */
    String folderName() {
        String name = base.name().toLowerCase(Locale.ROOT);
        return exchanged.isEmpty()
                ? name
                : name + "-with-"
                        + exchanged.stream().sorted().map(Component::toString).collect(Collectors.joining("-"));
    }

    @Override
    public String toString() {
        return exchanged.isEmpty() ? base.toString() : base + " with " + names(exchanged) + " of " + base.other();
    }
}
