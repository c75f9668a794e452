package htg.testvm.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.time.Duration;
import java.util.List;
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
                "fixed:5ms,firmware;                  0; 4096;  5000",
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
                "flat",
                "sectors",
                "knee-4k",
                "knee-8k",
                "knee-16k",
                "knee-32k",
                "flash-4k",
                "fixed:5ms",
                "fixed:5ms,firmware",
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
        assertThat(LatencyModel.parse("firmware,knee:8K:750us,fixed:2000us")).hasToString("knee-8k");
        assertThat(LatencyModel.parse("unaligned:4096:1000us,per-kib:0ms")).hasToString("unaligned:4K:1ms");
    }

    /** Milliseconds for a MiB in requests of one size, each at a multiple of it, then as stock GRUB asks for it. */
    @ParameterizedTest
    @CsvSource({
        "flat,     768,   384,   192,   96,    192",
        "sectors,  512,   512,   512,   512,   512",
        "knee-4k,  512,   1024,  1280,  1408,  1301.3",
        "knee-8k,  512,   256,   512,   640,   558",
        "knee-16k, 512,   256,   128,   448,   317",
        "knee-32k, 512,   256,   128,   64,    128",
        "flash-4k, 128,   89.6,  70.4,  60.8,  184.2"
    })
    void aBiosTakesWhatTheManualSays(
            String model, double fourK, double eightK, double sixteenK, double thirtyTwoK, double stock) {
        LatencyModel bios = LatencyModel.parse(model);
        assertThat(bios.firmwareOnly()).isTrue();
        double[] sizes = {aligned(bios, 4), aligned(bios, 8), aligned(bios, 16), aligned(bios, 32)};
        assertThat(sizes).containsExactly(new double[] {fourK, eightK, sixteenK, thirtyTwoK}, within(0.001));
        assertThat(stock(bios)).isCloseTo(stock, within(0.5));
    }

    @ParameterizedTest
    @CsvSource({"flat, 32", "knee-4k, 4", "knee-8k, 8", "knee-16k, 16", "knee-32k, 32", "flash-4k, 32"})
    void stockGrubTakesAtLeastHalfAsLongAgainAsTheBestSize(String model, int best) {
        // On a machine that takes half a millisecond for each call besides.
        LatencyModel bios = LatencyModel.parse(model);
        LatencyModel real = bios.withFixed(bios.fixed().plus(Duration.ofNanos(500_000)));
        assertThat(stock(real) / aligned(real, best)).isGreaterThan(1.5);
        for (int size = 1; size <= 32; size *= 2) {
            assertThat(aligned(real, size)).isGreaterThanOrEqualTo(aligned(real, best));
        }
    }

    @Test
    void aMediumIsSlowForAnybody() {
        assertThat(List.of("usb1", "usb2", "fixed:5ms"))
                .noneMatch(model -> LatencyModel.parse(model).firmwareOnly());
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
                "firmware:1",
                "usb1,firmware",
                "usb1,fixed:1ms"
            })
    void refusesWhatIsNoModel(String text) {
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> LatencyModel.parse(text))
                .withMessageStartingWith("'" + text + "' is no latency model: ")
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ExitCode.USAGE))
                .satisfies(failure -> assertThat(failure.hint()).contains("usb1", "fixed:5ms"));
    }

    private static double aligned(LatencyModel model, int kibibytes) {
        return milliseconds(model.cost(0, kibibytes << 10)) * 1024 / kibibytes;
    }

    /** 32 KiB at a time, each split where a track of 63 sectors ends; the mean over 63 MiB, all the ways there are. */
    private static double stock(LatencyModel model) {
        int mebibytes = 63;
        double sum = 0;
        for (long sector = 0; sector < mebibytes * 2048L; sector += 64) {
            long first = LargeReads.TRACK - sector % LargeReads.TRACK;
            sum += milliseconds(model.cost(sector * 512, first * 512));
            sum += milliseconds(model.cost((sector + first) * 512, (64 - first) * 512));
        }
        return sum / mebibytes;
    }

    private static double milliseconds(Duration time) {
        return time.toNanos() / 1e6;
    }
}
