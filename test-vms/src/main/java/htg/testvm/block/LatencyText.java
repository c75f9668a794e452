package htg.testvm.block;

import htg.common.DataSize;
import htg.common.ExitCode;
import htg.common.HtgException;
import htg.testvm.block.LatencyModel.SizedCost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and words latency models; the grammar is told at {@link LatencyModel}. */
final class LatencyText {
    private static final Pattern TIME = Pattern.compile("(\\d{1,11})(ns|us|ms|s)");
    private static final Map<String, Long> NANOS =
            Map.of("ns", 1L, "us", 1_000L, "ms", 1_000_000L, "s", 1_000_000_000L);

    /**
     * A full-speed port carries about a kilobyte in each frame of 1 ms, and a command takes three frames at least. The knees
     * have the shape of a BIOS that needs 7 ms for 16 KiB and 16 ms for 32 KiB, made steeper, so that their own size stays
     * the best by a third where each call takes a millisecond besides.
     */
    private static final Map<String, String> PRESETS = new TreeMap<>(Map.of(
            "none", "fixed:0s",
            "usb1", "fixed:3ms,per-kib:1ms",
            "usb2", "fixed:500us,per-kib:50us",
            "flat", "fixed:3ms,firmware",
            "sectors", "per-kib:500us,firmware",
            "knee-4k", "fixed:2ms,knee:4K:1500us,firmware",
            "knee-8k", "fixed:2ms,knee:8K:750us,firmware",
            "knee-16k", "fixed:2ms,knee:16K:750us,firmware",
            "knee-32k", "fixed:2ms,knee:32K:750us,firmware",
            "flash-4k", "fixed:300us,per-kib:50us,unaligned:4K:2ms,firmware"));

    private LatencyText() {}

    static LatencyModel parse(String text) {
        Set<String> names = new HashSet<>();
        LatencyModel model = LatencyModel.NONE;
        try {
            for (String term : PRESETS.getOrDefault(text, text).split(",", -1)) {
                List<String> words = List.of(term.split(":", -1));
                if (!names.add(words.get(0))) {
                    throw new IllegalArgumentException("'" + words.get(0) + "' is there twice");
                }
                model = with(model, words);
            }
            return model;
        } catch (IllegalArgumentException wrong) {
            throw new HtgException(
                    ExitCode.USAGE,
                    "'" + text + "' is no latency model: " + wrong.getMessage(),
                    "Write one of " + String.join(", ", PRESETS.keySet())
                            + ", or terms such as 'fixed:5ms,per-kib:40us,knee:8K:500us,unaligned:4K:1ms'.",
                    wrong);
        }
    }

    static String of(LatencyModel model) {
        return PRESETS.keySet().stream()
                .filter(name -> parse(name).equals(model))
                .findFirst()
                .orElseGet(() -> terms(model));
    }

    private static LatencyModel with(LatencyModel model, List<String> words) {
        return switch (words.get(0) + "/" + (words.size() - 1)) {
            case "fixed/1" -> model.withFixed(time(words.get(1)));
            case "per-kib/1" -> model.withPerKibibyte(time(words.get(1)));
            case "knee/2" -> model.withKnee(sizedCost(words));
            case "unaligned/2" -> model.withUnaligned(sizedCost(words));
            case "firmware/0" -> model.ofFirmware();
            default -> throw new IllegalArgumentException("'" + String.join(":", words) + "' is no term of one");
        };
    }

    private static SizedCost sizedCost(List<String> words) {
        return new SizedCost(DataSize.parse(words.get(1)), time(words.get(2)));
    }

    private static Duration time(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no time such as 5ms");
        }
        long unit = NANOS.getOrDefault(matcher.group(2), 1L);
        long count = Long.parseLong(matcher.group(1));
        return Duration.ofNanos(unit).multipliedBy(count);
    }

    private static String terms(LatencyModel model) {
        List<String> terms = new ArrayList<>();
        if (!model.fixed().isZero()) {
            terms.add("fixed:" + text(model.fixed()));
        }
        if (!model.perKibibyte().isZero()) {
            terms.add("per-kib:" + text(model.perKibibyte()));
        }
        model.knee().ifPresent(knee -> terms.add("knee:" + text(knee)));
        model.unaligned().ifPresent(unaligned -> terms.add("unaligned:" + text(unaligned)));
        if (model.firmwareOnly()) {
            terms.add("firmware");
        }
        return String.join(",", terms);
    }

    private static String text(SizedCost cost) {
        long bytes = cost.size().bytes();
        return (bytes % 1024 == 0 ? bytes / 1024 + "K" : Long.toString(bytes)) + ":" + text(cost.cost());
    }

    private static String text(Duration time) {
        long nanos = time.toNanos();
        for (String unit : List.of("s", "ms", "us")) {
            long length = NANOS.getOrDefault(unit, 1L);
            if (nanos % length == 0) {
                return nanos / length + unit;
            }
        }
        return nanos + "ns";
    }
}
