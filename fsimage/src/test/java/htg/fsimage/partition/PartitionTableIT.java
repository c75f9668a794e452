package htg.fsimage.partition;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.Tools;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables that sfdisk, sgdisk, fdisk and parted wrote, and what they say is in them. */
class PartitionTableIT {
    private static final Pattern SFDISK = Pattern.compile(
            "\"start\": (\\d+),\\s*\"size\": (\\d+),\\s*\"type\": \"([^\"]+)\"(?:,\\s*\"uuid\": \"([^\"]+)\")?(?:,\\s*\"name\": \"([^\"]+)\")?(?:,\\s*\"attrs\": \"[^\"]*\")?(,\\s*\"bootable\": true)?");
    private static final Pattern PARTED = Pattern.compile("(?m)^(\\d+):(\\d+)B:(\\d+)B:(\\d+)B:");

    @TempDir
    private Path folder;

    private Path image = Path.of("");

    @BeforeEach
    void makeImage() throws IOException {
        image = folder.resolve("disk.img");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(64 << 20);
        }
    }

    private void run(String input, String program, Object... arguments) throws IOException {
        Path script = folder.resolve("script");
        Files.writeString(script, input);
        Tools.runReading(script, program, arguments);
    }

    private PartitionTable table() throws IOException {
        try (Volume disk = Volume.open(image)) {
            return PartitionTable.read(disk);
        }
    }

    private static List<String> lines(PartitionTable table) {
        return table.slices().stream()
                .map(one -> String.join(
                        " ",
                        String.valueOf(one.extent().offset() / 512),
                        String.valueOf(one.extent().length() / 512),
                        one.typeId().replace("0x0", "").replace("0x", ""),
                        table.scheme() == Scheme.MBR ? "" : one.uuid(),
                        one.label(),
                        String.valueOf(one.bootable())))
                .toList();
    }

    private List<String> linesOfSfdisk() {
        List<String> lines = new ArrayList<>();
        Matcher found = SFDISK.matcher(Tools.run("sfdisk", "-J", image));
        while (found.find()) {
            lines.add(String.join(
                    " ",
                    found.group(1),
                    found.group(2),
                    found.group(3).toLowerCase(Locale.ROOT),
                    found.group(4) == null ? "" : found.group(4).toLowerCase(Locale.ROOT),
                    found.group(5) == null ? "" : found.group(5),
                    String.valueOf(found.group(6) != null)));
        }
        return lines;
    }

    @Test
    void readsWhatSfdiskWroteIntoAnMbr() throws IOException {
        Tools.require("sfdisk");
        run("""
                label: dos
                label-id: 0xcafe1234
                start=2048, size=2048, type=c, bootable
                start=4096, size=80000, type=f
                start=90000, size=2000, type=a5
                start=4100, size=1000, type=83
                start=6000, size=1000, type=82
                start=8000, size=1000, type=7
                start=10000, size=1000, type=8e
                """, "sfdisk", "-q", image);
        PartitionTable table = table();
        assertThat(table.scheme()).isEqualTo(Scheme.MBR);
        assertThat(table.problems()).isEmpty();
        assertThat(table.identifier()).isEqualTo("cafe1234");
        assertThat(lines(table)).isEqualTo(linesOfSfdisk());
        assertThat(table.slices()).extracting(Slice::name).containsExactly("1", "2", "3", "5", "6", "7", "8");
    }

    @Test
    void readsWhatSfdiskWroteIntoAGpt() throws IOException {
        Tools.require("sfdisk");
        run("""
                label: gpt
                size=2048, type=21686148-6449-6E6F-744E-656564454649, name="boot"
                size=20480, type=U, name="EFI system"
                size=20480, type=L, name="grüße"
                """, "sfdisk", "-q", image);
        PartitionTable table = table();
        assertThat(table.scheme()).isEqualTo(Scheme.GPT);
        assertThat(table.problems()).isEmpty();
        assertThat(lines(table)).isEqualTo(linesOfSfdisk());
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.seek(1024 + 40);
            file.write(1);
        }
        assertThat(lines(table())).isEqualTo(lines(table));
        assertThat(table().problems()).contains("The backup of the GPT is used.");
    }

    @Test
    void readsTheHybridThatSgdiskMakes() throws IOException {
        Tools.require("sgdisk");
        Tools.run("sgdisk", "-n", "1:0:+4M", "-n", "2:0:+8M", "-n", "7:0:+8M", "-t", "2:ef00", "-c", "2:esp", image);
        Tools.run("sgdisk", "-h", "1:2", image);
        PartitionTable table = table();
        assertThat(table.scheme()).isEqualTo(Scheme.HYBRID);
        assertThat(table.problems()).isEmpty();
        assertThat(table.slices()).extracting(Slice::name).containsExactly("1", "2", "7");
    }

    @ParameterizedTest
    @CsvSource({"msdos,MBR", "gpt,GPT", "sun,SUN", "bsd,BSD", "mac,APPLE"})
    void agreesWithParted(String label, Scheme scheme) throws IOException {
        Tools.require("parted");
        Tools.run("parted", "-s", image, "mklabel", label);
        String kind = label.equals("msdos") || label.equals("gpt") ? "primary" : "";
        for (int i = 0; i < 3; i++) {
            List<Object> words = new ArrayList<>(List.of("-s", image, "mkpart"));
            words.add(label.equals("gpt") || label.equals("mac") ? "part" + i : kind);
            words.removeIf(""::equals);
            words.addAll(List.of("ext2", (i * 16 + 8) + "MB", (i * 16 + 18) + "MB"));
            Tools.run("parted", words.toArray());
        }
        PartitionTable table = table();
        assertThat(table.scheme()).isEqualTo(scheme);
        List<String> ours = table.slices().stream()
                .filter(one -> !one.type().equals("Apple_Free"))
                .map(one -> one.extent().offset() + "+" + one.extent().length())
                .toList();
        List<String> expected = new ArrayList<>();
        Matcher found = PARTED.matcher(Tools.run("parted", "-sm", image, "unit", "B", "print"));
        while (found.find()) {
            expected.add(found.group(2) + "+" + found.group(4));
        }
        assertThat(ours).isEqualTo(expected).hasSizeGreaterThanOrEqualTo(3);
        // GNU Parted writes disklabels with a checksum that the BSDs do not accept.
        assertThat(table.problems()).hasSize(label.equals("bsd") ? 1 : 0);
    }

    @Test
    void agreesWithFdiskAboutSectorsOf4096Bytes() throws IOException {
        Tools.require("fdisk");
        run("o\nn\np\n1\n300\n2299\nn\ne\n2\n3000\n\nn\nl\n\n+4M\nw\n", "fdisk", "-b", "4096", image);
        try (Volume disk = Volume.open(image)) {
            PartitionTable table = PartitionTable.read(disk, 4096);
            assertThat(table.slices()).extracting(Slice::name).containsExactly("1", "2", "5");
            assertThat(table.slices().get(0).extent())
                    .isEqualTo(new htg.fsimage.volume.Extent(300 * 4096, 2000 * 4096));
            assertThat(table.problems()).isEmpty();
        }
        run("g\nn\n3\n300\n2299\nw\n", "fdisk", "-b", "4096", "-w", "always", image);
        assertThat(table().sectorSize()).isEqualTo(4096);
        assertThat(table().problems()).isEmpty();
        assertThat(table().slice("3").orElseThrow().extent())
                .isEqualTo(new htg.fsimage.volume.Extent(300 * 4096, 2000 * 4096));
    }

    @ParameterizedTest
    @CsvSource({"mkfs.vfat", "mkfs.ntfs -F", "mkfs.exfat", "mkfs.vfat --mbr=yes"})
    void takesNoFileSystemForATable(String command) throws IOException {
        List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
        Tools.require(words.get(0));
        List<Object> arguments = new ArrayList<>(words.subList(1, words.size()));
        arguments.add(image);
        Tools.run(words.get(0), arguments.toArray());
        assertThat(table().scheme()).isEqualTo(Scheme.NONE);
    }
}
