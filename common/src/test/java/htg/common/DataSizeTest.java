package htg.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataSizeTest {
    @ParameterizedTest
    @CsvSource({"512,512", "64K,65536", "1M,1048576", "4G,4294967296", "4GiB,4294967296", "2 T,2199023255552"})
    void readsBinaryUnits(String text, long bytes) {
        assertThat(DataSize.parse(text).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "G", "-1G", "1.5G", "4X", "9999999999999999999", "9999999T"})
    void refusesWhatIsNoSize(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> DataSize.parse(text));
    }

    @Test
    void printsTheLargestUnitThatFits() {
        assertThat(new DataSize(512)).hasToString("512 B");
        assertThat(DataSize.ofMebibytes(3)).hasToString("3.0 MiB");
        assertThat(new DataSize(1610612736)).hasToString("1.5 GiB");
    }
}
