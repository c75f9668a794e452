package htg.testvm.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlowSourceTest {
    private final MemorySource medium = MemorySource.patterned(65_536);
    private final List<Duration> pauses = new ArrayList<>();
    private final FirmwarePhase phase = new FirmwarePhase();
    private final SlowSource source = slow("fixed:5ms,per-kib:1ms,unaligned:4K:100ms");

    @Test
    void takesForEachRequestWhatItsModelSays() throws IOException {
        Sources.read(source, 0, 8192);
        Sources.write(source, 4096, new byte[4096]);
        Sources.read(source, 512, 4096);
        source.flush();
        source.discard(1, 5000);
        source.writeZeroes(1, 5000);
        assertThat(pauses).extracting(Duration::toMillis).containsExactly(13L, 9L, 109L, 5L, 5L, 5L);
    }

    @Test
    void aModelOfABiosEndsWithTheKernelsStart() throws IOException {
        SlowSource bios = slow("fixed:5ms,firmware");
        Sources.read(bios, 0, 512);
        phase.end();
        Sources.read(bios, 0, 512);
        bios.flush();
        phase.begin();
        Sources.read(bios, 0, 512);
        assertThat(pauses).extracting(Duration::toMillis).containsExactly(5L, 5L);
    }

    @Test
    void aModelOfAMediumDoesNot() throws IOException {
        phase.end();
        Sources.read(source, 0, 4096);
        assertThat(pauses).hasSize(1);
    }

    @Test
    void passesTheRequestsOn() throws IOException {
        Sources.write(source, 10, (byte) 99);
        source.flush();
        source.writeZeroes(11, 1);
        source.discard(12, 1);
        assertThat(Sources.read(source, 9, 4)).containsExactly(MemorySource.pattern(10)[9], (byte) 99, 0, 0);
        assertThat(Sources.content(source)).isEqualTo(medium.content());
        assertThat(medium.flushes()).isEqualTo(1);
    }

    @Test
    void reallyTakesThatLong() throws IOException {
        long start = System.nanoTime();
        Sources.read(new SlowSource(medium, LatencyModel.parse("fixed:30ms")), 0, 1);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(30));
    }

    private SlowSource slow(String model) {
        return new SlowSource(medium, LatencyModel.parse(model), phase, pauses::add);
    }
}
