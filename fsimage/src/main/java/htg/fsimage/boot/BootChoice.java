package htg.fsimage.boot;

import htg.fsimage.boot.entry.BootEntry;
import htg.fsimage.boot.entry.BootFile;
import htg.fsimage.boot.kernel.KernelImage;
import java.util.List;
import java.util.Optional;

/**
 * What an image would boot.
 *
 * @param kernel Linux
 * @param ramdisks in the order in which they are loaded
 * @param commandLine of Linux
 * @param hypervisor Xen, empty where Linux runs on the machine itself
 * @param hypervisorCommandLine of Xen
 * @param facts what the kernel says of itself, empty where it is of no kind that is known
 * @param source where this was found
 * @param file the configuration it comes from, empty where there is none
 * @param title of the entry, empty where there is none
 * @param reason why this and nothing else, one sentence
 * @param notes what is wrong or was left out, a sentence each
 */
public record BootChoice(
        BootFile kernel,
        List<BootFile> ramdisks,
        String commandLine,
        Optional<BootFile> hypervisor,
        String hypervisorCommandLine,
        Optional<KernelImage> facts,
        Source source,
        String file,
        String title,
        String reason,
        List<String> notes) {
    /** Where a choice comes from. */
    public enum Source {
        /** The caller has said it. */
        CALLER,
        /** A boot loader's configuration. */
        CONFIGURATION,
        /** The kernels that are there. */
        FILES
    }

    public BootChoice {
        ramdisks = List.copyOf(ramdisks);
        notes = List.copyOf(notes);
    }

    /** An entry that has a kernel. */
    static BootChoice of(BootEntry entry, Optional<KernelImage> facts, Source source, String file, String reason) {
        return new BootChoice(
                entry.kernel().orElseThrow(),
                entry.ramdisks(),
                entry.commandLine(),
                entry.hypervisor(),
                entry.hypervisorCommandLine(),
                facts,
                source,
                file,
                entry.title(),
                reason,
                entry.notes());
    }

    BootChoice with(List<BootFile> otherRamdisks, String otherCommandLine, String otherReason) {
        return new BootChoice(
                kernel,
                otherRamdisks,
                otherCommandLine,
                hypervisor,
                hypervisorCommandLine,
                facts,
                source,
                file,
                title,
                otherReason,
                notes);
    }
}
