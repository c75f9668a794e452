package htg.fsimage.boot.grub;

import htg.fsimage.boot.entry.BootEntry;
import htg.fsimage.boot.entry.BootFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the commands of an entry have loaded so far. */
final class Loaded {
    private Optional<BootFile> kernel = Optional.empty();
    private Optional<BootFile> hypervisor = Optional.empty();
    private final List<BootFile> ramdisks = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private String commandLine = "";
    private String hypervisorCommandLine = "";
    private boolean multiboot;
    private boolean any;

    void linux(Optional<BootFile> file, String arguments) {
        any = true;
        kernel = file;
        commandLine = arguments;
        ramdisks.clear();
    }

    void multiboot(Optional<BootFile> file, String arguments) {
        any = true;
        multiboot = true;
        hypervisor = file;
        hypervisorCommandLine = arguments;
        kernel = Optional.empty();
        ramdisks.clear();
    }

    /** The first module behind a hypervisor is Linux, the others are its ramdisks. */
    void module(BootFile file, String arguments) {
        if (multiboot && kernel.isEmpty()) {
            kernel = Optional.of(file);
            commandLine = arguments;
        } else {
            ramdisks.add(file);
        }
    }

    void ramdisk(BootFile file) {
        ramdisks.add(file);
    }

    void note(String sentence) {
        any = true;
        if (notes.size() < 20) {
            notes.add(sentence);
        }
    }

    boolean isEmpty() {
        return !any;
    }

    BootEntry entry(String title, String id) {
        return new BootEntry(
                title, id, kernel, ramdisks, commandLine.strip(), hypervisor, hypervisorCommandLine.strip(), notes);
    }
}
