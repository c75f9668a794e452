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
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes pictures of a machine's screen at its landmarks, on a thread of its own, so that nobody waits for one. Of
 * landmarks that come while a picture is being taken, only the next is pictured.
 */
final class Camera implements AutoCloseable {
    private static final int MOST = 40;
    private static final int PATIENCE_SECONDS = 10;

    private final Boot boot;
    private final Path folder;
    private final EventSink events;
    private final List<Picture> pictures = new CopyOnWriteArrayList<>();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(Camera::daemon);

    Camera(Boot boot, Path folder, EventSink events) {
        this.boot = boot;
        this.folder = folder;
        this.events = events;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "htg-camera");
        thread.setDaemon(true);
        return thread;
    }

    void take(Landmark landmark) {
        if (pictures.size() < MOST && busy.compareAndSet(false, true)) {
            String name = landmark.name() + " " + landmark.status();
            String file = String.format(
                    Locale.ROOT, "screen-%02d-%s.png", pictures.size() + 1, name.replaceAll("[^a-z0-9]+", "-"));
            thread.execute(() -> {
                shoot(name, file);
                busy.set(false);
            });
        }
    }

    /** Waits for the pictures under way, and takes the last one. */
    void last() {
        close();
        if (boot.isOn()) {
            shoot("end", CellRunner.SCREENSHOT);
        } else {
            keepLatest();
        }
    }

    /** A machine that switched itself off has nothing on its screen: what stood there before is the end. */
    private void keepLatest() {
        pictures.stream().reduce((earlier, later) -> later).ifPresent(picture -> {
            try {
                Files.copy(folder.resolve(picture.file()), folder.resolve(CellRunner.SCREENSHOT));
            } catch (IOException failure) {
                events.emit(new Event.Warning("no screenshot: " + HtgException.reason(failure)));
            }
        });
    }

    List<Picture> pictures() {
        return List.copyOf(pictures);
    }

    private void shoot(String landmark, String file) {
        if (!boot.hasScreen() || !boot.isOn()) {
            return;
        }
        try {
            boot.screenshot(folder.resolve(file));
            pictures.add(new Picture(landmark, file));
        } catch (HtgException failure) {
            if (boot.isOn()) {
                events.emit(new Event.Warning("no screenshot: " + HtgException.reason(failure)));
            }
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
