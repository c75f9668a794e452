package htg.testvm.junit;

import htg.common.DataSize;
import htg.common.ExitCode;
import htg.common.HtgException;
import htg.testvm.boot.BootPlan;
import htg.testvm.cell.Axis;
import htg.testvm.cell.Cell;
import htg.testvm.cell.Expected;
import htg.testvm.check.BuiltInCheck;
import htg.testvm.check.Check;
import htg.testvm.dialogue.DialogueReader;
import htg.testvm.machine.Bus;
import htg.testvm.machine.Firmware;
import htg.testvm.matrix.CellFilter;
import htg.testvm.matrix.MatrixSpec;
import htg.testvm.matrix.Selection;
import htg.testvm.matrix.Until;
import htg.testvm.qemu.AcceleratorChoice;
import htg.testvm.qemu.StickImage;
import htg.testvm.run.CellConditions;
import htg.testvm.run.Goal;
import htg.testvm.run.PlannedCell;
import htg.testvm.screen.ScreenExpectation;
import htg.testvm.suite.RunRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What annotations say together: of each value, the first one that is said counts.
 *
 * @param annotations the method's, then its class's
 */
record Settings(List<BootTest> annotations) {
    private static final String USUAL_CELL = "bios/usb-xhci";
    private static final Pattern STOPS = Pattern.compile("stops at ([a-z-]+)(?:, saying /(.+)/)?");

    Settings {
        annotations = List.copyOf(annotations);
    }

    /**
     * The cells: machines in the order of firmware and buses, then those that have more than these.
     *
     * @throws HtgException usage, when a name or a pattern is that of no possible cell
     */
    List<PlannedCell> cells() {
        List<String> only = list(BootTest::cells);
        Expected expected = word(BootTest::expect).map(Settings::expected).orElseGet(Expected.Boots::new);
        return new CellFilter(only.isEmpty() ? List.of(USUAL_CELL) : only, List.of())
                .select(everyMachine()).stream()
                        .map(planned -> new PlannedCell(withMemory(planned.cell()), expected))
                        .toList();
    }

    private Cell withMemory(Cell cell) {
        return word(BootTest::memory)
                .filter(size -> cell.memory().equals(Cell.USUAL.memory()))
                .map(size -> cell.withMemory(understood(size, DataSize::parse)))
                .orElse(cell);
    }

    private static MatrixSpec everyMachine() {
        Map<Axis, List<String>> axes = Map.of(Axis.FIRMWARE, words(Firmware.values()), Axis.BUS, words(Bus.values()));
        return new MatrixSpec(
                "of all machines",
                axes,
                Selection.ALL,
                List.of(),
                List.of(),
                BootPlan.stick(),
                "",
                List.of(),
                List.of(),
                Map.of());
    }

    private static List<String> words(Object[] values) {
        return Stream.of(values).map(Object::toString).toList();
    }

    private static Expected expected(String text) {
        Matcher stop = STOPS.matcher(text);
        if (stop.matches()) {
            Optional<Pattern> reason =
                    Optional.ofNullable(stop.group(2)).map(expression -> understood(expression, Pattern::compile));
            return new Expected.StopsAt(stop.group(1), reason);
        }
        if (!text.equals("boots")) {
            throw wrong("'" + text + "' is nothing to expect", "Write 'boots' or 'stops at STAGE, saying /REGEX/'.");
        }
        return new Expected.Boots();
    }

    /** What to run for one cell. */
    RunRequest request(PlannedCell cell, Path report) {
        CellConditions conditions = CellConditions.USUAL.withLimit(timeout());
        Optional<DataSize> growth = word(BootTest::growth).map(size -> understood(size, DataSize::parse));
        return RunRequest.of(StickImage.at(image()), List.of(cell), goal(), report)
                .withConditions(growth.map(conditions::withGrowth).orElse(conditions))
                .withAccelerator(
                        word(BootTest::accelerator).map(Settings::accelerator).orElse(AcceleratorChoice.AUTO))
                .withJobs(1);
    }

    private Path image() {
        for (BootTest annotation : annotations) {
            if (annotation.imageFrom() != BootTest.NoImage.class) {
                return Suppliers.make(annotation.imageFrom()).get();
            }
            if (!annotation.image().isBlank()) {
                return Path.of(Placeholders.replaced(annotation.image()));
            }
        }
        throw wrong("@BootTest names no image", "Set 'image' or 'imageFrom', on the method or on its class.");
    }

    private Goal goal() {
        List<ScreenExpectation> seen = Stream.of(
                        list(BootTest::expectText).stream().map(ScreenExpectation::text),
                        list(BootTest::expectQr).stream().map(ScreenExpectation::qr),
                        list(BootTest::expectScreen).stream().map(ScreenExpectation::picture))
                .flatMap(Function.identity())
                .toList();
        Optional<Path> dialogue = word(BootTest::dialogue).map(Path::of);
        return seen.isEmpty() && dialogue.isEmpty()
                ? landmarks()
                : new Goal.Seen(seen, dialogue.map(DialogueReader::read));
    }

    private Goal landmarks() {
        List<Check> checks = list(BootTest::checks).stream()
                .flatMap(Settings::checks)
                .map(BuiltInCheck::check)
                .toList();
        Optional<String> until = word(BootTest::until);
        if (!checks.isEmpty() && until.isPresent()) {
            throw wrong("Checks run at multi-user, so not with 'until'", "Leave one of the two out.");
        }
        return new Goal.Landmarks(
                until.map(text -> understood(text, Until::plan)).orElseGet(BootPlan::stick), checks);
    }

    private static Stream<BuiltInCheck> checks(String name) {
        return name.equals("all") ? Stream.of(BuiltInCheck.values()) : Stream.of(named(name, BuiltInCheck.values()));
    }

    private static AcceleratorChoice accelerator(String name) {
        return named(name, AcceleratorChoice.values());
    }

    private static <T> T named(String name, T[] values) {
        return Stream.of(values)
                .filter(value -> value.toString().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> wrong("'" + name + "' is unknown", "Choose one of " + Arrays.toString(values) + "."));
    }

    private Duration timeout() {
        return annotations.stream()
                .map(BootTest::timeoutSeconds)
                .filter(seconds -> seconds > 0)
                .findFirst()
                .map(Duration::ofSeconds)
                .orElse(CellConditions.USUAL.limit());
    }

    private Optional<String> word(Function<BootTest, String> attribute) {
        return annotations.stream()
                .map(attribute)
                .filter(Predicate.not(String::isBlank))
                .findFirst();
    }

    private List<String> list(Function<BootTest, String[]> attribute) {
        return annotations.stream()
                .map(attribute)
                .filter(words -> words.length > 0)
                .findFirst()
                .map(List::of)
                .orElse(List.of());
    }

    private static <T> T understood(String text, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException wrong) {
            throw new HtgException(ExitCode.USAGE, HtgException.reason(wrong), "Correct the @BootTest.", wrong);
        }
    }

    private static HtgException wrong(String message, String hint) {
        return new HtgException(ExitCode.USAGE, message, hint);
    }
}
