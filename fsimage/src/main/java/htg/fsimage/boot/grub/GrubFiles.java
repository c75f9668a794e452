package htg.fsimage.boot.grub;

import htg.fsimage.boot.entry.BootFile;
import htg.fsimage.mounts.Mounted;
import htg.fsimage.mounts.Mounts;
import htg.fsimage.mounts.NamePattern;
import htg.fsimage.mounts.Root;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files by the names that GRUB gives them: {@code (hd0,gpt2)/path}, or a path on the device that the variable {@code root} names. A path
 * counts from the top of a file system; where nothing is there, from the folders that a system may have for its root, as with a default
 * subvolume.
 */
final class GrubFiles {
    private static final int LONGEST_PATTERN = 255;

    private final Mounts mounts;
    private final Budget budget = new Budget();
    private final Map<String, List<Root>> roots = new HashMap<>();

    GrubFiles(Mounts mounts) {
        this.mounts = mounts;
    }

    Mounts mounts() {
        return mounts;
    }

    /** What a script may cost that uses these files. */
    Budget budget() {
        return budget;
    }

    /**
     * A device and what follows it.
     *
     * @param device without parentheses
     * @param path from the device's top
     */
    record Name(String device, String path) {
        /** Cuts a name; without a device it is on {@code root}. */
        static Name of(String name, String root) {
            int end = name.indexOf(')');
            if (name.startsWith("(") && end > 0) {
                return new Name(name.substring(1, end), name.substring(end + 1));
            }
            return new Name(root, name.startsWith("/") ? name : "/" + name);
        }
    }

    /** A path, and what it counts from. */
    record Found(Root root, String path) {}

    Optional<Mounted> device(String device) {
        return device.isEmpty() ? Optional.empty() : mounts.byGrubName(device);
    }

    /** Where a file or folder is; empty where there is none. */
    Optional<Found> find(String name, String root) throws IOException {
        Name parts = Name.of(name, root);
        Optional<Mounted> device = device(parts.device());
        return device.isEmpty() ? Optional.empty() : find(device.get(), parts.path());
    }

    Optional<Found> find(Mounted device, String path) throws IOException {
        budget.lookup(1);
        // GRUB writes "/dataset@/path" for ZFS, and "/@/path" where @ is a subvolume of btrfs.
        List<String> spellings = path.contains("@/") ? List.of(path, path.replaceFirst("@/", "/")) : List.of(path);
        List<Root> roots = roots(device);
        for (String spelling : spellings) {
            for (Root one : roots) {
                if (one.exists(spelling)) {
                    return Optional.of(new Found(one, spelling));
                }
            }
        }
        return Optional.empty();
    }

    private List<Root> roots(Mounted device) throws IOException {
        List<Root> known = roots.get(device.name());
        if (known == null) {
            known = new ArrayList<>();
            mounts.top(device).ifPresent(known::add);
            known.addAll(mounts.roots(device));
            roots.put(device.name(), known);
        }
        return known;
    }

    Optional<BootFile> file(String name, String root) throws IOException {
        Optional<Found> found = find(name, root);
        return found.isEmpty()
                ? Optional.empty()
                : BootFile.find(found.get().root(), found.get().path());
    }

    Optional<String> text(String name, String root) throws IOException {
        Optional<Found> found = find(name, root);
        return found.isEmpty()
                ? Optional.empty()
                : found.get().root().text(found.get().path());
    }

    /** The files and devices that a pattern means, sorted; none where nothing matches. */
    List<String> glob(String pattern, String root) throws IOException {
        budget.lookup(50);
        if (pattern.length() > LONGEST_PATTERN) {
            return List.of();
        } else if (pattern.startsWith("(") && !pattern.contains(")/")) {
            return mounts.all().stream()
                    .map(one -> "(" + one.place().grubName() + ")")
                    .filter(device -> NamePattern.matches(pattern, device))
                    .sorted()
                    .toList();
        }
        int slash = pattern.lastIndexOf('/');
        Optional<Found> folder = slash < 0 ? Optional.empty() : find(pattern.substring(0, slash + 1), root);
        if (folder.isEmpty()) {
            return List.of();
        }
        List<String> names = folder.get().root().names(folder.get().path());
        // What a pattern of nothing but stars may take, in words rather than in steps.
        long characters = names.stream().mapToLong(String::length).sum();
        budget.text((int) Math.min(Integer.MAX_VALUE, characters * (pattern.length() - slash) / 16));
        return names.stream()
                .filter(name -> NamePattern.matches(pattern.substring(slash + 1), name))
                .map(name -> pattern.substring(0, slash + 1) + name)
                .toList();
    }
}
