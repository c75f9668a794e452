package htg.testvm.report;

import htg.testvm.report.model.AttemptRecord;
import htg.testvm.report.model.CellRecord;
import htg.testvm.report.model.CheckRecord;
import htg.testvm.report.model.RunRecord;
import htg.testvm.report.model.VerdictRecord.Kind;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A run in the XML that CI systems read (the format of Ant's JUnit task): a suite for each cell, in it the test {@code
 * boot} and one for each check. A failure that was expected is a pass; one that a later attempt did not have is a
 * {@code flakyFailure}, as Maven Surefire writes it.
 */
public final class JUnitXml {
    /** How a verdict begins that the checks' own cases tell as well. */
    private static final String CHECKS_FAILED = "checks failed: ";

    private final XMLStreamWriter xml;

    private JUnitXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    public static String document(RunRecord run) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter writer = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            new JUnitXml(writer).write(run);
            writer.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("writing XML into memory cannot fail", impossible);
        }
        return text + "\n";
    }

    private void write(RunRecord run) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("testsuites");
        for (CellRecord cell : run.cells()) {
            writeSuite(cell);
        }
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void writeSuite(CellRecord cell) throws XMLStreamException {
        boolean notRun = cell.verdict().kind() == Kind.NOT_RUN;
        long failures = count(cell, CheckRecord.Result.FAILED) + (bootBroke(cell) ? 1 : 0);
        long skipped = count(cell, CheckRecord.Result.NO_RESULT) + (notRun ? 1 : 0);
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", cell.name());
        xml.writeAttribute("tests", Integer.toString(cell.checks().size() + 1));
        xml.writeAttribute("failures", Long.toString(failures));
        xml.writeAttribute("skipped", Long.toString(skipped));
        xml.writeAttribute("time", seconds(cell.elapsed()));
        writeBoot(cell, notRun);
        for (CheckRecord check : cell.checks()) {
            writeCheck(cell, check);
        }
        xml.writeEndElement();
    }

    private void writeBoot(CellRecord cell, boolean notRun) throws XMLStreamException {
        startCase(cell, "boot");
        xml.writeAttribute("time", seconds(cell.elapsed()));
        if (bootBroke(cell)) {
            writeFailure("failure", "boot", cell.verdict().reason(), "Logs and screenshots: " + cell.folder());
        } else if (notRun) {
            writeSkipped(cell.verdict().reason());
        } else if (cell.verdict().kind() == Kind.FLAKY) {
            for (AttemptRecord attempt : cell.attempts()) {
                writeFailure("flakyFailure", "boot", attempt.reason(), "An earlier attempt.");
            }
        }
        xml.writeEndElement();
    }

    private void writeCheck(CellRecord cell, CheckRecord check) throws XMLStreamException {
        startCase(cell, check.name());
        switch (check.result()) {
            case NO_RESULT -> writeSkipped("gave no result");
            case FAILED -> writeFailure("failure", "check", check.detail(), check.output());
            case PASSED -> {
                xml.writeStartElement("system-out");
                xml.writeCharacters(check.output().isEmpty() ? check.detail() : check.output());
                xml.writeEndElement();
            }
        }
        xml.writeEndElement();
    }

    private void startCase(CellRecord cell, String name) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "htg." + cell.folder().replace('/', '.'));
        xml.writeAttribute("name", name);
    }

    private void writeSkipped(String message) throws XMLStreamException {
        xml.writeEmptyElement("skipped");
        xml.writeAttribute("message", message);
    }

    private void writeFailure(String element, String type, String message, String details) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeAttribute("message", message);
        xml.writeAttribute("type", type);
        xml.writeCharacters(details);
        xml.writeEndElement();
    }

    /** The cell failed, and no check's own failure says so already. */
    private static boolean bootBroke(CellRecord cell) {
        return cell.verdict().kind() == Kind.FAILED && !cell.verdict().reason().startsWith(CHECKS_FAILED);
    }

    private static long count(CellRecord cell, CheckRecord.Result result) {
        return cell.checks().stream().filter(check -> check.result() == result).count();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1000.0);
    }
}
