package htg.store.reader;

import htg.fsimage.fs.FilePath;
import htg.fsimage.fs.Limits;
import htg.fsimage.fs.Node;
import htg.fsimage.mounts.Mounted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which of an image's file systems a user means. */
final class Volumes {
    private final List<Mounted> all;
    private final List<OpenedImage.Unopened> unread;
    private final Limits limits;

    /**
     * Knows them.
     *
     * @param all those that can be read
     * @param unread those that cannot
     */
    Volumes(List<Mounted> all, List<OpenedImage.Unopened> unread, Limits limits) {
        this.all = all;
        this.unread = unread;
        this.limits = limits;
    }

    /**
     * The one that a user means.
     *
     * @param partition a number, UUID or label, in this order; empty for the one that has the path
     * @throws Refusal when that is none, or may be several
     */
    Mounted choose(Optional<String> partition, String path) throws IOException {
        if (partition.isPresent()) {
            return named(partition.get());
        } else if (all.isEmpty()) {
            throw new Refusal(
                    "The image has no file system that can be read", "'./htg inspect' says what is in it instead.");
        }
        return all.size() == 1 ? all.get(0) : holder(path);
    }

    private Mounted holder(String path) throws Refusal {
        List<Mounted> holders = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Mounted one : all) {
            try {
                Node root = one.fileSystem().root();
                if (FilePath.findLink(root, ShownPath.meant(root, path, limits), limits)
                        .isPresent()) {
                    holders.add(one);
                }
            } catch (IOException damaged) {
                problems.add(" In " + one.name() + " it cannot be looked for: " + damaged.getMessage() + ".");
            }
        }
        if (holders.isEmpty()) {
            throw new Refusal(
                    "None of the image's file systems has " + path,
                    "It has these: " + titles(all) + String.join("", problems));
        } else if (holders.size() > 1) {
            throw new Refusal(
                    "Several of the image's file systems have " + path,
                    "Name one of them behind a colon, as in IMAGE:"
                            + holders.get(0).name() + "; it has these: " + titles(holders));
        }
        return holders.get(0);
    }

    /** An image may have a number for a label. */
    private Mounted named(String name) throws Refusal {
        if (name.isEmpty()) {
            throw new Refusal("There is nothing behind the colon", "Name a file system there. " + titles());
        }
        List<Predicate<Mounted>> ways = List.of(
                one -> name.equals(one.name()),
                one -> name.equalsIgnoreCase(one.info().uuid()),
                one -> name.equals(one.info().label()));
        for (Predicate<Mounted> way : ways) {
            List<Mounted> found = all.stream().filter(way).toList();
            if (found.size() > 1) {
                throw new Refusal(
                        "Several file systems of the image are called '" + name + "'",
                        "Name one by its number: " + titles(found));
            } else if (found.size() == 1) {
                return found.get(0);
            }
        }
        throw unknown(name);
    }

    private Refusal unknown(String name) {
        return unread.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .map(one -> new Refusal("In " + name + " no file system can be read: " + one.problem(), titles()))
                .orElseGet(() -> new Refusal("The image has no file system '" + name + "'", titles()));
    }

    private String titles() {
        return all.isEmpty() ? "'./htg inspect' says what is in the image." : "It has these: " + titles(all);
    }

    private static String titles(List<Mounted> some) {
        return some.stream().map(Volumes::title).collect(Collectors.joining(", ")) + ".";
    }

    private static String title(Mounted one) {
        String label = one.info().label();
        return one.name() + " (" + one.info().type() + (label.isEmpty() ? "" : " \"" + label + "\"") + ")";
    }
}
