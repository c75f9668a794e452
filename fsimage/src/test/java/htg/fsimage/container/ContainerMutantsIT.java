package htg.fsimage.container;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.Tools;
import htg.fsimage.testkit.Mutants;
import htg.fsimage.testkit.VolumeReader;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Damaged images are read, or refused with a typed error. */
class ContainerMutantsIT {
    private static final int COUNT = Integer.getInteger("htg.test.mutants", 300);

    @TempDir
    private Path folder;

    /** The ranges of bytes are those where qemu-img puts headers and tables of a disk of this size. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = ';', textBlock = """
            qcow2 ; -o cluster_size=4096 ; 0-256 4096-4200 8192-8400 12288-12400 16384-17000
            qcow2 ; -c -o cluster_size=512 ; 0-256 512-1100 1536-2048
            qcow2 ; -c -o compression_type=zstd,cluster_size=4096 ; 0-256 12288-12400 16384-17000
            qcow2 ; -o extended_l2=on,cluster_size=16k ; 0-256 32768-32800 49152-49300 65536-65700
            vmdk ; -o subformat=monolithicSparse ; 0-80 512-1024 10752-10800 13312-13400
            vmdk ; -o subformat=streamOptimized ; 0-80 512-1024 65536-65560
            vpc ; -o subformat=dynamic ; 0-90 512-600 1536-1552 2048-2100
            vhdx ; -o subformat=dynamic,block_size=1M ; 65536-65664 196608-196720 2097152-2097400 2162688-2162720 3145728-3145760
            vdi ; -o static=off ; 64-80 340-400 512-560
            """)
    void survivesDamage(String format, String options, String ranges) throws IOException {
        Tools.require("qemu-img");
        Path raw = Files.write(folder.resolve("raw"), content());
        Path image = folder.resolve("image");
        List<Object> words = new ArrayList<>(List.of("convert", "-f", "raw", "-O", format));
        words.addAll(List.of(options.strip().split(" ", -1)));
        words.addAll(List.of(raw, image));
        Tools.run("qemu-img", words.toArray());
        if (options.contains("4096")) {
            Tools.run("qemu-img", "snapshot", "-c", "one", image);
        }
        VolumeReader reader = new VolumeReader(ContainerMutantsIT::open);
        Mutants.Seal seal = switch (format) {
            case "vpc" -> ContainerMutantsIT::seal;
            case "vhdx" -> ContainerMutantsIT::sealVhdx;
            default -> Mutants.Seal.none();
        };
        new Mutants(reader, Files.readAllBytes(image), fields(ranges), seal, 5).survive(COUNT);
    }

    private static byte[] content() {
        byte[] content = new byte[300_000];
        Random random = new Random(3);
        for (int i = 0; i < content.length; i += 1 + random.nextInt(40)) {
            content[i] = (byte) (i % 100_000 < 60_000 ? random.nextInt(20) : 0);
        }
        return content;
    }

    private static List<Volume> open(Volume volume) throws IOException {
        Container container = Containers.open(volume, ContainerOptions.STANDARD.memory(1 << 20));
        assertThat(container.format()).isNotBlank();
        if (container.virtualSize() > 0) {
            assertThat(container.stretch(0, 1 << 20).length()).isPositive();
        }
        return List.of(container.disk());
    }

    private static List<Mutants.Field> fields(String ranges) {
        List<Mutants.Field> fields = new ArrayList<>();
        for (String range : ranges.split(" ", -1)) {
            int dash = range.indexOf('-');
            int from = Integer.parseInt(range.substring(0, dash));
            int to = Integer.parseInt(range.substring(dash + 1));
            fields.addAll(Mutants.fields(from, to, 4));
            fields.addAll(Mutants.fields(from, to, 8));
        }
        return fields;
    }

    /** Corrects the checksums of a VHD. */
    private static void seal(byte[] image) {
        seal(image, image.length - 512, 512, 64);
        seal(image, 512, 1024, 36);
        System.arraycopy(image, 0, image, image.length - 512, 512);
        seal(image, image.length - 512, 512, 64);
    }

    /** Corrects the checksums of a VHDX, and leaves of each structure but one copy. */
    private static void sealVhdx(byte[] image) {
        for (int[] structure : new int[][] {{65536, 4096}, {196608, 65536}}) {
            ByteBuffer bytes = ByteBuffer.wrap(image).order(java.nio.ByteOrder.LITTLE_ENDIAN);
            bytes.putInt(structure[0] + 4, 0);
            var sum = new java.util.zip.CRC32C();
            sum.update(image, structure[0], structure[1]);
            bytes.putInt(structure[0] + 4, (int) sum.getValue());
            bytes.putInt(2 * structure[0] - (structure[0] == 65536 ? 0 : 131072), 0);
        }
    }

    static void seal(byte[] image, int start, int length, int place) {
        ByteBuffer.wrap(image).putInt(start + place, 0);
        int sum = 0;
        for (int i = start; i < start + length; i++) {
            sum += Byte.toUnsignedInt(image[i]);
        }
        ByteBuffer.wrap(image).putInt(start + place, ~sum);
    }
}
