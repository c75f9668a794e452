package htg.testvm.report.html;

import htg.testvm.report.model.Comparison;
import htg.testvm.report.model.RunRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A written page, as a parser sees it. */
record Page(String source, Document document) {
    static Page of(Path folder, RunRecord run, Optional<Comparison> comparison) throws Exception {
        HtmlReport.write(folder, run, comparison);
        Path file = folder.resolve(HtmlReport.FILE);
        Document parsed =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        return new Page(Files.readString(file), parsed);
    }

    Stream<Element> all(String name) {
        NodeList nodes = document.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i));
    }

    Element id(String id) {
        return withId(id).orElseThrow(() -> new AssertionError("nothing is called " + id));
    }

    /** The text of everything of this class. */
    List<String> textsOf(String cssClass) {
        return all("*").filter(element ->
                        List.of(element.getAttribute("class").split(" ")).contains(cssClass))
                .map(Element::getTextContent)
                .toList();
    }

    List<String> attributes(String name) {
        return all("*").filter(element -> element.hasAttribute(name))
                .map(element -> element.getAttribute(name))
                .toList();
    }

    private Optional<Element> withId(String id) {
        return all("*").filter(element -> element.getAttribute("id").equals(id)).findFirst();
    }
}
