package htg.testvm.block;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.testvm.block.WriteLog.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Chooses after which entries of a write log the power is cut: {@code every} or {@code sample:N}. Cuts between which
 * nothing is written, such as those before and after a flush, count once.
 */
public sealed interface PowerCuts {
    /**
     * The numbers of entries before the cuts, ascending. The choice depends on nothing but the log.
     *
     * @throws HtgException when the log is damaged
     */
    List<Long> choose(Iterable<Entry> log);

    /** Before the first write, and after each. */
    record Every() implements PowerCuts {
        @Override
        public List<Long> choose(Iterable<Entry> log) {
            List<Long> all = new ArrayList<>(List.of(0L));
            all.addAll(CutPoints.of(log).afterChange());
            return all;
        }

        @Override
        public String toString() {
            return "every";
        }
    }

    /**
     * At most {@code count} cuts: after the first write, after the last, then around flushes (after the last write before
     * and after the first write behind), then elsewhere; where there are more than wanted, evenly spread.
     *
     * @param count at least 2
     */
    record Sample(int count) implements PowerCuts {
        static final int LEAST = 2;

        public Sample {
            if (count < LEAST) {
                throw new IllegalArgumentException("a sample has the first write and the last");
            }
        }

        @Override
        public List<Long> choose(Iterable<Entry> log) {
            CutPoints points = CutPoints.of(log);
            List<Long> all = points.afterChange();
            TreeSet<Long> chosen = new TreeSet<>();
            if (!all.isEmpty()) {
                chosen.add(all.get(0));
                chosen.add(all.get(all.size() - 1));
                addSpread(chosen, points.aroundFlush());
                addSpread(chosen, all);
            }
            return List.copyOf(chosen);
        }

        @Override
        public String toString() {
            return "sample:" + count;
        }

        private void addSpread(TreeSet<Long> chosen, List<Long> from) {
            List<Long> more =
                    from.stream().filter(point -> !chosen.contains(point)).toList();
            int wanted = Math.min(count - chosen.size(), more.size());
            for (long i = 0; i < wanted; i++) {
                chosen.add(more.get((int) ((2 * i + 1) * more.size() / (2L * wanted))));
            }
        }
    }

    /**
     * Reads {@code every} or {@code sample:20}.
     *
     * @throws HtgException {@link ExitCode#USAGE} when it is neither
     */
    static PowerCuts parse(String text) {
        if (text.equals("every")) {
            return new Every();
        }
        if (text.matches("sample:\\d{1,9}")) {
            int count = Integer.parseInt(text.substring(text.indexOf(':') + 1));
            if (count >= Sample.LEAST) {
                return new Sample(count);
            }
        }
        throw new HtgException(
                ExitCode.USAGE,
                "'" + text + "' chooses no power cuts",
                "Write 'every', or 'sample:N' with N from " + Sample.LEAST + " on.");
    }
}
