package htg.testvm.run;

import htg.common.HtgException;
import htg.common.event.Event;
import htg.common.event.EventSink;
import htg.testvm.boot.Boot;
import htg.testvm.console.ConsoleEvent.Landmark;
import htg.testvm.run.CellResult.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes pictures of a machine's screen at its landmarks, on a thread of its own, so that nobody waits for one. Landmarks
 * that come while a picture is being taken share the next one.
 */
final class Camera implements AutoCloseable {
    private static final int MOST = 40;
    private static final int PATIENCE_SECONDS = 10;
    private static final String END = "end";

    private final Screen screen;
    private final String cell;
    private final Path folder;
    private final EventSink events;
    private final List<Picture> pictures = new ArrayList<>();
    private final AtomicBoolean warned = new AtomicBoolean();

    /** Landmarks that no picture shows yet. */
    private final List<String> waiting = new ArrayList<>();

    private final ExecutorService thread = Executors.newSingleThreadExecutor(Camera::daemon);
    private int taken;

    /**
     * A camera with an empty film.
     *
     * @param cell whose screen it is, for people
     * @param folder receives the pictures
     */
    Camera(Screen screen, String cell, Path folder, EventSink events) {
        this.screen = screen;
        this.cell = cell;
        this.folder = folder;
        this.events = events;
    }

    /** What there is to picture. */
    interface Screen {
        /** Whether it shows something now. */
        boolean isThere();

        /** Writes it to the file as PNG. */
        void shoot(Path file);

        static Screen of(Boot boot) {
            return new Screen() {
                @Override
                public boolean isThere() {
                    return boot.hasScreen() && boot.isOn();
                }

                @Override
                public void shoot(Path file) {
                    boot.screenshot(file);
                }
            };
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "htg-camera");
        thread.setDaemon(true);
        return thread;
    }

    synchronized void take(Landmark landmark) {
        if (taken < MOST) {
            waiting.add(landmark.name() + " " + landmark.status());
            if (waiting.size() == 1) {
                thread.execute(this::takeNext);
            }
        }
    }

    private void takeNext() {
        List<String> landmarks = takeWaiting();
        if (!landmarks.isEmpty() && screen.isThere()) {
            shoot(landmarks, nextFile(landmarks.get(0)));
        }
    }

    private synchronized List<String> takeWaiting() {
        List<String> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }

    private synchronized String nextFile(String landmark) {
        taken++;
        return String.format(Locale.ROOT, "screen-%02d-%s.png", taken, landmark.replaceAll("[^a-z0-9]+", "-"));
    }

    /** Waits for the picture under way, and takes the last one, which is also that of the landmarks that still wait. */
    void last() {
        List<String> landmarks = new ArrayList<>(takeWaiting());
        close();
        if (screen.isThere()) {
            landmarks.add(END);
            shoot(landmarks, CellRunner.SCREENSHOT);
        } else {
            keepLatest();
        }
    }

    /** A machine that switched itself off has nothing on its screen: what stood there before is the end. */
    private void keepLatest() {
        pictures().stream().reduce((earlier, later) -> later).ifPresent(picture -> {
            try {
                Files.copy(folder.resolve(picture.file()), folder.resolve(CellRunner.SCREENSHOT));
            } catch (IOException failure) {
                warn(failure);
            }
        });
    }

    /** An entry for each landmark; several may name the same file. */
    synchronized List<Picture> pictures() {
        return List.copyOf(pictures);
    }

    private void shoot(List<String> landmarks, String file) {
        try {
            screen.shoot(folder.resolve(file));
            add(landmarks, file);
        } catch (HtgException failure) {
            if (screen.isThere()) {
                warn(failure);
            }
        }
    }

    private synchronized void add(List<String> landmarks, String file) {
        landmarks.forEach(landmark -> pictures.add(new Picture(landmark, file)));
    }

    /** Once: what spoils one picture, such as a full disk, spoils those behind it. */
    private void warn(Exception failure) {
        if (warned.compareAndSet(false, true)) {
            events.emit(new Event.Warning("no screenshot of " + cell + ": " + HtgException.reason(failure)));
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
