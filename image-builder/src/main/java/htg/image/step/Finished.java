package htg.image.step;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.io.AsideFile;
import htg.image.plan.BuildPlan;
import htg.image.plan.Stick;
import htg.image.report.BuildReport;
import htg.image.report.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The images of all sticks on their way to their names. While one of them is new and another is old there is no report:
 * who finds none knows that a build was interrupted, and the next build makes them again.
 */
final class Finished implements AutoCloseable {
    private final BuildPlan plan;
    private final List<AsideFile> files;

    Finished(BuildPlan plan) {
        this.plan = plan;
        this.files =
                plan.sticks().stream().map(Stick::image).map(AsideFile::beside).toList();
    }

    /** Where to write a stick's image. */
    Path image(Stick stick) {
        return files.get(stick.number() - 1).path();
    }

    void commit(BuildReport report) {
        try {
            Files.deleteIfExists(Documents.reportOf(plan.output()));
        } catch (IOException failure) {
            throw new HtgException(
                    ExitCode.ENVIRONMENT,
                    "Cannot replace " + Documents.reportOf(plan.output()) + ": " + HtgException.reason(failure),
                    "Choose a folder you may write to.",
                    failure);
        }
        files.forEach(AsideFile::commit);
        Documents.write(report, plan.output());
    }

    @Override
    public void close() {
        files.forEach(AsideFile::close);
    }
}
