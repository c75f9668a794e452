package htg.testvm.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.Command;
import htg.common.process.CommandResult;
import htg.common.process.SystemCommandRunner;
import htg.testvm.report.Runs;
import htg.testvm.report.model.CellRecord;
import htg.testvm.report.model.PictureRecord;
import htg.testvm.report.model.RunRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a large matrix, written by a Java that could not hold it. */
class LargeReportTest {
    private static final int CELLS = 200;

    @TempDir
    Path folder = Path.of("");

    @Test
    void twoHundredCellsAreWrittenInLittleMemory() throws Exception {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        CommandResult result = new SystemCommandRunner(command -> {})
                .run(Command.of(
                                java.toString(),
                                "-Xmx40m",
                                "-XX:+UseSerialGC",
                                "-cp",
                                classPath,
                                LargeReportTest.class.getName(),
                                folder.toString())
                        .within(Duration.ofMinutes(2)));
        assertThat(result.output()).isEmpty();
        assertThat(result.exitStatus()).isZero();
        assertThat(Files.size(folder.resolve(HtmlReport.FILE))).isGreaterThan(80L << 20);
    }

    /** Writes the report into the folder that is the only argument. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Path log = folder.resolve("log");
        String lines = "what <kernels> & \"guests\" say in a line\n".repeat(60) + "HTG-STAGE noise ok\n";
        Files.writeString(log, lines.repeat(130));
        Path picture = folder.resolve("picture");
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        Files.write(picture, noise);
        List<CellRecord> cells = new ArrayList<>();
        for (int i = 0; i < CELLS; i++) {
            CellRecord cell = Runs.passed("firmware" + i / 20 + "/bus" + i % 20);
            Path own = Files.createDirectories(folder.resolve(cell.folder()));
            Files.createLink(own.resolve("serial.log"), log);
            for (PictureRecord one : cell.pictures()) {
                Files.createLink(own.resolve(one.file()), picture);
            }
            cells.add(cell);
        }
        RunRecord run = Runs.run(cells.toArray(CellRecord[]::new));
        HtmlReport.write(folder, run, Optional.empty());
    }
}
