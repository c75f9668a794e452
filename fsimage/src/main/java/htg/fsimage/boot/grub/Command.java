package htg.fsimage.boot.grub;

import java.io.IOException;
import java.util.List;

/** A command of GRUB. */
@FunctionalInterface
interface Command {
    int TRUE = 0;
    int FALSE = 1;

    /** Runs with the words behind its name; returns 0 when it has succeeded. */
    int run(Context context, List<String> arguments) throws IOException;

    static int status(boolean success) {
        return success ? TRUE : FALSE;
    }
}
