package htg.testvm.cli;

import htg.common.DataSize;
import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.cli.Session;
import htg.common.event.Event;
import htg.store.confine.Allowance;
import htg.store.extract.Delivery;
import htg.store.extract.FolderSink;
import htg.store.extract.Sink;
import htg.store.extract.TextAndFiles;
import htg.store.look.ImageReader;
import htg.store.look.ImageSource;
import htg.store.reader.Request;
import htg.testvm.machine.Bus;
import htg.testvm.machine.DirectKernel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an image would boot, taken out of it by a confined reader, and its disk as QEMU may open it: raw. QEMU reads no container
 * that somebody else has made.
 *
 * @param kernel the files, in a folder of the caller's
 * @param disk a raw disk; the image itself where it is one
 */
record OwnKernel(DirectKernel kernel, Path disk) {
    private static final JsonMapper JSON = new JsonMapper();
    /** Unpacking a large disk is work. */
    private static final Duration CPU_TIME = Duration.ofMinutes(10);

    private static final DataSize LARGEST_DISK = new DataSize(1L << 40);

    /**
     * Takes it out.
     *
     * @param folder an empty one
     * @param append words behind the image's own command line; empty for none
     * @param bus that the machine has its disk on
     * @throws HtgException when the image has no kernel that can be started, or cannot be read
     */
    static OwnKernel of(Session session, Path image, Path folder, String append, Bus bus) {
        ImageReader reader = new ImageReader(
                session.runner(),
                note -> session.events().emit(new Event.Warning(note)),
                Allowance.STANDARD.cpuTime(CPU_TIME).output(LARGEST_DISK),
                false);
        ImageSource source = ImageSource.of(image);
        StringBuilder said = new StringBuilder();
        Path files = folder.resolve("boot");
        reader.read(
                source,
                Request.to("kernel").and("output", "json"),
                new TextAndFiles(new Collector(said), FolderSink.files(files, Delivery.BOOT_FILES)));
        JsonNode choice = JSON.readTree(said.toString());
        session.events()
                .emit(new Event.StepNote(
                        "run", Duration.ZERO, choice.path("kernel").asString()));
        requireX86(choice.path("architecture").asString(""));
        DirectKernel kernel = kernel(files, append);
        warnings(choice.path("hypervisor").asString(""), kernel.commandLine(), bus)
                .forEach(words -> session.events().emit(new Event.Warning(words)));
        Path disk = image;
        if (!choice.path("container").asString().equals("raw")) {
            disk = folder.resolve("disk.raw");
            session.events().emit(new Event.StepNote("run", Duration.ZERO, "unpacking the disk"));
            reader.read(source, Request.to("disk"), FolderSink.file(disk));
        }
        return new OwnKernel(kernel, disk);
    }

    /**
     * The machines are x86-64, and QEMU would only show that nothing happens.
     *
     * @throws HtgException when the kernel is for others
     */
    static void requireX86(String architecture) {
        if (!List.of("", "x86_64", "i686").contains(architecture)) {
            throw new HtgException(
                    ExitCode.ENVIRONMENT,
                    "The image's kernel is for " + architecture + ", and the machines of 'htg run' are x86-64",
                    "'htg fs kernel' takes it out for another machine.");
        }
    }

    /** What starts otherwise than the image says, a sentence each. */
    static List<String> warnings(String hypervisor, String commandLine, Bus bus) {
        List<String> warnings = new ArrayList<>();
        if (!hypervisor.isEmpty()) {
            warnings.add("The image starts Linux under Xen (" + hypervisor + "); here it is started without.");
        }
        for (String word : words(commandLine)) {
            boolean otherDisk = word.startsWith("root=/dev/sd") || word.startsWith("root=/dev/hd");
            if (otherDisk && (bus == Bus.VIRTIO_BLK || bus == Bus.NVME || bus == Bus.SDHCI)) {
                warnings.add("On the bus " + bus + " a disk has another name than in " + word
                        + ": if the kernel does not find it, add --bus ahci.");
            }
        }
        return warnings;
    }

    private static DirectKernel kernel(Path files, String append) {
        try {
            Path ramdisk = files.resolve("ramdisk.img");
            String line = Files.readString(files.resolve("cmdline")).strip();
            return new DirectKernel(
                            files.resolve("vmlinuz"),
                            Files.exists(ramdisk) ? Optional.of(ramdisk) : Optional.empty(),
                            line)
                    .with(consoles(line))
                    .with(append);
        } catch (IOException vanished) {
            throw new UncheckedIOException(vanished);
        }
    }

    /** This terminal is the machine's serial port: a kernel that is told of no console there would be silent. */
    static String consoles(String commandLine) {
        List<String> words = words(commandLine);
        if (words.stream().anyMatch(word -> word.startsWith("console=ttyS0") || word.startsWith("console=uart"))) {
            return "";
        }
        boolean any = words.stream().anyMatch(word -> word.startsWith("console="));
        return any ? "console=ttyS0" : "console=tty0 console=ttyS0";
    }

    /** Those for the kernel, not those for init. */
    private static List<String> words(String commandLine) {
        return Stream.of(commandLine.strip().split("\\s+", -1))
                .takeWhile(word -> !word.equals("--"))
                .toList();
    }

    /** Keeps the text of a result. */
    private record Collector(StringBuilder text) implements Sink {
        private static final int MOST = 1 << 20;

        @Override
        public void text(String words) {
            if (text.length() + words.length() > MOST) {
                throw new HtgException(ExitCode.FAILED, "The reader of the image says too much", "");
            }
            text.append(words);
        }
    }
}
