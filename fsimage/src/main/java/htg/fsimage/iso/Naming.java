package htg.fsimage.iso;

import htg.fsimage.volume.Names;
import java.nio.charset.StandardCharsets;

/** Whose names a folder's records have. */
enum Naming {
    /** A POSIX name in an area of its own; the plain one where that is missing. */
    ROCK_RIDGE("Rock Ridge") {
        @Override
        String plain(byte[] identifier) {
            return PLAIN.plain(identifier);
        }
    },
    /** UTF-16, most significant byte first (Joliet specification, 1995). */
    JOLIET("Joliet") {
        @Override
        String plain(byte[] identifier) {
            String name = new String(identifier, StandardCharsets.UTF_16BE);
            int end = name.endsWith(";1") ? name.length() - 2 : name.length();
            while (end > 1 && name.charAt(end - 1) == '.') {
                end--;
            }
            return safe(name.substring(0, end));
        }

        @Override
        boolean matches(String name, String wanted) {
            return name.equalsIgnoreCase(wanted);
        }
    },
    /** Capitals with a version number, which Linux shows in small letters and without. */
    PLAIN("plain") {
        @Override
        String plain(byte[] identifier) {
            String name = Names.decode(identifier);
            if (name.endsWith(".;1")) {
                name = name.substring(0, name.length() - 3);
            } else if (name.endsWith(";1")) {
                name = name.substring(0, name.length() - 2);
            }
            StringBuilder small = new StringBuilder(name.length());
            name.chars().map(Naming::small).forEach(character -> small.append((char) character));
            return safe(small.toString());
        }
    };

    private final String text;

    Naming(String text) {
        this.text = text;
    }

    /** As people call it. */
    String text() {
        return text;
    }

    /** The name that a record's identifier stands for. */
    abstract String plain(byte[] identifier);

    /** Whether a name in a folder is meant by one that is looked for. */
    boolean matches(String name, String wanted) {
        return name.equals(wanted);
    }

    private static int small(int character) {
        if (character >= 'A' && character <= 'Z') {
            return character - 'A' + 'a';
        }
        return character == ';' || character == '/' ? '.' : character;
    }

    /** A name that is never a path: what no name may hold becomes an underscore. */
    static String safe(String name) {
        String text = name.replace('/', '_').replace('\0', '_');
        return text.isEmpty() || text.equals(".") || text.equals("..") ? "_" + text : text;
    }
}
