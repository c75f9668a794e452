package htg.cli.journey;

import htg.common.process.CommandRunner;
import htg.common.process.SystemCommandRunner;
import htg.testvm.boot.Boot;
import htg.testvm.machine.Accelerator;
import htg.testvm.machine.DirectKernel;
import htg.testvm.machine.Launch;
import htg.testvm.qemu.Scratch;
import htg.testvm.screen.ScreenText;
import htg.testvm.stick.StickParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/** Somebody in front of a machine, who reads its serial port and its screen, and types. */
final class Onlooker implements AutoCloseable {
    private static final CommandRunner RUNNER = new SystemCommandRunner(command -> {});
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Path folder;
    private final Boot boot;
    private final StringBuilder heard = new StringBuilder();
    private int read;

    /** Switches the machine on; logs and pictures go to the folder. */
    Onlooker(Launch launch, Scratch scratch, Path folder) {
        this.folder = folder;
        boot = Boot.start(RUNNER, launch, scratch.path(), folder);
    }

    /** The stick's kernel with these tiers of its ramdisk, and arguments behind those of its first entry. */
    static DirectKernel kernel(StickParts stick, Path folder, List<String> tiers, String arguments) throws IOException {
        String environment = "/htg/default/";
        Path kernel = Files.write(folder.resolve("kernel"), stick.file(environment + "vmlinuz"));
        Path ramdisk = Files.write(folder.resolve("ramdisk"), new byte[0]);
        for (String tier : tiers) {
            Files.write(ramdisk, stick.file(environment + tier + ".img"), StandardOpenOption.APPEND);
        }
        return new DirectKernel(kernel, ramdisk, stick.defaultEntry().commandLine())
                .with(Accelerator.TCG.kernelArguments() + " " + arguments);
    }

    /** Waits until the serial port says this, behind what was waited for before; returns all between the two. */
    String await(String text) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (heard.indexOf(text, read) < 0) {
            if (System.nanoTime() > end || !boot.isOn()) {
                throw new AssertionError("'" + text + "' was not heard; heard was:\n" + heard);
            }
            boot.next(Duration.ofMillis(100), event -> {});
            heard.append(boot.heard());
        }
        String between = heard.substring(read, heard.indexOf(text, read));
        read = heard.indexOf(text, read) + text.length();
        return between;
    }

    /** Types to the serial port. */
    void type(String text) {
        boot.type(text);
    }

    /** Puts the stick into its slot. */
    void plug() {
        boot.plug();
    }

    /** Looks at the screen until it shows this, and returns what it shows then. */
    ScreenText awaitOnScreen(String text) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        ScreenText screen = look();
        while (!screen.unwrapped().contains(text)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("'" + text + "' is not on the screen, but:\n" + screen);
            }
            screen = look();
        }
        return screen;
    }

    private ScreenText look() {
        return boot.look(folder.resolve("screen.png")).text();
    }

    @Override
    public void close() {
        boot.close();
    }
}
