package htg.grub.secureboot;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * SBAT metadata (SBAT.md of shim): which components a program is made of, and how many times each had to be made anew for
 * its security.
 *
 * @param components in the order of the program
 */
public record Sbat(List<Component> components) {
    private static final int LARGEST = 64 << 10;
    private static final int MOST_LINES = 256;

    /**
     * One component.
     *
     * @param name such as {@code grub} or {@code grub.debian}
     * @param generation rises with each fix of a hole in Secure Boot
     * @param version the package's, for people; empty when it is not told
     */
    public record Component(String name, long generation, String version) {
        @Override
        public String toString() {
            return name + " " + generation;
        }
    }

    public Sbat {
        components = List.copyOf(components);
    }

    /**
     * Of a program; without components when it has none.
     *
     * @throws htg.common.HtgException when the section is no list of components
     */
    public static Sbat of(PeImage program) {
        return program.section(".sbat")
                .map(section -> parse(program.name() + ", section .sbat", section))
                .orElse(new Sbat(List.of()));
    }

    /** Comma-separated lines, up to the first NUL. */
    static Sbat parse(String where, byte[] csv) {
        if (csv.length > LARGEST) {
            throw Fields.damaged(where, "list", 0, "has " + csv.length + " bytes");
        }
        String text = new String(csv, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\0');
        List<Component> all = new ArrayList<>();
        int at = 0;
        for (String line : text.substring(0, end < 0 ? text.length() : end).split("\n", -1)) {
            if (all.size() == MOST_LINES) {
                throw Fields.damaged(where, "list", at, "has more than " + MOST_LINES + " lines");
            }
            if (!line.isBlank()) {
                all.add(component(where, at, line.strip().split(",", -1)));
            }
            at += line.length() + 1;
        }
        return new Sbat(all);
    }

    private static Component component(String where, int at, String... columns) {
        boolean whole = columns.length >= 2 && columns[0].matches("[!-~]{1,80}") && columns[1].matches("[0-9]{1,9}");
        if (!whole) {
            throw Fields.damaged(where, "line", at, "does not name a component and its generation");
        }
        String version = columns.length > 4 ? columns[4].replaceAll("[^ -~]", "?") : "";
        return new Component(columns[0], Long.parseLong(columns[1]), version);
    }

    /** The component of this name. */
    public Optional<Component> component(String name) {
        return components.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /** Those of the components here whose generation is lower than {@code least} asks for. */
    public List<Component> below(Sbat least) {
        return components.stream()
                .filter(own -> least.component(own.name())
                        .filter(asked -> own.generation() < asked.generation())
                        .isPresent())
                .toList();
    }
}
