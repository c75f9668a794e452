package htg.testvm.block;

import htg.common.DataSize;
import htg.common.HtgException;
import java.time.Duration;
import java.util.Optional;

/**
 * How long a medium takes for a request. Its text, {@link #toString} and back by {@link #parse}, is a preset's name or
 * terms with commas between them, each at most once:
 *
 * <pre>
 * fixed:TIME            each request
 * per-kib:TIME          each KiB that is read or written
 * knee:SIZE:TIME        each KiB beyond the first SIZE of a request, as BIOSes that split large reads take
 * unaligned:SIZE:TIME   each request that does not start and end at a multiple of SIZE
 * firmware              only for firmware and boot loader: nothing takes time once the kernel runs
 *
 * TIME is 5ms, 250us, 40ns or 1s (at most 10s), SIZE is 512 or 8K.
 * Presets of a medium: none; usb1, a full-speed port; usb2, a slow stick at a high-speed port.
 * Presets of a BIOS, which end with the kernel's start: flat; sectors; knee-4k, knee-8k, knee-16k, knee-32k; flash-4k.
 * </pre>
 *
 * <p>Requests that move no data (flush, discard, zeroes) take the fixed time. What each preset stands for is told in
 * htg-matrix(5).
 *
 * @param firmwareOnly whether the model is one of a BIOS, which an operating system does not ask
 */
public record LatencyModel(
        Duration fixed,
        Duration perKibibyte,
        Optional<SizedCost> knee,
        Optional<SizedCost> unaligned,
        boolean firmwareOnly) {
    private static final Duration MOST = Duration.ofSeconds(10);

    public static final LatencyModel NONE =
            new LatencyModel(Duration.ZERO, Duration.ZERO, Optional.empty(), Optional.empty(), false);

    private static final int KIBIBYTE = 1024;

    public LatencyModel {
        insistOnSense(fixed);
        insistOnSense(perKibibyte);
    }

    /**
     * A cost that depends on a size.
     *
     * @param size the knee or the alignment, at least one byte
     * @param cost for each KiB beyond the knee, or for each unaligned request
     */
    public record SizedCost(DataSize size, Duration cost) {
        public SizedCost {
            if (size.bytes() < 1) {
                throw new IllegalArgumentException("a knee or alignment is at least one byte");
            }
            insistOnSense(cost);
        }
    }

    /**
     * Reads the text described above.
     *
     * @throws HtgException {@link htg.common.ExitCode#USAGE} when it is no latency model
     */
    public static LatencyModel parse(String text) {
        return LatencyText.parse(text);
    }

    /** What a request for {@code length} bytes, 0 when it moves none, takes. */
    public Duration cost(long offset, long length) {
        Duration cost = fixed.plus(forBytes(perKibibyte, length));
        if (knee.isPresent()) {
            SizedCost above = knee.get();
            cost = cost.plus(
                    forBytes(above.cost(), Math.max(0, length - above.size().bytes())));
        }
        if (unaligned.isPresent() && !isAligned(unaligned.get().size().bytes(), offset, length)) {
            cost = cost.plus(unaligned.get().cost());
        }
        return cost;
    }

    /** The shortest text that {@link #parse} reads as this model. */
    @Override
    public String toString() {
        return LatencyText.of(this);
    }

    LatencyModel withFixed(Duration time) {
        return new LatencyModel(time, perKibibyte, knee, unaligned, firmwareOnly);
    }

    LatencyModel withPerKibibyte(Duration time) {
        return new LatencyModel(fixed, time, knee, unaligned, firmwareOnly);
    }

    LatencyModel withKnee(SizedCost cost) {
        return new LatencyModel(fixed, perKibibyte, Optional.of(cost), unaligned, firmwareOnly);
    }

    LatencyModel withUnaligned(SizedCost cost) {
        return new LatencyModel(fixed, perKibibyte, knee, Optional.of(cost), firmwareOnly);
    }

    LatencyModel ofFirmware() {
        return new LatencyModel(fixed, perKibibyte, knee, unaligned, true);
    }

    private static boolean isAligned(long alignment, long offset, long length) {
        return length == 0 || (offset % alignment == 0 && length % alignment == 0);
    }

    private static Duration forBytes(Duration perKibibyte, long bytes) {
        return perKibibyte.multipliedBy(bytes).dividedBy(KIBIBYTE);
    }

    private static void insistOnSense(Duration time) {
        if (time.isNegative() || time.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("a time is not negative and at most " + MOST.toSeconds() + " s");
        }
    }
}
