package htg.testvm.reads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import htg.testvm.block.ReadLog.Read;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReadTotalsTest {
    private static final int KIBIBYTE = 1024;

    @Test
    void countsByLengthAndByAlignment() {
        ReadTotals totals = ReadTotals.of(List.of(read(0, 512), read(512, 512), read(512, 8192), read(8192, 8192)));
        assertThat(totals.count()).isEqualTo(4);
        assertThat(totals.bytes()).isEqualTo(2 * 512 + 2 * 8192);
        assertThat(totals.unaligned()).isEqualTo(1);
        assertThat(totals.sizes()).hasToString("{512=2, 8192=2}");
    }

    @Test
    void wantsThirtyTwoCallsForAMebibyteOf32KiBReads() {
        List<Read> reads = new ArrayList<>();
        for (long at = 0; at < 1024; at += 32) {
            reads.add(read(at * KIBIBYTE, 32 * KIBIBYTE));
        }
        ReadTotals totals = ReadTotals.of(reads);
        assertThat(totals.callsPerMebibyte()).isEqualTo(32);
        assertThat(totals.unaligned()).isZero();
    }

    /** Each 32 KiB is two reads, none of them aligned: what this project set out to change. */
    @Test
    void seesHowStockGrubReads() {
        List<Read> reads = new ArrayList<>();
        for (long sector = 64; sector < 62 * 64; sector += 64) {
            long first = 63 - sector % 63;
            reads.add(read(sector * 512, first * 512));
            reads.add(read((sector + first) * 512, (64 - first) * 512));
        }
        ReadTotals totals = ReadTotals.of(reads);
        assertThat(totals.callsPerMebibyte()).isEqualTo(64, within(0.001));
        assertThat(totals.unaligned()).isGreaterThan(totals.count() * 3 / 4);
    }

    @Test
    void hasNothingToCountWhereNothingIsRead() {
        ReadTotals none = ReadTotals.of(List.of());
        assertThat(none.count()).isZero();
        assertThat(none.callsPerMebibyte()).isZero();
    }

    @Test
    void refusesNumbersThatContradictEachOther() {
        SortedMap<Long, Long> one = new TreeMap<>();
        one.put(512L, 1L);
        assertThatIllegalArgumentException().isThrownBy(() -> new ReadTotals(2, one));
        assertThatIllegalArgumentException().isThrownBy(() -> new ReadTotals(-1, one));
        one.put(512L, 0L);
        assertThatIllegalArgumentException().isThrownBy(() -> new ReadTotals(0, one));
    }

    private static Read read(long offset, long length) {
        return new Read(Duration.ZERO, offset, length);
    }
}
