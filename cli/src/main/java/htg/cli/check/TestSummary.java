package htg.cli.check;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Sums up Surefire's and Failsafe's XML reports: names what failed and what was skipped, and ends with the line
 * {@code N passed, N failed, N skipped}.
 *
 * @param failed names of failed tests with the first line of the reason
 * @param skipped names of skipped tests with the reason
 */
public record TestSummary(int passed, List<String> failed, List<String> skipped) {

    /** Exits with 1 when a test failed, none ran, or one was skipped although {@code CI} is {@code true}. */
    public static void main(String[] arguments) throws IOException {
        TestSummary summary = TestSummary.below(Path.of(arguments[0]));
        summary.print(System.out);
        System.exit(summary.isGood("true".equals(System.getenv("CI"))) ? 0 : 1);
    }

    /** Reads the reports of all modules below a project's folder. */
    static TestSummary below(Path project) throws IOException {
        int passed = 0;
        List<String> failed = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        for (Path report : reports(project)) {
            for (Element test : children(parse(report), "testcase")) {
                String name = test.getAttribute("classname") + "." + test.getAttribute("name");
                if (has(test, "failure") || has(test, "error")) {
                    failed.add(name + reason(test, has(test, "failure") ? "failure" : "error"));
                } else if (has(test, "skipped")) {
                    skipped.add(name + reason(test, "skipped"));
                } else {
                    passed++;
                }
            }
        }
        return new TestSummary(passed, failed, skipped);
    }

    /** Whether all is well; where {@code strict}, a skipped test is a failed one. */
    boolean isGood(boolean strict) {
        return failed.isEmpty() && passed > 0 && (!strict || skipped.isEmpty());
    }

    void print(PrintStream out) {
        skipped.forEach(test -> out.println("skipped: " + test));
        failed.forEach(test -> out.println("failed: " + test));
        out.println(passed + " passed, " + failed.size() + " failed, " + skipped.size() + " skipped");
    }

    private static List<Path> reports(Path project) throws IOException {
        List<Path> reports = new ArrayList<>();
        try (Stream<Path> modules = Files.list(project)) {
            for (Path module : modules.sorted().toList()) {
                reports.addAll(xmlFiles(module.resolve("target/surefire-reports")));
                reports.addAll(xmlFiles(module.resolve("target/failsafe-reports")));
            }
        }
        return reports;
    }

    private static List<Path> xmlFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
                    .sorted()
                    .toList();
        }
    }

    private static Element parse(Path report) throws IOException {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(report.toFile())
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException unreadable) {
            throw new IOException(report + " is no test report: " + unreadable.getMessage(), unreadable);
        }
    }

    private static boolean has(Element test, String child) {
        return !children(test, child).isEmpty();
    }

    private static String reason(Element test, String child) {
        Element element = children(test, child).get(0);
        String message = element.getAttribute("message");
        String text = message.isEmpty() ? element.getTextContent() : message;
        return text.isBlank() ? "" : ": " + text.strip().lines().findFirst().orElse("");
    }

    private static List<Element> children(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(index -> (Element) nodes.item(index))
                .toList();
    }
}
