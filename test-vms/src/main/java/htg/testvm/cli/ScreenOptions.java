package htg.testvm.cli;

import htg.testvm.dialogue.Dialogue;
import htg.testvm.dialogue.DialogueReader;
import htg.testvm.run.Goal;
import htg.testvm.screen.ScreenExpectation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say what any image, not only a stick of htg, has to show. */
final class ScreenOptions {
    @Option(
            names = "--expect-text",
            paramLabel = "TEXT",
            description =
                    "A text, or /expression/, that has to appear on the screen or the serial port. May be repeated.")
    private List<String> texts = List.of();

    @Option(
            names = "--expect-qr",
            paramLabel = "TEXT",
            description = "What a QR code on the screen has to say. May be repeated.")
    private List<String> codes = List.of();

    @Option(
            names = "--expect-screen",
            paramLabel = "PNG",
            description = "A picture that the screen has to look like: FILE[X,Y,WIDTH,HEIGHT;tolerance=N%%].")
    private List<String> pictures = List.of();

    @Option(
            names = "--dialogue",
            paramLabel = "FILE",
            description = "What to expect and send on the serial port: a YAML list of 'expect' and 'send'.")
    private @Nullable Path dialogue;

    /** The goal these options set; empty when none was given. */
    Optional<Goal> goal() {
        List<ScreenExpectation> all = Stream.of(
                        parsed(texts, ScreenExpectation::text),
                        parsed(codes, ScreenExpectation::qr),
                        parsed(pictures, ScreenExpectation::picture))
                .flatMap(Function.identity())
                .toList();
        Optional<Dialogue> talk = Optional.ofNullable(dialogue).map(DialogueReader::read);
        return all.isEmpty() && talk.isEmpty() ? Optional.empty() : Optional.of(new Goal.Seen(all, talk));
    }

    private static Stream<ScreenExpectation> parsed(List<String> written, Function<String, ScreenExpectation> parser) {
        return written.stream().map(parser);
    }
}
