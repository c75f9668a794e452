package htg.testvm.report;

import htg.testvm.cell.CellResult;
import htg.testvm.console.ConsoleEvent.CheckResult;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A run in the XML that CI systems read (the format of Ant's JUnit task): a suite for each cell, in it the test {@code
 * boot} and one for each check.
 */
public final class JUnitXml {
    private static final Pattern NOT_IN_XML = Pattern.compile("[^\\t\\n\\x20-\\uD7FF\\uE000-\\uFFFD]");

    private final XMLStreamWriter xml;

    private JUnitXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    public static String document(List<CellResult> results) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter writer = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            new JUnitXml(writer).write(results);
            writer.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("writing XML into memory cannot fail", impossible);
        }
        return text + "\n";
    }

    private void write(List<CellResult> results) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("testsuites");
        for (CellResult result : results) {
            writeSuite(result);
        }
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void writeSuite(CellResult result) throws XMLStreamException {
        long failures = result.checks().stream()
                .filter(check -> failed(result.checkResult(check)))
                .count();
        long withoutResult = result.checks().stream()
                .filter(check -> result.checkResult(check).isEmpty())
                .count();
        boolean broken = bootBroke(result);
        xml.writeStartElement("testsuite");
        attribute("name", result.cell().toString());
        attribute("tests", Integer.toString(result.checks().size() + 1));
        attribute("failures", Long.toString(failures + (broken ? 1 : 0)));
        attribute("skipped", Long.toString(withoutResult));
        attribute("time", seconds(result.elapsed()));
        writeBoot(result, broken);
        for (String check : result.checks()) {
            writeCheck(result, check);
        }
        xml.writeEndElement();
    }

    private void writeBoot(CellResult result, boolean broken) throws XMLStreamException {
        startCase(result, "boot");
        attribute("time", seconds(result.elapsed()));
        if (broken) {
            writeFailure(result.verdict().reason(), "Logs and screenshot: " + result.folder());
        }
        xml.writeEndElement();
    }

    private void writeCheck(CellResult result, String check) throws XMLStreamException {
        Optional<CheckResult> outcome = result.checkResult(check);
        startCase(result, check);
        if (outcome.isEmpty()) {
            xml.writeEmptyElement("skipped");
            attribute("message", "gave no result");
        } else if (failed(outcome)) {
            writeFailure(outcome.get().detail(), result.checkOutput(check));
        } else {
            xml.writeStartElement("system-out");
            xml.writeCharacters(clean(outcome.get().detail()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private void startCase(CellResult result, String name) throws XMLStreamException {
        xml.writeStartElement("testcase");
        attribute("classname", "htg." + result.cell().folderName());
        attribute("name", name);
    }

    private void writeFailure(String message, String details) throws XMLStreamException {
        xml.writeStartElement("failure");
        attribute("message", message);
        xml.writeCharacters(clean(details));
        xml.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, clean(value));
    }

    /** The cell failed, and no check's own failure says so already. */
    private static boolean bootBroke(CellResult result) {
        return !result.verdict().passed()
                && result.checks().stream().noneMatch(check -> failed(result.checkResult(check)));
    }

    private static boolean failed(Optional<CheckResult> outcome) {
        return outcome.isPresent() && !outcome.get().passed();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1000.0);
    }

    private static String clean(String text) {
        return NOT_IN_XML.matcher(text).replaceAll("?");
    }
}
