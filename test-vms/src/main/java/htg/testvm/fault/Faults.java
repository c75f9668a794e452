package htg.testvm.fault;

import htg.common.DataSize;
import htg.common.HtgException;
import htg.testvm.block.LargeReads;
import htg.testvm.block.LargeReads.Effect;
import htg.testvm.block.LatencyModel;
import htg.testvm.machine.BlockFailure;
import htg.testvm.machine.BlockFailure.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Faults by their names. */
public final class Faults {
    /** What can be written, for people. */
    public static final List<String> WORDS = List.of(
            "none",
            "clock-1970",
            "clock-2038",
            "no-rtc",
            "no-network",
            "replug",
            "read-only",
            "unplug@LANDMARK",
            "power-cut@LANDMARK",
            "writes@N",
            "without-module@NAME",
            "truncated@PLACE",
            "flipped@PLACE",
            "eio@PLACE[+LENGTH]",
            "enospc@PLACE[+LENGTH]",
            "slow@MODEL",
            "fails-above@SECTORS",
            "lies-above@SECTORS");

    private static final Pattern WITH_VALUE = Pattern.compile("([a-z-]+)@(.+)");
    private static final Pattern LANDMARK = Pattern.compile("([a-z][a-z-]*)-(start|ok)");
    private static final Pattern REQUESTS = Pattern.compile("0|[1-9]\\d{0,17}");
    private static final int SECTOR = 512;

    private Faults() {}

    /**
     * The fault of that name; empty when none has it.
     *
     * @throws IllegalArgumentException when the kind is known and its value makes no sense
     */
    public static Optional<Fault> parse(String text) {
        return plain(text).or(() -> {
            Matcher matcher = WITH_VALUE.matcher(text);
            return matcher.matches() ? withValue(matcher.group(1), matcher.group(2)) : Optional.empty();
        });
    }

    private static Optional<Fault> plain(String text) {
        Stream<Fault> single = Stream.of(new Interruption.Replug(), new DamagedMedium.ReadOnly());
        return Stream.concat(Stream.of(Surrounding.values()), single)
                .filter(fault -> fault.toString().equals(text))
                .findFirst();
    }

    private static Optional<Fault> withValue(String kind, String value) {
        return switch (kind) {
            case "unplug" -> Optional.of(new Interruption.Unplug(landmark(value)));
            case "power-cut" -> Optional.of(new Interruption.PowerCut(landmark(value)));
            case "writes" -> Optional.of(new Interruption.PowerCutAfter(requests(value)));
            case "without-module" -> Optional.of(new WithoutModule(value));
            case "truncated" -> Optional.of(new DamagedMedium.Truncated(Place.parse(value)));
            case "flipped" -> Optional.of(new DamagedMedium.Flipped(aligned(Place.parse(value))));
            case "eio" -> Optional.of(failing(Kind.READ_ERROR, value));
            case "enospc" -> Optional.of(failing(Kind.NO_SPACE, value));
            case "slow" -> Optional.of(new DamagedMedium.Slow(latency(value)));
            case "fails-above" -> Optional.of(limited(Effect.FAIL, value));
            case "lies-above" -> Optional.of(limited(Effect.LIE, value));
            default -> Optional.empty();
        };
    }

    private static Fault limited(Effect effect, String value) {
        return new DamagedMedium.Limited(LargeReads.parse(effect, value));
    }

    private static LatencyModel latency(String value) {
        try {
            return LatencyModel.parse(value);
        } catch (HtgException wrong) {
            throw new IllegalArgumentException(wrong.getMessage(), wrong);
        }
    }

    private static String landmark(String value) {
        Matcher matcher = LANDMARK.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + value + "' is no landmark such as kernel-start or switch-ok");
        }
        return matcher.group(1) + " " + matcher.group(2);
    }

    private static long requests(String value) {
        if (!REQUESTS.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value + "' is no number of writes");
        }
        return Long.parseLong(value);
    }

    private static Fault failing(Kind kind, String value) {
        int plus = value.indexOf('+');
        Function<String, DataSize> length = text -> aligned(DataSize.parse(text), text);
        if (plus >= 0) {
            DataSize size = DataSize.parse(value.substring(plus + 1));
            if (size.bytes() == 0 || size.compareTo(BlockFailure.MOST) > 0) {
                throw new IllegalArgumentException("'" + value + "' is not a range of up to 1M");
            }
        }
        return plus < 0
                ? new DamagedMedium.Failing(kind, aligned(Place.parse(value)), DamagedMedium.Failing.USUAL_LENGTH)
                : new DamagedMedium.Failing(
                        kind, aligned(Place.parse(value.substring(0, plus))), length.apply(value.substring(plus + 1)));
    }

    private static Place aligned(Place place) {
        aligned(place.offset(), place.toString());
        return place;
    }

    private static DataSize aligned(DataSize size, String text) {
        if (size.bytes() % SECTOR != 0) {
            throw new IllegalArgumentException("'" + text + "' is not a multiple of a sector, 512");
        }
        return size;
    }
}
