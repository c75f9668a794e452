package htg.testvm.report.model;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A cell that takes another time than before, by more than 20 % and more than 2 s.
 *
 * @param stage the name of the stage that changed most in the same direction, where the stages are known
 * @param stageChange by how much; negative when it became faster
 */
public record Pace(String cell, Duration before, Duration now, Optional<String> stage, Duration stageChange) {
    private static final Duration NOISE = Duration.ofSeconds(2);
    private static final int NOISE_PERCENT = 20;

    /** How much longer it takes; negative when it takes less. */
    public Duration change() {
        return now.minus(before);
    }

    public boolean slower() {
        return !change().isNegative();
    }

    /** The change from {@code before} to {@code now}; empty when it may be noise. */
    static Optional<Pace> of(CellRecord before, CellRecord now) {
        Duration change = now.elapsed().minus(before.elapsed());
        Duration noise = before.elapsed().multipliedBy(NOISE_PERCENT).dividedBy(100);
        if (change.abs().compareTo(NOISE) <= 0 || change.abs().compareTo(noise) <= 0) {
            return Optional.empty();
        }
        boolean slower = !change.isNegative();
        Comparator<Map.Entry<String, Duration>> bySize = Map.Entry.comparingByValue();
        return Optional.of(stageChanges(before, now)
                .filter(entry -> !entry.getValue().isZero() && entry.getValue().isNegative() != slower)
                .max(slower ? bySize : bySize.reversed())
                .map(entry -> pace(before, now, Optional.of(entry.getKey()), entry.getValue()))
                .orElseGet(() -> pace(before, now, Optional.empty(), Duration.ZERO)));
    }

    private static Pace pace(CellRecord before, CellRecord now, Optional<String> stage, Duration stageChange) {
        return new Pace(now.name(), before.elapsed(), now.elapsed(), stage, stageChange);
    }

    private static Stream<Map.Entry<String, Duration>> stageChanges(CellRecord before, CellRecord now) {
        Map<String, Duration> old = lengths(before);
        return lengths(now).entrySet().stream()
                .map(entry -> Map.entry(
                        entry.getKey(), entry.getValue().minus(old.getOrDefault(entry.getKey(), Duration.ZERO))));
    }

    private static Map<String, Duration> lengths(CellRecord cell) {
        Map<String, Duration> lengths = new HashMap<>();
        cell.stages().forEach(stage -> lengths.merge(stage.name(), stage.length(), Duration::plus));
        return lengths;
    }
}
