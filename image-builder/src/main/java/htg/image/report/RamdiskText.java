package htg.image.report;

import htg.common.DataSize;
import htg.image.report.BuildReport.Ramdisk;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the ramdisk's features cost, for people. */
final class RamdiskText {
    private static final String LINE = "  %-20s %5s %10s %10s%n";

    private RamdiskText() {}

    /** A line for each tier. */
    static String tiers(List<Ramdisk> ramdisks) {
        return ramdisks.stream()
                .map(ramdisk -> "ramdisk %s: %s, of %s%n"
                        .formatted(
                                ramdisk.file(),
                                new DataSize(ramdisk.size()),
                                ramdisk.features().stream()
                                        .map(Ramdisk.Feature::name)
                                        .collect(Collectors.joining(", "))))
                .collect(Collectors.joining());
    }

    /** A table for each tier. */
    static String features(List<Ramdisk> ramdisks) {
        return ramdisks.stream().map(RamdiskText::table).collect(Collectors.joining());
    }

    private static String table(Ramdisk ramdisk) {
        return "ramdisk " + ramdisk.file() + ":%n".formatted()
                + LINE.formatted("", "files", "unpacked", "packed")
                + ramdisk.features().stream()
                        .map(feature -> line(
                                feature.name(),
                                Integer.toString(feature.files()),
                                feature.contentSize(),
                                feature.packedSize()))
                        .collect(Collectors.joining())
                + line("all in one file", "", ramdisk.contentSize(), ramdisk.size());
    }

    private static String line(String name, String files, long contentSize, long packedSize) {
        return String.format(Locale.ROOT, LINE, name, files, new DataSize(contentSize), new DataSize(packedSize));
    }
}
