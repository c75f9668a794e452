package htg.image.step;

import htg.common.event.EventSink;
import htg.common.process.Command;
import htg.common.process.CommandRunner;
import htg.image.cache.Cache;
import htg.image.cache.WorkFolder;
import htg.image.tool.Namespace;
import java.nio.file.Path;

/** What every step works with. */
public record Workshop(Cache cache, CommandRunner runner, Namespace namespace, EventSink events) {

    /** A folder for the unfinished; files in it may have any owner. */
    WorkFolder workFolder() {
        return cache.workFolder(this::remove);
    }

    /** Makes room in the cache. */
    public void tidyUp() {
        cache.prune(this::remove);
    }

    private void remove(Path folder) {
        runner.check(namespace.command(Command.of("rm", "-rf", "--one-file-system", "--", folder.toString())));
    }
}
