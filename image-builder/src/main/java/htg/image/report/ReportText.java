package htg.image.report;

import htg.common.DataSize;
import java.nio.file.Path;

/** The report for people: what was made and what to do with it. */
public final class ReportText {
    private ReportText() {}

    public static String of(BuildReport report, Path image) {
        BuildReport.ImageFile file = report.image();
        long boot = report.bootFiles().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("htg/"))
                .mapToLong(entry -> entry.getValue().size())
                .sum();
        return "%s: %s, of which %s on disk%n"
                        .formatted(image, new DataSize(file.size()), new DataSize(file.allocated()))
                + "Debian %s with %d packages, kernel %s; kernel and ramdisk are %s%n"
                        .formatted(report.suite(), report.packages().size(), report.kernelVersion(), new DataSize(boot))
                + "root pool %s, report %s%n".formatted(report.identities().pool(), Documents.reportOf(image))
                + "Try it: htg run %s%n".formatted(image);
    }
}
