package htg.fsimage.fuzz;

import htg.fsimage.boot.BootFinder;
import htg.fsimage.boot.BootFindings;
import htg.fsimage.boot.BootRequest;
import htg.fsimage.boot.kernel.KernelFiles;
import htg.fsimage.inspect.Inspector;
import htg.fsimage.inspect.Part;
import htg.fsimage.mounts.Mounted;
import htg.fsimage.mounts.Mounts;
import htg.fsimage.mounts.Place;
import htg.fsimage.testkit.MemoryTree;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Files that say what an image boots and what system it has. The first byte of an input says which of them the rest is. */
final class BootFiles implements Target {
    private final List<String> paths;
    private final List<byte[]> samples;

    /**
     * Files.
     *
     * @param samples what may be in them, by path
     */
    BootFiles(Map<String, byte[]> samples) {
        this.paths = samples.keySet().stream().sorted().toList();
        this.samples = paths.stream()
                .map(path -> samples.getOrDefault(path, new byte[0]))
                .toList();
    }

    /** Files that are text. */
    static BootFiles ofText(Map<String, String> samples) {
        Map<String, byte[]> bytes = new TreeMap<>();
        samples.forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
        return new BootFiles(bytes);
    }

    @Override
    public void read(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        byte[] content = Arrays.copyOfRange(input, 1, input.length);
        MemoryTree root = system();
        root.file(paths.get(Byte.toUnsignedInt(input[0]) % paths.size()), content);
        Mounts mounts = Mounts.of(List.of(
                Mounted.of("sda1", root, Place.partition(0, Place.Table.GPT, 1).forEfi())));
        BootFindings found = BootFinder.find(mounts, BootRequest.DEFAULT);
        Inspector.inspect(mounts, List.of(Part.disk("disk", Volume.of(content), "")), found);
    }

    /** A small system, for the files to name something that is there. */
    private static MemoryTree system() {
        return new MemoryTree()
                .named("ext4", "root", "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0")
                .file("/vmlinuz-1", KernelFiles.bzImage("6.1.0"))
                .file("/initrd-1.img", "ramdisk")
                .file("/etc/fstab", "UUID=0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0 / ext4 ro 0 1\n")
                .file("/etc/os-release", "ID=debian\nVERSION_ID=12\n")
                .file("/boot/grub/grubenv", "# GRUB Environment Block\nsaved_entry=1\n" + "#".repeat(900))
                .link("/boot/boot", ".");
    }

    @Override
    public List<byte[]> undamaged() {
        List<byte[]> inputs = new ArrayList<>();
        for (int number = 0; number < samples.size(); number++) {
            byte[] sample = samples.get(number);
            inputs.add(ByteBuffer.allocate(1 + sample.length)
                    .put((byte) number)
                    .put(sample)
                    .array());
        }
        return inputs;
    }
}
