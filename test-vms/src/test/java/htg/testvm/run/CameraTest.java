package htg.testvm.run;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.event.EventSink;
import htg.testvm.console.ConsoleEvent.Landmark;
import htg.testvm.console.Status;
import htg.testvm.run.CellResult.Picture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CameraTest {
    @TempDir
    Path folder = Path.of("");

    private final SlowScreen screen = new SlowScreen();

    @Test
    void landmarksThatComeWhileAPictureIsTakenShareTheNext() throws Exception {
        try (Camera camera = new Camera(screen, "bios/ide", folder, EventSink.NONE)) {
            pass(camera, "grub");
            screen.begun.acquire();
            pass(camera, "consoles", "modules");
            screen.mayEnd.release();
            screen.begun.acquire();
            pass(camera, "discover", "import");
            whenThisThreadWaits(() -> screen.mayEnd.release(2));
            camera.last();
            assertThat(camera.pictures())
                    .containsExactly(
                            new Picture("grub ok", "screen-01-grub-ok.png"),
                            new Picture("consoles ok", "screen-02-consoles-ok.png"),
                            new Picture("modules ok", "screen-02-consoles-ok.png"),
                            new Picture("discover ok", "screenshot.png"),
                            new Picture("import ok", "screenshot.png"),
                            new Picture("end", "screenshot.png"));
        }
        assertThat(files()).containsExactly("screen-01-grub-ok.png", "screen-02-consoles-ok.png", "screenshot.png");
    }

    @Test
    void theLatestPictureIsTheEndOfAMachineThatWentOff() throws Exception {
        try (Camera camera = new Camera(screen, "bios/ide", folder, EventSink.NONE)) {
            pass(camera, "grub");
            screen.begun.acquire();
            screen.mayEnd.release();
            while (camera.pictures().isEmpty()) {
                Thread.sleep(5);
            }
            screen.there = false;
            pass(camera, "power-off");
            camera.last();
            assertThat(camera.pictures()).containsExactly(new Picture("grub ok", "screen-01-grub-ok.png"));
        }
        assertThat(files()).containsExactly("screen-01-grub-ok.png", "screenshot.png");
    }

    @Test
    void aGuestThatPassesLandmarksForEverFillsNoDisk() throws Exception {
        screen.mayEnd.release(1000);
        try (Camera camera = new Camera(screen, "bios/ide", folder, EventSink.NONE)) {
            for (int i = 0; i < 60; i++) {
                pass(camera, "a" + i);
                while (i < 40 && camera.pictures().size() <= i) {
                    Thread.sleep(1);
                }
            }
            camera.last();
            assertThat(camera.pictures()).hasSize(41).endsWith(new Picture("end", "screenshot.png"));
        }
        assertThat(files()).hasSize(41);
    }

    @Test
    void aPictureThatCannotBeKeptIsOneWarningThatNamesTheCell() {
        List<String> said = new ArrayList<>();
        screen.failure = Optional.of(new HtgException(ExitCode.ENVIRONMENT, "No space left on device", ""));
        screen.mayEnd.release(2);
        try (Camera camera = new Camera(screen, "bios/ide", folder, event -> said.add(event.toString()))) {
            pass(camera, "grub");
            camera.last();
        }
        assertThat(said).singleElement().asString().contains("no screenshot of bios/ide: No space left on device");
    }

    private static void whenThisThreadWaits(Runnable action) {
        Thread waiting = Thread.currentThread();
        new Thread(() -> {
                    while (waiting.getState() != Thread.State.TIMED_WAITING) {
                        Thread.onSpinWait();
                    }
                    action.run();
                })
                .start();
    }

    private static void pass(Camera camera, String... landmarks) {
        for (String name : landmarks) {
            camera.take(new Landmark(name, Status.OK, ""));
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> String.valueOf(file.getFileName())).sorted().toList();
        }
    }

    /** Says when it begins to be pictured, and takes as long as the test likes. */
    private static final class SlowScreen implements Camera.Screen {
        private final Semaphore begun = new Semaphore(0);
        private final Semaphore mayEnd = new Semaphore(0);
        private volatile boolean there = true;
        private volatile Optional<HtgException> failure = Optional.empty();

        @Override
        public boolean isThere() {
            return there;
        }

        @Override
        public void shoot(Path file) {
            begun.release();
            mayEnd.acquireUninterruptibly();
            failure.ifPresent(reason -> {
                throw reason;
            });
            try {
                Files.createFile(file);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
