package htg.fsimage.image;

import htg.fsimage.fs.Providers;
import htg.fsimage.fs.Signature.Strength;
import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Says what a volume holds, and what else it looks like. Layers below file systems win over these. Of several file systems the one with the
 * best proof wins; where there is no such one, none is read, as {@code blkid} gives no answer then.
 */
final class Recognizer {
    /** These may well be on a volume together with another. */
    private static final Set<String> TOLERANT = Set.of("iso9660", "udf", "hfs", "hfsplus");

    private final Providers providers;
    private final List<String> problems = new ArrayList<>();

    /** A recognizer for one volume. */
    Recognizer(Providers providers) {
        this.providers = providers;
    }

    /** What was told apart, a sentence each. */
    List<String> problems() {
        return problems;
    }

    Contents recognize(Volume volume) throws IOException {
        List<Recognized> layers = find(volume, Stream.concat(LayerMarks.ALL.stream(), RaidMarks.ALL.stream()));
        List<Recognized> others = find(volume, Stream.concat(LinuxMarks.ALL.stream(), ForeignMarks.ALL.stream()));
        List<Providers.Match> matches = matches(volume);
        List<String> types = new ArrayList<>();
        matches.forEach(one -> types.add(one.signature().type()));
        others.stream()
                .map(Recognized::type)
                .filter(one -> !types.contains(one))
                .forEach(types::add);
        if (!layers.isEmpty()) {
            layers.subList(1, layers.size()).forEach(one -> types.add(one.type()));
            return chosen(layers.get(0), types);
        }
        List<Contents> candidates = new ArrayList<>();
        matches.forEach(one -> candidates.add(new Contents.Openable(one.provider(), one.signature())));
        others.stream()
                .filter(one -> matches.stream()
                        .noneMatch(match -> match.signature().type().equals(one.type())))
                .forEach(candidates::add);
        return choose(candidates, types);
    }

    /** What cannot be read does not spoil the image's other volumes. */
    List<Providers.Match> matches(Volume volume) throws IOException {
        try {
            return providers.recognize(volume);
        } catch (ImageFormatException damaged) {
            problems.add("What it begins with cannot be read: " + damaged.getMessage() + ".");
            return List.of();
        }
    }

    static Optional<Recognized> layer(Volume volume) throws IOException {
        return find(volume, Stream.concat(LayerMarks.ALL.stream(), RaidMarks.ALL.stream())).stream()
                .findFirst();
    }

    private static List<Recognized> find(Volume volume, Stream<Mark> marks) throws IOException {
        List<Recognized> found = new ArrayList<>();
        for (Mark mark : marks.toList()) {
            try {
                mark.find(volume).ifPresent(found::add);
            } catch (ImageFormatException leavesTheVolume) {
                // A superblock that is not all there is none.
            }
        }
        return found;
    }

    private Contents choose(List<Contents> candidates, List<String> types) {
        if (candidates.isEmpty()) {
            return new Contents.Unknown();
        }
        Strength best = candidates.stream()
                .map(Recognizer::strength)
                .max(Strength::compareTo)
                .orElseThrow();
        List<Contents> strongest =
                candidates.stream().filter(one -> strength(one) == best).toList();
        boolean sure = strongest.size() == 1
                || strongest.stream()
                                .filter(one -> !TOLERANT.contains(one.type()))
                                .count()
                        == 0;
        if (sure) {
            return chosen(strongest.get(0), types);
        }
        problems.add("It looks like " + String.join(" and like ", types) + ".");
        return Recognized.of("ambivalent", "looks like several file systems at once, any of which may be outdated");
    }

    private static Strength strength(Contents contents) {
        return contents instanceof Contents.Openable readable
                ? readable.signature().strength()
                : Strength.MAGIC;
    }

    private Contents chosen(Contents contents, List<String> types) {
        for (String type : types) {
            if (!type.equals(contents.type())) {
                problems.add("It looks like " + type + " as well, but is taken for " + contents.type() + ".");
            }
        }
        return contents;
    }
}
