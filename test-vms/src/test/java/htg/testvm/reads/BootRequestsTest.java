package htg.testvm.reads;

import static org.assertj.core.api.Assertions.assertThat;

import htg.testvm.block.ReadLog.Read;
import htg.testvm.console.ConsoleEvent.Landmark;
import htg.testvm.console.Status;
import htg.testvm.console.TimedEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BootRequestsTest {
    private static final List<Read> READS = List.of(
            read(100, 0, 512),
            read(1_500, 512, 1024),
            read(2_000, 4096, 4096),
            read(9_999, 0, 4096),
            read(10_000, 0, 8192));

    private static final List<TimedEvent> BOOT = List.of(
            landmark(500, "firmware", Status.OK),
            landmark(1_000, "grub", Status.OK),
            landmark(2_000, "grub", Status.START),
            landmark(10_000, "kernel", Status.START),
            landmark(12_000, "kernel", Status.OK));

    @Test
    void tellsByTheLandmarksWhoReads() {
        BootRequests requests = BootRequests.of(READS, BOOT);
        assertThat(READS)
                .extracting(requests::reader)
                .containsExactly(Reader.FIRMWARE, Reader.FIRMWARE, Reader.LOADER, Reader.LOADER, Reader.KERNEL);
    }

    @Test
    void countsWhatIsReadBeforeTheKernelAndOfThatWhatIsLoaded() {
        FirmwareReads firmware = BootRequests.of(READS, BOOT).firmware();
        assertThat(firmware.all().bytes()).isEqualTo(512 + 1024 + 2 * 4096);
        assertThat(firmware.all().unaligned()).isEqualTo(1);
        assertThat(firmware.load().sizes()).hasToString("{4096=2}");
    }

    @Test
    void takesTheKernelsOwnWordWhereTheBootLoaderSaysNothing() {
        List<TimedEvent> foreign = List.of(landmark(1_000, "grub", Status.OK), landmark(9_000, "kernel", Status.OK));
        FirmwareReads firmware = BootRequests.of(READS, foreign).firmware();
        assertThat(firmware.all().count()).isEqualTo(3);
        assertThat(firmware.load().count()).isZero();
    }

    @Test
    void aKernelThatCannotBeLoadedHasNotStarted() {
        List<TimedEvent> broken =
                List.of(landmark(2_000, "grub", Status.START), landmark(9_000, "kernel", Status.FAIL));
        assertThat(BootRequests.of(READS, broken).firmware().load().count()).isEqualTo(3);
    }

    @Test
    void writesALineForEachRead() {
        assertThat(BootRequests.of(READS, BOOT).lines())
                .containsExactly(
                        "# seconds offset length reader",
                        "0.100000 0 512 firmware",
                        "1.500000 512 1024 firmware",
                        "2.000000 4096 4096 loader",
                        "9.999000 0 4096 loader",
                        "10.000000 0 8192 kernel");
    }

    private static Read read(long milliseconds, long offset, long length) {
        return new Read(Duration.ofMillis(milliseconds), offset, length);
    }

    private static TimedEvent landmark(long milliseconds, String name, Status status) {
        return new TimedEvent(Duration.ofMillis(milliseconds), new Landmark(name, status, ""));
    }
}
