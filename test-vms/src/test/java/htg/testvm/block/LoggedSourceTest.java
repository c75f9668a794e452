package htg.testvm.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import htg.testvm.block.ReadLog.Read;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoggedSourceTest {
    private final ReadLog log = new ReadLog();

    @Test
    void logsReadsAndNothingElse() throws IOException {
        long powerOn = System.nanoTime();
        LoggedSource source = new LoggedSource(MemorySource.patterned(8192), log);
        Sources.read(source, 512, 1024);
        Sources.write(source, 0, (byte) 1);
        source.flush();
        Sources.read(source, 4096, 4096);
        assertThat(log.since(powerOn)).extracting(Read::offset).containsExactly(512L, 4096L);
        assertThat(log.since(powerOn)).extracting(Read::length).containsExactly(1024L, 4096L);
        assertThat(log.since(powerOn)).extracting(Read::isAligned).containsExactly(false, true);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 512, true",
        "512, 512, true",
        "512, 1024, false",
        "32256, 32256, false",
        "32768, 32768, true",
        "0, 0, false"
    })
    void onlyPowersOfTwoAtTheirMultiplesAreAligned(long offset, long length, boolean aligned) {
        assertThat(new Read(Duration.ZERO, offset, length).isAligned()).isEqualTo(aligned);
    }

    @Test
    void logsWhatFails() {
        long powerOn = System.nanoTime();
        Failing medium = new Failing(MemorySource.patterned(512));
        medium.with = new IOException("no");
        assertThatIOException().isThrownBy(() -> Sources.read(new LoggedSource(medium, log), 0, 512));
        assertThat(log.since(powerOn)).hasSize(1);
    }

    @Test
    void countsTimeFromPowerOnAndForgetsWhatCameBefore() {
        log.add(1_000, 0, 512);
        log.add(3_000, 512, 512);
        assertThat(log.since(2_000)).containsExactly(new Read(Duration.ofNanos(1_000), 512, 512));
    }
}
