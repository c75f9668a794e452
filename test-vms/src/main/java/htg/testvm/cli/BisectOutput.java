package htg.testvm.cli;

import htg.common.ExitCode;
import htg.common.cli.OutputFormat;
import htg.common.cli.Session;
import htg.common.io.AsideFile;
import htg.testvm.bisect.Bisection;
import htg.testvm.bisect.BisectionJson;
import htg.testvm.bisect.BisectionResult;
import htg.testvm.bisect.BisectionText;
import java.util.List;

/** Hands a bisection out: to standard output, and as JSON to the report. */
final class BisectOutput {
    private BisectOutput() {}

    /** Returns the exit status: that of a failure when no component is to blame. */
    static int publish(Session session, OutputFormat format, BisectionResult result, List<String> commands) {
        String json = BisectionJson.document(result, commands);
        AsideFile.write(result.report().resolve(Bisection.FOLDER).resolve(BisectionJson.FILE), json);
        session.out().print(format == OutputFormat.JSON ? json : BisectionText.of(result, commands));
        return (result.culprit().found() ? ExitCode.OK : ExitCode.FAILED).status();
    }
}
