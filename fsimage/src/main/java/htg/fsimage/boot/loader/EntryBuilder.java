package htg.fsimage.boot.loader;

import htg.fsimage.boot.entry.BootEntry;
import htg.fsimage.boot.entry.BootFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An entry while its lines are read. */
final class EntryBuilder {
    private static final int MOST_NOTES = 20;
    private static final int MOST_RAMDISKS = 100;

    private final String id;
    private final List<BootFile> ramdisks = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private String title;
    private Optional<BootFile> kernel = Optional.empty();
    private String commandLine = "";
    private Optional<BootFile> hypervisor = Optional.empty();
    private String hypervisorCommandLine = "";

    EntryBuilder(String title, String id) {
        this.title = title;
        this.id = id;
    }

    void title(String other) {
        title = other;
    }

    void kernel(Optional<BootFile> file, String name) {
        kernel = file;
        missing(file, name);
    }

    boolean hasKernel() {
        return kernel.isPresent();
    }

    void ramdisk(Optional<BootFile> file, String name) {
        if (ramdisks.size() < MOST_RAMDISKS) {
            file.ifPresent(ramdisks::add);
        }
        missing(file, name);
    }

    private void missing(Optional<BootFile> file, String name) {
        if (file.isEmpty()) {
            note("There is no file " + name + ".");
        }
    }

    void commandLine(String words) {
        commandLine = words;
    }

    String commandLine() {
        return commandLine;
    }

    /** What was loaded as a kernel turns out to be Xen. */
    void becomeHypervisor() {
        hypervisor = kernel;
        hypervisorCommandLine = commandLine;
        kernel = Optional.empty();
        commandLine = "";
    }

    boolean hasHypervisor() {
        return hypervisor.isPresent();
    }

    void note(String sentence) {
        if (notes.size() < MOST_NOTES) {
            notes.add(sentence);
        }
    }

    BootEntry build() {
        return new BootEntry(
                title, id, kernel, ramdisks, commandLine.strip(), hypervisor, hypervisorCommandLine.strip(), notes);
    }
}
