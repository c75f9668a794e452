package htg.miniroot;

import java.util.Arrays;
import java.util.List;

/**
 * A list of drivers that belong together, usually those of one bus.
 *
 * @param name of its file, without the suffix
 * @param lines the modules of each line; a line of a {@link DriverRole#POOL} list is loaded in order by one loader
 */
public record DriverList(DriverRole role, String name, List<List<Driver>> lines) {
    /**
     * A module asked for.
     *
     * @param name as people write it, for example {@code usb-storage}
     * @param optional whether a kernel without it will do
     */
    public record Driver(String name, boolean optional) {
        static Driver parse(String word) {
            return word.endsWith("?")
                    ? new Driver(word.substring(0, word.length() - 1), true)
                    : new Driver(word, false);
        }
    }

    public DriverList {
        lines = lines.stream().map(List::copyOf).toList();
    }

    /** Reads one list: a line of module names, {@code ?} after the optional ones, {@code #} before comments. */
    static DriverList parse(DriverRole role, String name, String text) {
        return new DriverList(
                role,
                name,
                text.lines()
                        .filter(line -> !line.startsWith("#") && !line.isBlank())
                        .map(line -> Arrays.stream(line.strip().split("\\s+"))
                                .map(Driver::parse)
                                .toList())
                        .toList());
    }

    /** What people call it, for example {@code buses/nvme}. */
    String feature() {
        return role.folder() + "/" + name;
    }

    /** Whether it is for root pools of the other kind: a kernel without such modules will do. */
    boolean isForeign(PoolType own) {
        return (role == DriverRole.POOL || role == DriverRole.ASKED) && !name.equals(own.word());
    }

    /** Where its modules go on a stick with a root pool of this kind. */
    Tier tier(PoolType own) {
        if (isForeign(own)) {
            return Tier.RESCUE;
        }
        return role == DriverRole.BUSES ? Tier.BUSES : Tier.CORE;
    }
}
