package htg.miniroot;

import java.util.regex.Pattern;

/** Something in the ramdisk. Paths are relative to its root, without a leading slash; modes are permission bits. */
public sealed interface MinirootEntry {
    String path();

    int mode();

    /** A folder. */
    record Folder(String path, int mode) implements MinirootEntry {
        public Folder {
            check(path);
        }
    }

    /** A regular file. */
    record RegularFile(String path, int mode, FileContent content) implements MinirootEntry {
        public RegularFile {
            check(path);
        }
    }

    /** A symbolic link; the target is written as it is. */
    record SymbolicLink(String path, String target) implements MinirootEntry {
        public SymbolicLink {
            check(path);
        }

        @Override
        public int mode() {
            return 0777;
        }
    }

    /** A character device. */
    record CharacterDevice(String path, int mode, int major, int minor) implements MinirootEntry {
        public CharacterDevice {
            check(path);
        }
    }

    /** A named pipe. */
    record Pipe(String path, int mode) implements MinirootEntry {
        public Pipe {
            check(path);
        }
    }

    private static void check(String path) {
        if (!Names.RELATIVE.matcher(path).matches()) {
            throw new IllegalArgumentException("'" + path + "' is not a path inside the ramdisk");
        }
    }

    /** What a path may look like. */
    final class Names {
        private static final Pattern RELATIVE =
                Pattern.compile("(?!.*\\.\\.(/|$))[\\x21-\\x7e&&[^/]][\\x21-\\x7e]*(?<!/)");

        private Names() {}
    }
}
