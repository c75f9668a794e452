package htg.image.step;

import htg.common.DataSize;
import htg.image.report.BuildReport.Ramdisk;
import htg.image.report.Documents;
import htg.miniroot.Tier;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The assembled ramdisk. */
record Miniroot(Path entry) {
    static final String DESCRIPTION = "ramdisks.json";

    Path image(Tier tier) {
        return entry.resolve(tier.file());
    }

    /** What is in each tier, and what it costs. */
    List<Ramdisk> description() {
        return Documents.readRamdisks(entry.resolve(DESCRIPTION));
    }

    /** For example {@code miniroot.img 2.9 MB, buses.img 1.1 MB}. */
    String sizes() {
        return description().stream()
                .map(ramdisk -> ramdisk.file() + " " + new DataSize(ramdisk.size()))
                .collect(Collectors.joining(", "));
    }
}
