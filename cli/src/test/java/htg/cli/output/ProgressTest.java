package htg.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.event.Event.StepFailed;
import htg.common.event.Event.StepFinished;
import htg.common.event.Event.StepNote;
import htg.common.event.Event.StepProgress;
import htg.common.event.Event.StepStarted;
import htg.common.event.Event.Warning;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @Test
    void writesALineAtEachEndOfAStepIntoALog() {
        try (Progress progress = on(Terminal.PLAIN)) {
            progress.emit(new StepStarted("base", "Unpack Debian"));
            progress.emit(new StepProgress("base", "libc6"));
            progress.emit(new StepFinished("base", Duration.ofMillis(62_340), "212 MiB"));
            progress.emit(new StepStarted("pool", "Fill the root pool"));
            progress.emit(new StepFailed("pool", Duration.ofMillis(1_250)));
        }
        assertThat(shown()).isEqualTo("""
                        [base] Unpack Debian
                        [base] done in 1 min 02 s: 212 MiB
                        [pool] Fill the root pool
                        [pool] failed after 1.3 s
                        """);
    }

    @Test
    void redrawsRunningStepsAndLeavesFinishedOnes() {
        try (Progress progress = on(new Terminal(true, 80))) {
            progress.emit(new StepStarted("base", "Unpack Debian"));
            progress.emit(new StepStarted("tools", "Unpack the tools"));
            progress.emit(new StepFinished("base", Duration.ofSeconds(2), "212 MiB"));
        }
        assertThat(screen()).containsExactly("done base                2.0 s  212 MiB");
    }

    @Test
    void keepsWarningsAboveTheLiveLines() {
        try (Progress progress = on(new Terminal(true, 80))) {
            progress.emit(new StepStarted("base", "Unpack Debian"));
            progress.emit(new Warning("no hardware virtualization"));
            assertThat(screen()).hasSize(2).first().isEqualTo("htg: warning: no hardware virtualization");
        }
    }

    @Test
    void showsWhatIsSaidOutsideAnyStep() {
        try (Progress progress = on(Terminal.PLAIN)) {
            progress.emit(new StepProgress("run", "leave with Ctrl-A X"));
        }
        assertThat(shown()).isEqualTo("[run] leave with Ctrl-A X\n");
    }

    @Test
    void neverWrapsALiveLine() {
        try (Progress progress = on(new Terminal(true, 40))) {
            progress.emit(new StepStarted("base", "x".repeat(200)));
            assertThat(screen()).hasSize(1).allMatch(line -> line.length() < 40);
        }
    }

    @Test
    void givesEachNoteALineOnEveryTerminal() {
        try (Progress progress = on(Terminal.PLAIN)) {
            progress.emit(new StepNote("bios/usb-xhci", Duration.ofMillis(4_210), "kernel ok"));
        }
        assertThat(shown()).isEqualTo("bios/usb-xhci           4.2 s  kernel ok\n");
    }

    @ParameterizedTest
    @CsvSource({"100,'',xterm,true", "'','',xterm,false", "100,1,xterm,false", "100,'',dumb,false", "0,'',xterm,false"})
    void isLiveOnlyOnATerminalThatCanAndMay(String columns, String noColour, String term, boolean live) {
        Properties properties = new Properties();
        properties.setProperty(Terminal.PROPERTY, columns);
        Terminal terminal = Terminal.of(Map.of("NO_COLOR", noColour, "TERM", term), properties);
        assertThat(terminal.live()).isEqualTo(live);
    }

    private Progress on(Terminal terminal) {
        return Progress.on(new PrintStream(shown, true, StandardCharsets.UTF_8), terminal, false, false);
    }

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    /** What a terminal would show, colours left out. */
    private java.util.List<String> screen() {
        Screen screen = new Screen();
        screen.write(shown());
        return screen.lines();
    }
}
