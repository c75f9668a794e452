package htg.testvm.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import htg.testvm.block.LargeReads.Effect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LargeReadsTest {
    private static final int SECTOR = 512;

    /** First sector, sectors. */
    @ParameterizedTest
    @CsvSource({
        "16, 0, 16, false",
        "16, 0, 63, false",
        "16, 0, 64, true",
        "16, 63, 63, false",
        "16, 62, 16, false",
        "16, 62, 17, true",
        "16, 46, 17, false",
        "16, 47, 17, true",
        "16:anywhere, 0, 16, false",
        "16:anywhere, 62, 16, false",
        "16:anywhere, 0, 17, true"
    })
    void spoilsWhatIsTooLargeAndReachesIntoAnotherTrack(String limit, long first, long sectors, boolean spoilt) {
        assertThat(LargeReads.parse(Effect.FAIL, limit).spoils(first * SECTOR, sectors * SECTOR))
                .isEqualTo(spoilt);
    }

    /** Every way there is to split 32 KiB at the end of a track. */
    @Test
    void sparesAllThatStockGrubReads() {
        LargeReads limit = LargeReads.parse(Effect.LIE, "1");
        for (long sector = 0; sector < 63 * 64; sector += 64) {
            long first = LargeReads.TRACK - sector % LargeReads.TRACK;
            assertThat(limit.spoils(sector * SECTOR, first * SECTOR)).isFalse();
            assertThat(limit.spoils((sector + first) * SECTOR, (64 - first) * SECTOR))
                    .isFalse();
        }
    }

    @Test
    void neverSparesAnAlignedReadOf32KiB() {
        LargeReads limit = LargeReads.parse(Effect.LIE, "32");
        for (long sector = 0; sector < 63 * 64; sector += 64) {
            assertThat(limit.spoils(sector * SECTOR, 64 * SECTOR)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "16K", "-1", ":anywhere", "16:", "127", "1000"})
    void refusesWhatIsNoNumberOfSectors(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> LargeReads.parse(Effect.FAIL, text));
    }
}
