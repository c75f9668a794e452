package htg.testvm.fault;

import htg.common.DataSize;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A place on the medium, written {@code pool:64K}, {@code esp} or {@code 1G}.
 *
 * @param part what {@code offset} counts from
 */
public record Place(Part part, DataSize offset) {
    private static final Pattern TEXT = Pattern.compile("([a-z]+)?:?(\\d+[KMGT]?)?");

    /** The parts of an htg stick, in their order. */
    public enum Part {
        /** The medium's first byte; the only part that any image has. */
        DISK,
        /** GRUB's core image. */
        CORE,
        /** The boot partition. */
        ESP,
        /** The root pool. */
        POOL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where the parts of one image begin. */
    @FunctionalInterface
    public interface Map {
        /**
         * The first byte of {@code part}.
         *
         * @throws htg.common.HtgException when the image has no such part
         */
        long start(Part part);
    }

    /**
     * Reads a place.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static Place parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no place such as pool:64K, esp or 1G");
        }
        Part part = matcher.group(1) == null ? Part.DISK : part(matcher.group(1));
        return new Place(part, matcher.group(2) == null ? DataSize.ZERO : DataSize.parse(matcher.group(2)));
    }

    private static Part part(String name) {
        return Stream.of(Part.values())
                .filter(part -> part.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is no part of a stick: there are "
                        + Stream.of(Part.values()).map(Part::toString).collect(Collectors.joining(", "))));
    }

    /** Its distance from the medium's first byte. */
    public long on(Map map) {
        return map.start(part) + offset.bytes();
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        if (part == Part.DISK) {
            return ShortSize.of(offset);
        }
        return offset.equals(DataSize.ZERO) ? part.toString() : part + ":" + ShortSize.of(offset);
    }
}
