package htg.image.report;

import htg.common.DataSize;
import htg.image.inspect.InspectionText;
import htg.image.sign.MachineOwnerKey;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The report for people: what was made and what to do with it. */
public final class ReportText {
    private static final String ENROLMENT =
            "Secure Boot: choose \"Enrol the stick's key\" in the menu, once on each machine;"
                    + " see htg-secure-boot(7)%n".formatted();

    private ReportText() {}

    /**
     * A few lines.
     *
     * @param verbose also what each feature of the ramdisk costs
     */
    public static String of(BuildReport report, Path image, boolean verbose) {
        long boot = report.bootFiles().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("htg/"))
                .mapToLong(entry -> entry.getValue().size())
                .sum();
        return report.sticks().stream().map(stick -> file(stick.image(), image)).collect(Collectors.joining())
                + "Debian %s with %d packages, kernel %s; kernel and ramdisks are %s%n"
                        .formatted(report.suite(), report.packages().size(), report.kernelVersion(), new DataSize(boot))
                + (verbose ? RamdiskText.features(report.ramdisks()) : RamdiskText.tiers(report.ramdisks()))
                + InspectionText.line(report.secureBoot())
                + "root pool %s, report %s%n".formatted(pool(report), Documents.reportOf(image))
                + (report.bootFiles().containsKey(MachineOwnerKey.FILE_ON_STICK) ? ENROLMENT : "")
                + "Try it: htg run %s%n".formatted(image);
    }

    private static String pool(BuildReport report) {
        return report.pool().guid().isEmpty()
                ? report.identities().pool()
                : report.pool().guid();
    }

    private static String file(BuildReport.ImageFile file, Path first) {
        return "%s: %s, of which %s on disk%n"
                .formatted(
                        first.resolveSibling(file.file()), new DataSize(file.size()), new DataSize(file.allocated()));
    }
}
