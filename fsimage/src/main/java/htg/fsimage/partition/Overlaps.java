package htg.fsimage.partition;

import htg.fsimage.volume.Extent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is wrong with where slices are. */
final class Overlaps {
    private static final int MOST = 20;

    private Overlaps() {}

    /** A sentence for each, up to a number that can be read. */
    static List<String> problems(List<Slice> slices, long diskSize) {
        List<String> problems = new ArrayList<>();
        Map<String, Extent> extents = new HashMap<>();
        slices.forEach(one -> extents.putIfAbsent(one.name(), one.extent()));
        for (Slice slice : slices) {
            if (slice.extent().end() > diskSize) {
                problems.add("Partition " + slice.name() + " leaves the disk.");
            }
            Extent outer = extents.get(slice.parent());
            if (outer != null
                    && (slice.extent().offset() < outer.offset()
                            || slice.extent().end() > outer.end())) {
                problems.add("Partition " + slice.name() + " is not within partition " + slice.parent() + ".");
            }
        }
        addOverlaps(slices, problems);
        return problems.size() <= MOST ? problems : shortened(problems);
    }

    /** In the order of their starts, each is compared with the one before it that reaches farthest. */
    private static void addOverlaps(List<Slice> slices, List<String> problems) {
        Map<String, List<Slice>> siblings = new java.util.TreeMap<>();
        slices.forEach(one ->
                siblings.computeIfAbsent(one.parent(), key -> new ArrayList<>()).add(one));
        for (List<Slice> some : siblings.values()) {
            some.sort(Comparator.comparingLong((Slice one) -> one.extent().offset()));
            Slice farthest = some.get(0);
            for (Slice slice : some.subList(1, some.size())) {
                if (slice.extent().overlaps(farthest.extent())) {
                    problems.add("Partitions " + farthest.name() + " and " + slice.name() + " overlap.");
                }
                farthest = slice.extent().end() > farthest.extent().end() ? slice : farthest;
            }
        }
    }

    private static List<String> shortened(List<String> problems) {
        List<String> first = new ArrayList<>(problems.subList(0, MOST));
        first.add("There are " + (problems.size() - MOST) + " more such problems.");
        return first;
    }
}
