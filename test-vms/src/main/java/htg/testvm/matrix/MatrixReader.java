package htg.testvm.matrix;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.document.Document;
import htg.common.document.DocumentType;
import htg.testvm.boot.BootPlan;
import htg.testvm.check.Probe;
import htg.testvm.stick.PoolType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads a matrix file, or says everything that is wrong with it. */
public final class MatrixReader {
    /** The matrices that htg brings along. */
    public static final List<String> BUILT_IN =
            List.of("default", "smoke", "faults", "pools", "mirror", "power-cut", "any");

    private static final DocumentType TYPE = DocumentType.of(
            "matrix",
            MatrixReader.class,
            "matrix.schema.json",
            "Nothing was started. 'htg test --matrix-schema' prints what a matrix may contain.");

    private MatrixReader() {}

    /** The JSON Schema of a matrix file (draft 2020-12), as text. */
    public static String schema() {
        return TYPE.schemaText();
    }

    /**
     * Reads a file.
     *
     * @throws HtgException {@link ExitCode#USAGE} naming all problems, each with its place
     */
    public static MatrixSpec read(Path file) {
        try {
            Path folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
            return parse(file.toString(), Files.readString(file), folder);
        } catch (IOException failure) {
            throw new HtgException(
                    ExitCode.USAGE,
                    "Cannot read the matrix " + file + ": " + HtgException.reason(failure),
                    "Name an existing YAML file, or one of: " + String.join(", ", BUILT_IN) + ".",
                    failure);
        }
    }

    /**
     * One of {@link #BUILT_IN}.
     *
     * @throws HtgException {@link ExitCode#USAGE} when it is none of them
     */
    public static MatrixSpec builtIn(String name) {
        if (!BUILT_IN.contains(name)) {
            throw new HtgException(
                    ExitCode.USAGE,
                    "htg has no matrix '" + name + "'",
                    "Choose from " + String.join(", ", BUILT_IN) + ", or name a file.");
        }
        String file = name + ".yaml";
        try (InputStream stream = Objects.requireNonNull(MatrixReader.class.getResourceAsStream(file))) {
            return parse(file, new String(stream.readAllBytes(), StandardCharsets.UTF_8), Path.of(""));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * As {@link #read}, from text.
     *
     * @param folder what files named in the text are relative to
     */
    static MatrixSpec parse(String source, String text, Path folder) {
        Reading reading = new Reading(TYPE, Document.parse(TYPE, source, text));
        PlanReader plans = new PlanReader(reading);
        BootPlan plan = plans.plan();
        CellsReader cells = new CellsReader(reading, plan);
        MatrixSpec spec = new MatrixSpec(
                text(reading, "/name"),
                cells.axes(),
                selection(reading),
                cells.exclude(),
                cells.include(""),
                plan,
                kernelArguments(text(reading, "/kernel-arguments"), plans.isProbe()),
                new ExpectReader(reading, cells).rules(""),
                new ChecksReader(reading, folder).checks(PlanReader.reachesBase(plan), plans.isProbe()),
                pools(reading, cells));
        if (!reading.problems().isEmpty()) {
            throw TYPE.error(reading.problems());
        }
        return spec;
    }

    private static Map<PoolType, PoolRules> pools(Reading reading, CellsReader cells) {
        Map<PoolType, PoolRules> pools = new EnumMap<>(PoolType.class);
        for (PoolType type : PoolType.values()) {
            String pointer = "/pools/" + type;
            if (reading.has(pointer)) {
                List<ExpectRule> expect = new ExpectReader(reading, cells).rules(pointer);
                pools.put(type, new PoolRules(cells.include(pointer), expect));
            }
        }
        return pools;
    }

    private static String text(Reading reading, String pointer) {
        return reading.word(pointer).map(Word::text).orElse("");
    }

    /** Those of the probe have to be the last. */
    private static String kernelArguments(String own, boolean probe) {
        return (probe ? own + " " + Probe.ARGUMENTS : own).strip();
    }

    private static Selection selection(Reading reading) {
        boolean all = text(reading, "/select").equals(Selection.ALL.toString());
        return all ? Selection.ALL : Selection.PAIRWISE;
    }
}
