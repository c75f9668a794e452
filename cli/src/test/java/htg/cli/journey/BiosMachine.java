package htg.cli.journey;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.Command;
import htg.common.process.CommandRunner;
import htg.common.process.RunningCommand;
import htg.common.process.SystemCommandRunner;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A BIOS machine with a stick on its USB 2 port, started as far as the kernel. Unlike those of {@code htg test} it keeps what GRUB
 * writes, and has a name.
 *
 * @param stick an image of which only the boot loader and the boot files are needed
 * @param product what SMBIOS calls it
 * @param writable whether the stick may be written to
 */
record BiosMachine(Path stick, String product, boolean writable) {
    private static final CommandRunner RUNNER = new SystemCommandRunner(command -> {});
    private static final Duration LIMIT = Duration.ofMinutes(6);
    private static final Pattern LENGTH = Pattern.compile("scsi_req_parsed .* command 40 dir \\d+ length (\\d+)");
    private static final Pattern FIRST = Pattern.compile("scsi_req_parsed_lba .* command 40 lba (\\d+)");
    private static final String END = "HTG-STAGE kernel start";

    /** What it showed on its serial port from the menu on, with each key pressed when GRUB has shown the menu. */
    String start(String keys) throws IOException {
        Path trace = stick.resolveSibling("trace");
        Files.deleteIfExists(trace);
        try (RunningCommand machine = RUNNER.start(command(trace), line -> {})) {
            return read(machine, keys);
        }
    }

    private Command command(Path trace) {
        List<String> words = new ArrayList<>(List.of("-accel", "tcg", "-m", "1024", "-nodefaults", "-vga", "std"));
        words.addAll(List.of("-display", "none", "-no-reboot", "-serial", "stdio"));
        // The machine's clock counts its instructions: a busy host makes its BIOS no slower than it is.
        words.addAll(List.of("-icount", "shift=5,sleep=off"));
        words.addAll(List.of("-smbios", "type=1,manufacturer=ACME,product=" + product));
        words.addAll(List.of("-smbios", "type=0,version=1.0"));
        words.addAll(List.of("-device", "usb-ehci,id=usb"));
        words.addAll(List.of(
                "-drive", "if=none,id=stick,format=raw,file=" + stick + (writable ? "" : ",snapshot=off,readonly=on")));
        words.addAll(List.of("-device", "usb-storage,bus=usb.0,drive=stick,bootindex=1"));
        words.addAll(List.of("-trace", "scsi_req_parsed*,file=" + trace));
        return Command.of("qemu-system-x86_64").with(words).within(LIMIT);
    }

    private static String read(RunningCommand machine, String keys) {
        StringBuilder shown = new StringBuilder();
        boolean pressed = keys.isEmpty();
        long end = System.nanoTime() + LIMIT.toNanos();
        try {
            InputStream serial = machine.output();
            OutputStream keyboard = machine.input();
            while (shown.indexOf(END) < 0 && System.nanoTime() < end && machine.isAlive()) {
                byte[] some = serial.readNBytes(Math.max(1, serial.available()));
                shown.append(new String(some, StandardCharsets.ISO_8859_1));
                if (!pressed && shown.indexOf("will be executed") > 0) {
                    keyboard.write(keys.getBytes(StandardCharsets.US_ASCII));
                    keyboard.flush();
                    pressed = true;
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        assertThat(shown).contains(END);
        return shown.toString();
    }

    /** Reads of the last start, each of so many sectors from a first one on. */
    List<Read> reads() throws IOException {
        List<Read> reads = new ArrayList<>();
        long sectors = 0;
        for (String line : Files.readAllLines(stick.resolveSibling("trace"))) {
            Matcher length = LENGTH.matcher(line);
            Matcher first = FIRST.matcher(line);
            if (length.find()) {
                sectors = Long.parseLong(length.group(1)) / 512;
            } else if (first.find()) {
                reads.add(new Read(Long.parseLong(first.group(1)), sectors));
            }
        }
        return reads;
    }

    /** One call of the BIOS. */
    record Read(long first, long sectors) {
        boolean isAligned() {
            return first % sectors == 0 && Long.bitCount(sectors) == 1;
        }
    }
}
