package htg.testvm.reads;

import htg.testvm.block.ReadLog.Read;
import htg.testvm.console.ConsoleEvent.Landmark;
import htg.testvm.console.StickLandmarks;
import htg.testvm.console.TimedEvent;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The reads of one boot and who made them, told by the landmarks at which one reader gives way to the next. A boot that
 * never shows the kernel's start is firmware and boot loader to its end.
 *
 * @param menu when the boot loader's menu was up
 * @param kernel when the kernel started
 */
public record BootRequests(List<Read> reads, Optional<Duration> menu, Optional<Duration> kernel) {
    private static final String MENU = "grub start";
    private static final double SECOND = 1e9;

    public BootRequests {
        reads = List.copyOf(reads);
    }

    /** Reads and events whose times count from the same moment. */
    public static BootRequests of(List<Read> reads, List<TimedEvent> events) {
        return new BootRequests(
                reads, first(events, landmark -> landmark.is(MENU)), first(events, StickLandmarks::startsKernel));
    }

    private static Optional<Duration> first(List<TimedEvent> events, Predicate<Landmark> wanted) {
        return events.stream()
                .filter(event -> event.event() instanceof Landmark landmark && wanted.test(landmark))
                .map(TimedEvent::at)
                .findFirst();
    }

    /** Who made a read. */
    public Reader reader(Read read) {
        if (isPast(kernel, read)) {
            return Reader.KERNEL;
        }
        return isPast(menu, read) ? Reader.LOADER : Reader.FIRMWARE;
    }

    private static boolean isPast(Optional<Duration> moment, Read read) {
        return moment.filter(at -> read.at().compareTo(at) >= 0).isPresent();
    }

    /** What was read before the kernel started. */
    public FirmwareReads firmware() {
        List<Read> before =
                reads.stream().filter(read -> reader(read) != Reader.KERNEL).toList();
        List<Read> load =
                before.stream().filter(read -> reader(read) == Reader.LOADER).toList();
        return new FirmwareReads(ReadTotals.of(before), ReadTotals.of(load));
    }

    /** A line for each read, below one that names the columns. */
    public Stream<String> lines() {
        return Stream.concat(
                Stream.of("# seconds offset length reader"), reads.stream().map(this::line));
    }

    private String line(Read read) {
        double seconds = read.at().toNanos() / SECOND;
        return String.format(Locale.ROOT, "%.6f %d %d %s", seconds, read.offset(), read.length(), reader(read));
    }
}
