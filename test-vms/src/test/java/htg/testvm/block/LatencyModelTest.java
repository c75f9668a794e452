package htg.testvm.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyModelTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "none;                                0; 4096;  0",
                "fixed:5ms;                           0; 4096;  5000",
                "fixed:5ms;                           0; 0;     5000",
                "per-kib:1ms;                         0; 512;   500",
                "per-kib:1ms;                         0; 8192;  8000",
                "knee:8K:1ms;                         0; 8192;  0",
                "knee:8K:1ms;                         0; 9216;  1000",
                "knee:8K:1ms;                         0; 32768; 24000",
                "unaligned:4K:2ms;                    0; 8192;  0",
                "unaligned:4K:2ms;                  512; 4096;  2000",
                "unaligned:4K:2ms;                    0; 512;   2000",
                "unaligned:4K:2ms;                  512; 0;     0",
                "fixed:1ms,per-kib:1ms,knee:1K:1ms,unaligned:1K:1ms; 512; 2048; 5000",
            })
    void addsUpItsTerms(String model, long offset, long length, long microseconds) {
        assertThat(LatencyModel.parse(model).cost(offset, length)).isEqualTo(Duration.ofNanos(microseconds * 1000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "usb1",
                "usb2",
                "knee-8k",
                "knee-32k",
                "flash-4k",
                "fixed:5ms",
                "fixed:1s,per-kib:40ns",
                "per-kib:1500us",
                "knee:1000:1ms,unaligned:4K:0s"
            })
    void readsBackWhatItWrites(String text) {
        LatencyModel model = LatencyModel.parse(text);
        assertThat(model).hasToString(text);
        assertThat(LatencyModel.parse(model.toString())).isEqualTo(model);
    }

    @Test
    void writesTheShortestText() {
        assertThat(LatencyModel.parse("knee:8K:540us,fixed:2000us")).hasToString("knee-8k");
        assertThat(LatencyModel.parse("unaligned:4096:1000us,per-kib:0ms")).hasToString("unaligned:4K:1ms");
    }

    /** As on the BIOS the presets were taken from: 8 KiB is the best size, and larger ones are worse again. */
    @Test
    void aKneeMakesItsOwnSizeTheBest() {
        LatencyModel model = LatencyModel.parse("knee-8k");
        assertThat(eightMebibytesIn(model, 8 << 10))
                .isLessThan(eightMebibytesIn(model, 4 << 10))
                .isLessThan(eightMebibytesIn(model, 16 << 10))
                .isLessThan(eightMebibytesIn(model, 32 << 10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "usb9",
                "fixed",
                "fixed:5",
                "fixed:5m",
                "fixed:-5ms",
                "fixed:11s",
                "fixed:99999999999s",
                "fixed:1ms,fixed:1ms",
                "fixed:1ms,",
                "knee:8K",
                "knee:0:1ms",
                "knee:large:1ms",
                "usb1,fixed:1ms"
            })
    void refusesWhatIsNoModel(String text) {
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> LatencyModel.parse(text))
                .withMessageStartingWith("'" + text + "' is no latency model: ")
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ExitCode.USAGE))
                .satisfies(failure -> assertThat(failure.hint()).contains("usb1", "fixed:5ms"));
    }

    private static Duration eightMebibytesIn(LatencyModel model, int request) {
        return model.cost(0, request).multipliedBy((8 << 20) / request);
    }
}
