package htg.fsimage.boot;

import htg.fsimage.boot.BootChoice.Source;
import htg.fsimage.boot.entry.BootEntry;
import htg.fsimage.boot.entry.BootFile;
import htg.fsimage.boot.entry.BootMenu;
import htg.fsimage.boot.kernel.KernelImage;
import htg.fsimage.boot.kernel.KernelReader;
import htg.fsimage.boot.kernel.UnifiedKernel;
import htg.fsimage.mounts.Mounted;
import htg.fsimage.mounts.Mounts;
import htg.fsimage.mounts.Root;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds what an image would boot: what the caller names, else what its boot loader's configuration says, else the newest kernel that lies
 * there with the ramdisk that belongs to it.
 */
public final class BootFinder {
    private final Mounts mounts;
    private final BootRequest request;
    private final KernelReader reader;
    private final List<String> notes = new ArrayList<>();
    private List<BootMenu> menus = List.of();
    private Optional<List<FoundKernel>> kernels = Optional.empty();

    private BootFinder(Mounts mounts, BootRequest request) {
        this.mounts = mounts;
        this.request = request;
        this.reader = new KernelReader(mounts.limits(), mounts.problems());
    }

    /**
     * Looks through an image.
     *
     * @throws NoSuchFileException when a file or entry that the caller names is not there
     */
    public static BootFindings find(Mounts mounts, BootRequest request) throws IOException {
        BootFinder finder = new BootFinder(mounts, request);
        Optional<BootChoice> choice = finder.choose();
        finder.kernels();
        return finder.findings(choice);
    }

    /**
     * As {@link #find}, but looks for kernels only where it has to choose among them: there may be many, and some tell their version near
     * their end.
     *
     * @throws NoSuchFileException when a file or entry that the caller names is not there
     */
    public static BootFindings choose(Mounts mounts, BootRequest request) throws IOException {
        BootFinder finder = new BootFinder(mounts, request);
        return finder.findings(finder.choose());
    }

    private BootFindings findings(Optional<BootChoice> choice) {
        List<String> problems = new ArrayList<>(notes);
        problems.addAll(mounts.problems().list());
        return new BootFindings(choice, menus, kernels.orElse(List.of()), problems);
    }

    private Optional<BootChoice> choose() throws IOException {
        menus = Configurations.find(mounts, request.machine());
        Optional<BootChoice> choice = fromWhatIsThere();
        return choice.isEmpty() ? choice : Optional.of(asTheCallerSays(choice.get()));
    }

    private List<FoundKernel> kernels() throws IOException {
        if (kernels.isEmpty()) {
            kernels = Optional.of(Kernels.find(mounts, reader, menus));
        }
        return kernels.get();
    }

    private Optional<BootChoice> fromWhatIsThere() throws IOException {
        if (request.kernel().isPresent()) {
            return Optional.of(named(request.kernel().get()));
        } else if (request.entry().isPresent()) {
            return Optional.of(entry(request.entry().get()));
        }
        for (BootMenu menu : menus) {
            Optional<BootChoice> choice = fromMenu(menu);
            if (choice.isPresent()) {
                return choice;
            }
        }
        return fromFiles();
    }

    /** The entry that starts by itself, or the first that can be started. */
    private Optional<BootChoice> fromMenu(BootMenu menu) throws IOException {
        List<BootEntry> order = menu.chosenFirst();
        for (int i = 0; i < order.size(); i++) {
            BootEntry entry = order.get(i);
            if (entry.kernel().isEmpty()) {
                notes.add("The entry \"" + entry.title() + "\" of " + menu.file() + " starts no kernel that is here: "
                        + String.join(" ", entry.notes()));
                continue;
            }
            String why = i == 0 ? "is the one that starts by itself" : "is the first that has a kernel here";
            String reason =
                    "The entry \"%s\" of %s in %s %s.".formatted(entry.title(), menu.loader(), menu.file(), why);
            return Optional.of(choice(entry, Source.CONFIGURATION, menu.file(), reason));
        }
        return Optional.empty();
    }

