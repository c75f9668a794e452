package htg.testvm.junit;

import static org.assertj.core.api.Assertions.assertThat;

import htg.testvm.BootSector;
import htg.testvm.BootSector.Ending;
import htg.testvm.Needs;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.w3c.dom.Element;

/** The example for other projects compiles against this module, and its tests pass and fail as they ought to. */
@Timeout(180)
class ExampleIT {
    private static final Path EXAMPLE = Path.of(System.getProperty("htg.project.root", ".."), "docs/examples/junit");
    private static final String IMAGE = "stick.image";

    private static final String PASSES = """
            HTG-STAGE consoles ok
            HTG-STAGE modules ok
            HTG-STAGE discover ok
            HTG-STAGE import ok
            HTG-STAGE switch ok
            """;

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void needsQemu() {
        Needs.qemu();
    }

    @AfterEach
    void forget() {
        System.clearProperty(IMAGE);
    }

    @Test
    void itsTestsPassOnAStickThatPasses() throws Exception {
        EngineExecutionResults results = run(PASSES);
        results.testEvents().assertStatistics(events -> events.started(9).succeeded(9));
    }

    @Test
    void itsTestsFailOnAStickThatDoesNotFindItsRoot() throws Exception {
        EngineExecutionResults results = run(PASSES.replace("discover ok", "discover fail no pool"));
        results.testEvents().assertStatistics(events -> events.started(9).failed(8));
    }

    @Test
    void itsBuildNamesThisVersion() throws Exception {
        Element pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(EXAMPLE.resolve("pom.xml").toFile())
                .getDocumentElement();
        Element parent = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(EXAMPLE.resolve("../../../pom.xml").toFile())
                .getDocumentElement();
        assertThat(first(pom, "dependency", "version")).isEqualTo(first(parent, "project", "version"));
        assertThat(pom.getElementsByTagName("repository").getLength()).isZero();
    }

    private static String first(Element document, String parent, String child) {
        Element from = parent.equals(document.getTagName())
                ? document
                : (Element) document.getElementsByTagName(parent).item(0);
        return from.getElementsByTagName(child).item(0).getTextContent();
    }

    private EngineExecutionResults run(String text) throws Exception {
        Path image = BootSector.write(folder.resolve("image"), text, Ending.HANG);
        System.setProperty(IMAGE, image.toString());
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {compiled().toUri().toURL()})) {
            return EngineTestKit.engine("junit-jupiter")
                    .selectors(DiscoverySelectors.selectClass(loader.loadClass("example.StickBootTest")))
                    .configurationParameter(
                            BootTestExtension.FOLDER, folder.resolve("reports").toString())
                    .execute();
        }
    }

    private Path compiled() throws Exception {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        StringWriter said = new StringWriter();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.walk(EXAMPLE.resolve("src"))) {
            List<Path> java =
                    sources.filter(file -> file.toString().endsWith(".java")).toList();
            List<String> options = List.of(
                    "-d",
                    classes.toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-proc:none",
                    "-Xlint:all",
                    "-Werror");
            boolean good = compiler.getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(java))
                    .call();
            assertThat(good).as(said.toString()).isTrue();
        }
        return classes;
    }
}
