package htg.fsimage.boot.grub;

import htg.fsimage.volume.LimitExceededException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Variables of a script, bounded in number and length. */
final class Environment {
    private static final int MOST = 2000;
    private static final int LONGEST = 64 << 10;
    private static final int MOST_CHARACTERS = 1 << 20;

    private final Map<String, String> values = new HashMap<>();
    private final Set<String> exported = new HashSet<>();
    private int characters;

    /** What a variable holds; empty text where it is not set. */
    String get(String name) {
        return values.getOrDefault(name, "");
    }

    boolean isSet(String name) {
        return values.containsKey(name);
    }

    void set(String name, String value) throws LimitExceededException {
        unset(name);
        characters += value.length();
        if (values.size() >= MOST || value.length() > LONGEST || characters > MOST_CHARACTERS) {
            throw new LimitExceededException("the script's variables hold more than " + LONGEST + " characters in one, "
                    + MOST_CHARACTERS + " in all, or are more than " + MOST);
        }
        values.put(name, value);
    }

    void unset(String name) {
        String before = values.remove(name);
        characters -= before == null ? 0 : before.length();
    }

    void export(String name) {
        exported.add(name);
    }

    /** All variables, for an entry, whose changes others do not see. */
    Environment copy() {
        Environment copy = new Environment();
        copy.values.putAll(values);
        copy.exported.addAll(exported);
        copy.characters = characters;
        return copy;
    }

    /** What a submenu or another configuration file sees. */
    Environment exportedOnly() {
        Environment copy = copy();
        copy.values.keySet().retainAll(exported);
        copy.characters = copy.values.values().stream().mapToInt(String::length).sum();
        return copy;
    }
}
