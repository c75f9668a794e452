package htg.store.reader;

import htg.fsimage.boot.BootChoice;
import htg.fsimage.boot.BootFinder;
import htg.fsimage.boot.BootFindings;
import htg.fsimage.boot.BootRequest;
import htg.fsimage.boot.entry.BootFile;
import htg.fsimage.fs.Content;
import htg.fsimage.fs.Times;
import htg.fsimage.mounts.Mounts;
import htg.fsimage.volume.Names;
import htg.store.frame.Frame;
import htg.store.frame.FrameWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Takes out of an image what it would boot: kernel, ramdisks as one file, command line. */
final class KernelVerb {
    private static final int PLAIN = 0644;

    private final Request request;
    private final FrameWriter frames;

    KernelVerb(Request request, FrameWriter frames) {
        this.request = request;
        this.frames = frames;
    }

    void run(OpenedImage image) throws IOException {
        for (OpenedImage.Unopened one : image.unopened()) {
            frames.note("The file system in " + one.name() + " cannot be read: " + one.problem());
        }
        BootFindings findings = BootFinder.choose(mounts(image), wanted());
        for (String problem : findings.problems()) {
            frames.note(problem);
        }
        BootChoice choice = findings.choice()
                .orElseThrow(() -> new Refusal(
                        "The image has no kernel that is found",
                        "Name one with --kernel, or see what './htg inspect' says."));
        for (String note : choice.notes()) {
            frames.note(note);
        }
        send(choice);
        frames.text(request.one("output").equals(Optional.of("json")) ? Json.of(members(image, choice)) : text(choice));
        frames.done();
    }

    /** All, or the one that the user names: then nothing else is looked at. */
    private Mounts mounts(OpenedImage image) throws IOException {
        Optional<String> partition = request.one("partition");
        return partition.isPresent() ? Mounts.of(List.of(image.choose(partition, "/"))) : image.mounts();
    }

    private BootRequest wanted() {
        BootRequest wanted = BootRequest.DEFAULT.ramdisks(request.all("ramdisk"));
        if (request.has("kernel")) {
            wanted = wanted.kernel(request.required("kernel"));
        }
        if (request.has("command-line")) {
            wanted = wanted.commandLine(request.required("command-line"));
        }
        return request.has("entry") ? wanted.entry(request.required("entry")) : wanted;
    }

    private void send(BootChoice choice) throws IOException {
        FileSender sender = new FileSender(frames);
        frames.begin(new Frame.Begin(Frame.Kind.FOLDER, "", "", 0, 0755, Long.MIN_VALUE));
        sender.file("vmlinuz", choice.kernel().open(), PLAIN, Times.NEVER);
        if (!choice.ramdisks().isEmpty()) {
            sender.file("ramdisk.img", Joined.of(choice.ramdisks()), PLAIN, Times.NEVER);
        }
        sender.file("cmdline", line(choice.commandLine()), PLAIN, Times.NEVER);
        if (choice.hypervisor().isPresent()) {
            sender.file("xen", choice.hypervisor().get().open(), PLAIN, Times.NEVER);
            sender.file("xen-cmdline", line(choice.hypervisorCommandLine()), PLAIN, Times.NEVER);
        }
    }

    private static Content line(String text) {
        byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
        return new Content() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public int read(long offset, ByteBuffer into) {
                int count = (int) Math.min(into.remaining(), bytes.length - offset);
                into.put(bytes, (int) offset, count);
                return count;
            }
        };
    }

    /** A line each, whatever the image has put into them. */
    private static String text(BootChoice choice) {
        List<String> lines = new ArrayList<>();
        choice.hypervisor().ifPresent(xen -> lines.add("hypervisor    " + xen.shown()));
        lines.add("kernel        " + choice.kernel().shown()
                + choice.facts()
                        .filter(facts -> !facts.release().isEmpty())
                        .map(facts -> " (" + facts.release() + ", " + facts.architecture() + ")")
                        .orElse(""));
        choice.ramdisks().forEach(file -> lines.add("ramdisk       " + file.shown()));
        lines.add("command line  " + choice.commandLine());
        lines.add(choice.reason());
        return lines.stream().map(line -> Names.printable(line) + "\n").collect(Collectors.joining());
    }

    private static Map<String, Object> members(OpenedImage image, BootChoice choice) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("container", image.disks().get(0).container().format());
        members.put("kernel", choice.kernel().shown());
        choice.facts().ifPresent(facts -> {
            members.put("version", facts.release());
            members.put("architecture", facts.architecture());
        });
        members.put("ramdisks", shown(choice.ramdisks()));
        members.put("commandLine", choice.commandLine());
        choice.hypervisor().ifPresent(xen -> {
            members.put("hypervisor", xen.shown());
            members.put("hypervisorCommandLine", choice.hypervisorCommandLine());
        });
        members.put("source", choice.source().name().toLowerCase(java.util.Locale.ROOT));
        members.put("file", choice.file());
        members.put("entry", choice.title());
        members.put("reason", choice.reason());
        members.put("notes", choice.notes());
        return members;
    }

    private static List<String> shown(List<BootFile> files) {
        return files.stream().map(BootFile::shown).toList();
    }
}
