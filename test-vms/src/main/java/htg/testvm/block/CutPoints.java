package htg.testvm.block;

import htg.testvm.block.WriteLog.Entry;
import java.util.ArrayList;
import java.util.List;

/**
 * Where in a log a power cut makes a difference, as numbers of entries before it, ascending.
 *
 * @param afterChange after each entry that changes something
 * @param aroundFlush those of them that are the last before a flush or the first behind one
 */
record CutPoints(List<Long> afterChange, List<Long> aroundFlush) {
    CutPoints {
        afterChange = List.copyOf(afterChange);
        aroundFlush = List.copyOf(aroundFlush);
    }

    static CutPoints of(Iterable<Entry> log) {
        List<Long> changes = new ArrayList<>();
        List<Long> around = new ArrayList<>();
        boolean flushed = false;
        long number = 0;
        for (Entry entry : log) {
            number++;
            if (entry.isFlush() && !flushed && !changes.isEmpty()) {
                addOnce(around, changes.get(changes.size() - 1));
            }
            flushed |= entry.isFlush();
            if (entry.isChange()) {
                changes.add(number);
                if (flushed) {
                    addOnce(around, number);
                }
                flushed = false;
            }
        }
        return new CutPoints(changes, around);
    }

    private static void addOnce(List<Long> points, long point) {
        if (points.isEmpty() || points.get(points.size() - 1) != point) {
            points.add(point);
        }
    }
}