    private BootChoice entry(String name) throws IOException {
        for (BootMenu menu : menus) {
            for (BootEntry entry : menu.entries()) {
                if (entry.isCalled(name) && entry.kernel().isPresent()) {
                    String reason = "The caller has named this entry of " + menu.file() + ".";
                    return choice(entry, Source.CALLER, menu.file(), reason);
                }
            }
        }
        throw new NoSuchFileException(name, null, "no boot menu has an entry of this name that starts a kernel");
    }

    private BootChoice choice(BootEntry entry, Source source, String file, String reason) throws IOException {
        Optional<KernelImage> facts = reader.read(entry.kernel().orElseThrow());
        return BootChoice.of(entry, facts, source, file, reason);
    }

    private BootChoice named(String path) throws IOException {
        BootFile kernel = require(path);
        Optional<UnifiedKernel> unified = UnifiedKernel.read(kernel, mounts.problems());
        if (unified.isPresent()) {
            return choice(entry(unified.get()), Source.CALLER, "", "The caller has named this unified kernel image.");
        }
        Optional<FoundKernel> known = kernels().stream()
                .filter(one -> one.file().path().equals(kernel.path())
                        && one.file().mounted().equals(kernel.mounted()))
                .findFirst();
        List<BootFile> ramdisks = known.map(FoundKernel::ramdisks).orElse(List.of());
        String version = known.map(FoundKernel::version).orElse("");
        boolean ramdisk = !ramdisks.isEmpty() || !request.ramdisks().isEmpty();
        RootArguments arguments = RootArguments.of(mounts, kernel, version, ramdisk);
        BootEntry entry = BootEntry.linux("", "", Optional.of(kernel), ramdisks, arguments.words());
        return choice(entry, Source.CALLER, "", "The caller has named the kernel, and " + arguments.reason() + ".");
    }

    private static BootEntry entry(UnifiedKernel image) {
        return BootEntry.linux("", "", Optional.of(image.kernel()), image.ramdisks(), image.commandLine());
    }

    private Optional<BootChoice> fromFiles() throws IOException {
        List<FoundKernel> all = kernels();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        FoundKernel best = all.get(0);
        RootArguments arguments = RootArguments.of(
                mounts, best.file(), best.version(), !best.ramdisks().isEmpty());
        BootEntry entry = BootEntry.linux("", "", Optional.of(best.file()), best.ramdisks(), arguments.words());
        String ramdisk = best.ramdisks().isEmpty() ? "no ramdisk matches it" : "its ramdisk is the one that matches it";
        String rank = all.size() == 1 ? "the only kernel" : "the newest of " + all.size() + " kernels";
        String reason = "No boot loader's configuration can be used, %s is %s, %s, and %s."
                .formatted(best.file().shown(), rank, ramdisk, arguments.reason());
        List<String> missing = best.ramdisks().isEmpty()
                ? List.of("There is no ramdisk for " + best.file().shown() + ".")
                : List.of();
        return Optional.of(choice(entry.notes(missing), Source.FILES, "", reason));
    }

    private BootChoice asTheCallerSays(BootChoice found) throws IOException {
        List<BootFile> ramdisks = new ArrayList<>();
        for (String path : request.ramdisks()) {
            ramdisks.add(require(path));
        }
        boolean own = !ramdisks.isEmpty();
        boolean words = request.commandLine().isPresent();
        String given = own && words ? "its ramdisks and command line" : own ? "its ramdisks" : "its command line";
        return found.with(
                own ? ramdisks : found.ramdisks(),
                request.commandLine().orElse(found.commandLine()),
                own || words ? withoutStop(found.reason()) + "; the caller has given " + given + "." : found.reason());
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    /** A file that the caller names: on a file system of a name, or on whichever has it. */
    private BootFile require(String path) throws IOException {
        int colon = path.indexOf(':');
        Optional<Mounted> mounted = colon > 0 ? mounts.byName(path.substring(0, colon)) : Optional.empty();
        String file = mounted.isPresent() ? path.substring(colon + 1) : path;
        for (Root root : mounted.isPresent() ? mounts.roots(mounted.get()) : mounts.roots()) {
            Optional<BootFile> found = BootFile.find(root, file);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new NoSuchFileException(path);
    }
}
