package htg.testvm.report;

import htg.testvm.report.model.RunRecord;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Whether the parts of a matrix are all there. */
final class Shards {
    private static final int MOST = 1000;

    private Shards() {}

    /** For people, as in {@code  (without shard 2/3)}: what must not be taken for tested; empty when all are there. */
    static String missing(List<RunRecord> runs) {
        Set<String> there = runs.stream().flatMap(run -> run.shard().stream()).collect(Collectors.toSet());
        List<String> missing = there.stream()
                .map(shard -> Integer.parseInt(shard.substring(shard.indexOf('/') + 1)))
                .distinct()
                .flatMap(
                        count -> IntStream.rangeClosed(1, Math.min(count, MOST)).mapToObj(part -> part + "/" + count))
                .filter(shard -> !there.contains(shard))
                .toList();
        return missing.isEmpty() ? "" : " (without shard " + String.join(", ", missing) + ")";
    }
}
