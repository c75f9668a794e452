package htg.fsimage.fuzz;

import htg.fsimage.boot.kernel.KernelFiles;
import htg.fsimage.testkit.SparseBytes;
import htg.fsimage.testkit.Subject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All targets by name: one for each file system, for containers, tables, boot loaders' files, and whatever unpacks. */
final class FuzzTargets {
    private static final int LARGEST_DISK = 128 << 10;

    /** Makes a target. */
    @FunctionalInterface
    private interface Maker {
        Target make(TestsOfDamage tests) throws IOException;
    }

    /**
     * How to test a reader.
     *
     * @param tests what damages its images already
     * @param maker makes the target
     */
    private record Entry(TestsOfDamage tests, Maker maker) {}

    private static final Map<String, Entry> ALL = new LinkedHashMap<>();

    static {
        Maker images = tests -> new DamagedImages(tests.subjects());
        add("ext", "ext.ExtMutantsIT", images);
        add("fat", "fat.FatMutantsTest", images);
        add("iso9660", "iso.IsoMutantsIT", images);
        add("ufs", "ufs.UfsMutantsTest", images);
        add("reiserfs", "reiserfs.ReiserMutantsTest", images);
        add("btrfs", "btrfs.BtrfsFileSystemTest", images);
        add("xfs", "xfs.XfsMutantsIT", images);
        add("squashfs", "squashfs.SquashMutantsIT", images);
        add("tar", "tar.TarIT", images);
        add("cpio", "cpio.CpioFileSystemIT", images);
        add("containers", "container.ContainerMutantsIT", images);
        add("tables", "partition.PartitionTableTest", images);
        add("zlib", "compress.ZlibTest", images);
        add("lz4", "compress.Lz4Test", images);
        add("lz4-frames", "compress.Lz4IT", images);
        add("lzo", "compress.LzoIT", images);
        add("xz", "compress.XzIT", images);
        add("zstd", "compress.ZstdIT", images);
        add("grub", "boot.grub.GrubMutantsTest", tests -> BootFiles.ofText(BootSamples.GRUB));
        add("menus", "boot.loader.LoadersTest", tests -> BootFiles.ofText(BootSamples.MENUS));
        add("systems", "inspect.InspectorTest", tests -> BootFiles.ofText(BootSamples.SYSTEMS));
        add("kernels", "boot.kernel.KernelReaderTest", tests -> kernels());
        add("disk", "image.DiskImageTest", FuzzTargets::disk);
    }

    private FuzzTargets() {}

    private static void add(String name, String testClass, Maker maker) {
        ALL.put(name, new Entry(new TestsOfDamage("htg.fsimage." + testClass), maker));
    }

    private static Entry entry(String name) {
        Entry entry = ALL.get(name);
        if (entry == null) {
            throw new IllegalArgumentException("no target is called " + name + "; there are " + names());
        }
        return entry;
    }

    static Set<String> names() {
        return ALL.keySet();
    }

    /** The tests that damage what a target reads. */
    static TestsOfDamage tests(String name) {
        return entry(name).tests();
    }

    static Target make(String name) throws IOException {
        return entry(name).maker().make(tests(name));
    }

    private static Target kernels() throws IOException {
        Map<String, byte[]> samples = new LinkedHashMap<>();
        byte[] elf = KernelFiles.elf("6.1.0");
        samples.put("/boot/vmlinuz-6.1.0-18-amd64", KernelFiles.bzImage("6.1.0", KernelFiles.gzip(elf)));
        samples.put("/boot/vmlinuz-5.4.0", elf);
        samples.put("/boot/vmlinux.gz", KernelFiles.gzip(elf));
        samples.put("/EFI/Linux/a.efi", KernelFiles.unified("6.9.9", "quiet", "ID=x\nNAME=\"y\\\"\n"));
        return new BootFiles(samples);
    }

    /** Small images of all kinds, where any one may become any other. */
    private static Target disk(TestsOfDamage tests) {
        List<Subject> subjects = new ArrayList<>(tests.subjects());
        for (String name : List.of("fat", "iso9660", "squashfs", "tar", "cpio", "containers", "tables")) {
            subjects.addAll(tests(name).subjects());
        }
        return new WholeDisk(subjects.stream()
                .map(Subject::bytes)
                .filter(bytes -> bytes.length() <= LARGEST_DISK)
                .map(SparseBytes::restored)
                .toList());
    }
}
