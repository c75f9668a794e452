package htg.testvm.cli;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.cli.Session;
import htg.testvm.block.PowerCuts;
import htg.testvm.suite.PowerCutPlan;
import htg.testvm.suite.Suite;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say when the power fails. */
final class PowerCutOptions {
    private static final String MATRIX = "power-cut";

    @Option(
            names = "--power-cut",
            paramLabel = "CUTS",
            description = "Record the writes of a boot of the first cell, then boot the image as it is when the power"
                    + " fails after some of them: every or sample:N.")
    private @Nullable String cuts;

    @Option(
            names = "--write-log",
            paramLabel = "FILE",
            description = "Do not record, take the writes that an earlier run recorded.")
    private @Nullable Path writeLog;

    /** The matrix for power cuts, whose cells write. */
    Optional<String> usualMatrix() {
        return cuts().map(any -> MATRIX);
    }

    Optional<Path> writeLog() {
        return Optional.ofNullable(writeLog);
    }

    /** Insists that they make sense, with {@code --list} and {@code --dry-run} if {@code onlyShown}. */
    void requireSensible(boolean onlyShown) {
        cuts();
        if (cuts != null && onlyShown) {
            throw new HtgException(
                    ExitCode.USAGE,
                    "The cells of --power-cut are not known before a boot has been recorded",
                    "Leave --list or --dry-run out, or name a cut: --only direct/virtio-blk/writes@100");
        }
    }

    /** The suite with its power cuts, if it has any. */
    Suite applied(Suite suite, Session session) {
        return cuts().map(chosen -> PowerCutPlan.of(suite, chosen, session.runner(), session.events()))
                .orElse(suite);
    }

    private Optional<PowerCuts> cuts() {
        return Optional.ofNullable(cuts).map(PowerCuts::parse);
    }
}
