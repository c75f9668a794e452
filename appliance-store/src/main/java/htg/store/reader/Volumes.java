package htg.store.reader;

import htg.fsimage.fs.FilePath;
import htg.fsimage.fs.Limits;
import htg.fsimage.fs.Node;
import htg.fsimage.mounts.Mounted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which of an image's file systems a user means. */
final class Volumes {
    private final List<Mounted> all;
    private final Limits limits;

    Volumes(List<Mounted> all, Limits limits) {
        this.all = all;
        this.limits = limits;
    }

    /**
     * The one that a user means.
     *
     * @param partition a number, label or UUID; empty for the one that has the path
     * @throws Refusal when that is none, or may be several
     */
    Mounted choose(Optional<String> partition, String path) throws IOException {
        if (all.isEmpty()) {
            throw new Refusal(
                    "The image has no file system that can be read", "'./htg inspect' says what is in it instead.");
        } else if (partition.isPresent()) {
            return named(partition.get());
        } else if (all.size() == 1) {
            return all.get(0);
        }
        List<Mounted> holders = new ArrayList<>();
        for (Mounted one : all) {
            if (find(one, path).isPresent()) {
                holders.add(one);
            }
        }
        if (holders.isEmpty()) {
            throw new Refusal("None of the image's file systems has " + path, "It has these: " + titles(all));
        } else if (holders.size() > 1) {
            throw new Refusal(
                    "Several of the image's file systems have " + path,
                    "Name one of them behind a colon, as in IMAGE:"
                            + holders.get(0).name() + "; it has these: " + titles(holders));
        }
        return holders.get(0);
    }

    private Mounted named(String name) throws Refusal {
        return all.stream()
                .filter(one -> name.equals(one.name())
                        || name.equalsIgnoreCase(one.info().uuid())
                        || name.equals(one.info().label()))
                .findFirst()
                .orElseThrow(() ->
                        new Refusal("The image has no file system '" + name + "'", "It has these: " + titles(all)));
    }

    private Optional<Node> find(Mounted one, String path) {
        try {
            return FilePath.findLink(one.fileSystem().root(), path, limits);
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    private static String titles(List<Mounted> some) {
        return some.stream().map(Volumes::title).collect(Collectors.joining(", ")) + ".";
    }

    private static String title(Mounted one) {
        String label = one.info().label();
        return one.name() + " (" + one.info().type() + (label.isEmpty() ? "" : " \"" + label + "\"") + ")";
    }
}
