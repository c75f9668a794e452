package htg.cli.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestSummaryTest {
    @TempDir
    Path project = Path.of("");

    @Test
    void sumsUpAllModulesAndBothPlugins() throws Exception {
        report("one/target/surefire-reports/TEST-a.xml", "<testcase classname='A' name='works'/>");
        report("two/target/failsafe-reports/TEST-b.xml", """
                <testcase classname='B' name='breaks'><failure message='expected 1&#10;got 2'/></testcase>
                <testcase classname='B' name='explodes'><error type='E'>java.lang.E: boom
                  at B</error></testcase>
                <testcase classname='B' name='waits'><skipped message='qemu-img is missing'/></testcase>
                """);
        TestSummary summary = TestSummary.below(project);
        assertThat(printed(summary)).isEqualTo("""
                        skipped: B.waits: qemu-img is missing
                        failed: B.breaks: expected 1
                        failed: B.explodes: java.lang.E: boom
                        1 passed, 2 failed, 1 skipped
                        """);
        assertThat(summary.isGood(false)).isFalse();
    }

    @Test
    void aSkippedTestCountsAsFailedWhereNothingMayBeMissing() throws Exception {
        report(
                "one/target/surefire-reports/TEST-a.xml",
                "<testcase classname='A' name='works'/><testcase classname='A' name='waits'><skipped/></testcase>");
        TestSummary summary = TestSummary.below(project);
        assertThat(summary.isGood(false)).isTrue();
        assertThat(summary.isGood(true)).isFalse();
    }

    @Test
    void noTestAtAllIsNoSuccess() throws Exception {
        assertThat(TestSummary.below(project).isGood(false)).isFalse();
    }

    @Test
    void saysWhichReportIsBroken() throws Exception {
        report("one/target/surefire-reports/TEST-cut.xml", "<testcase");
        assertThatIOException().isThrownBy(() -> TestSummary.below(project)).withMessageContaining("TEST-cut.xml");
    }

    private void report(String path, String testCases) throws IOException {
        Path file = project.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "<testsuite>" + testCases + "</testsuite>");
    }

    private static String printed(TestSummary summary) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        summary.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
