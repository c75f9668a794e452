package htg.testvm.report;

import htg.testvm.reads.FirmwareReads;
import htg.testvm.reads.ReadTotals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What firmware and boot loader read, as trees of maps and back. What follows from other numbers is written only. */
final class ReadsJson {
    private ReadsJson() {}

    static Map<String, Object> tree(FirmwareReads reads) {
        Map<String, Object> entry = tree(reads.all());
        entry.put("load", tree(reads.load()));
        return entry;
    }

    private static Map<String, Object> tree(ReadTotals totals) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("count", totals.count());
        entry.put("bytes", totals.bytes());
        entry.put(
                "callsPerMebibyte",
                BigDecimal.valueOf(totals.callsPerMebibyte()).setScale(2, RoundingMode.HALF_UP));
        entry.put("unaligned", totals.unaligned());
        Map<String, Object> sizes = new LinkedHashMap<>();
        totals.sizes().forEach((size, count) -> sizes.put(size.toString(), count));
        entry.put("sizes", sizes);
        return entry;
    }

    static FirmwareReads reads(JsonFields entry) {
        return new FirmwareReads(totals(entry), totals(entry.object("load")));
    }

    private static ReadTotals totals(JsonFields entry) {
        SortedMap<Long, Long> sizes = new TreeMap<>();
        entry.object("sizes").numbers().forEach((size, count) -> sizes.put(Long.parseLong(size), count));
        return new ReadTotals(entry.number("unaligned"), sizes);
    }
}
