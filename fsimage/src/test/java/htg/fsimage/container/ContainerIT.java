package htg.fsimage.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.Tools;
import htg.fsimage.volume.UnsupportedFormatException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images that qemu-img wrote, and what qemu-img says is in them. */
class ContainerIT {
    @TempDir
    private Path folder;

    @BeforeEach
    void requireTools() {
        Tools.require("qemu-img");
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = ';', textBlock = """
            qcow2 ; compat=0.10 ;
            qcow2 ; compat=0.10,cluster_size=4096 ; -c
            qcow2 ; cluster_size=512 ;
            qcow2 ; cluster_size=512 ; -c
            qcow2 ; cluster_size=65536 ;
            qcow2 ; cluster_size=65536 ; -c
            qcow2 ; cluster_size=2M ;
            qcow2 ; cluster_size=2M ; -c
            qcow2 ; compression_type=zstd ; -c
            qcow2 ; compression_type=zstd,cluster_size=512 ; -c
            qcow2 ; compression_type=zstd,cluster_size=2M ; -c
            qcow2 ; compression_type=zstd,extended_l2=on ; -c
            qcow2 ; compression_type=zstd ;
            qcow2 ; lazy_refcounts=on ;
            qcow2 ; preallocation=metadata ;
            qcow2 ; preallocation=falloc ;
            qcow2 ; extended_l2=on,cluster_size=16k ;
            qcow2 ; extended_l2=on,cluster_size=128k ;
            qcow2 ; extended_l2=on ; -c
            qcow2 ; refcount_bits=1 ;
            vmdk ; subformat=monolithicSparse ;
            vmdk ; subformat=monolithicSparse,zeroed_grain=on ;
            vmdk ; subformat=monolithicSparse,compat6=on ;
            vmdk ; subformat=streamOptimized ;
            vmdk ; subformat=twoGbMaxExtentSparse ;
            vmdk ; subformat=monolithicFlat ;
            vmdk ; subformat=twoGbMaxExtentFlat ;
            vpc ; subformat=dynamic ;
            vpc ; subformat=dynamic,force_size=on ;
            vpc ; subformat=fixed ;
            vpc ; subformat=fixed,force_size=on ;
            vhdx ; subformat=dynamic,block_size=1M ;
            vhdx ; subformat=dynamic ;
            vhdx ; subformat=fixed ;
            vdi ; static=off ;
            vdi ; static=on ;
            raw ; preallocation=off ;
            """)
    void readsWhatQemuWrote(String format, String options, String compress) throws IOException {
        Path image = compress == null
                ? SampleDisk.convert(folder, format, "image", "-o", options)
                : SampleDisk.convert(folder, format, "image", "-o", options, compress);
        try (Container container = Containers.open(image, ContainerOptions.STANDARD)) {
            assertThat(container.format()).isEqualTo(format.equals("vpc") ? "vhd" : format);
            assertThat(container.problems()).isEmpty();
            SampleDisk.assertIsIn(container);
            List<String> map = mapOfQemu(image, format);
            assertThat(container.virtualSize()).isEqualTo(Long.parseLong(map.remove(map.size() - 1)));
            if (!options.contains("lat") && !options.contains("fixed") && !format.equals("raw")) {
                assertThat(holes(container)).isEqualTo(map);
            }
        }
    }

    private static List<String> holes(Container container) throws IOException {
        List<String> holes = new ArrayList<>();
        long at = 0;
        while (at < container.virtualSize()) {
            Stretch stretch = container.stretch(at, container.virtualSize());
            if (stretch.hole()) {
                holes.add(at + "+" + stretch.length());
            }
            at += stretch.length();
        }
        return holes;
    }

    /** The holes that qemu-img sees, and last the disk's size. */
    private static List<String> mapOfQemu(Path image, String format) {
        List<String> holes = new ArrayList<>();
        var entries = Pattern.compile("\"start\": (\\d+), \"length\": (\\d+).*?\"data\": (\\w+)")
                .matcher(Tools.run("qemu-img", "map", "--output=json", "-f", format, image));
        long size = 0;
        long start = -1;
        long end = -1;
        while (entries.find()) {
            long from = Long.parseLong(entries.group(1));
            size = from + Long.parseLong(entries.group(2));
            if (entries.group(3).equals("false")) {
                if (from == end) {
                    holes.remove(holes.size() - 1);
                } else {
                    start = from;
                }
                end = size;
                holes.add(start + "+" + (end - start));
            }
        }
        holes.add(String.valueOf(size));
        return holes;
    }

    @ParameterizedTest
    @CsvSource({"qcow2,compression_type=zlib", "vmdk,subformat=streamOptimized", "vpc,subformat=dynamic"})
    void servesSeveralThreadsAtOnceInLittleMemory(String format, String options)
            throws IOException, InterruptedException, ExecutionException {
        boolean packed = format.equals("qcow2");
        Path image = packed
                ? SampleDisk.convert(folder, format, "image", "-c", "-o", options)
                : SampleDisk.convert(folder, format, "image", "-o", options);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Container container = Containers.open(image, ContainerOptions.STANDARD.memory(1 << 20))) {
            List<Future<Integer>> results = new ArrayList<>();
            for (int seed = 0; seed < 4; seed++) {
                Random random = new Random(seed);
                results.add(threads.submit(() -> readAtRandom(container.disk(), random)));
            }
            for (Future<Integer> result : results) {
                assertThat(result.get()).isEqualTo(200);
            }
        } finally {
            threads.shutdown();
        }
    }

    private static int readAtRandom(Volume volume, Random random) throws IOException {
        for (int i = 0; i < 200; i++) {
            int length = 1 + random.nextInt(i % 10 == 0 ? 500_000 : 5000);
            int at = random.nextInt(SampleDisk.SIZE - length);
            ByteBuffer buffer = ByteBuffer.allocate(length);
            volume.read(at, buffer);
            assertThat(java.util.Arrays.equals(buffer.array(), 0, length, SampleDisk.BYTES, at, at + length))
                    .isTrue();
        }
        return 200;
    }

    @Test
    void listsSnapshotsAndReadsTheDiskAsItIsNow() throws IOException {
        Path image = SampleDisk.convert(folder, "qcow2", "image.qcow2");
        Tools.run("qemu-img", "snapshot", "-c", "before the update", image);
        Tools.run("qemu-img", "snapshot", "-c", "später", image);
        try (Container container = Containers.open(image, ContainerOptions.STANDARD)) {
            assertThat(container.snapshots()).extracting(Snapshot::name).containsExactly("before the update", "später");
            assertThat(container.snapshots()).extracting(Snapshot::id).containsExactly("1", "2");
            SampleDisk.assertIsIn(container);
        }
    }

    @ParameterizedTest
    @CsvSource({"aes,AES", "luks,LUKS"})
    void namesAndRefusesEncryption(String method, String name) {
        Path image = folder.resolve("secret.qcow2");
        String more = method.equals("luks") ? ",encrypt.iter-time=10" : "";
        Tools.run(
                "qemu-img",
                "create",
                "-q",
                "-f",
                "qcow2",
                "--object",
                "secret,id=s,data=abcdefgh",
                "-o",
                "encrypt.format=" + method + ",encrypt.key-secret=s" + more,
                image,
                "1M");
        assertThatThrownBy(() -> Containers.open(image, ContainerOptions.STANDARD))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining("encrypted (" + name + ")");
    }

    @ParameterizedTest
    @CsvSource({"gzip", "xz", "lz4", "zstd"})
    void unpacksACompressedDiskOnceIntoScratch(String program) throws IOException {
        Tools.require(program);
        Path image = SampleDisk.raw(folder);
        Path packed = pack(program, image);
        assertThatThrownBy(() -> Containers.open(packed, ContainerOptions.STANDARD))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining("compressed by " + program);
        Scratch scratch = Scratch.in(Files.createDirectory(folder.resolve("scratch")), SampleDisk.SIZE);
        try (Container container = Containers.open(packed, ContainerOptions.STANDARD.scratch(scratch))) {
            assertThat(container.facts()).containsEntry("compressed by", program);
            SampleDisk.assertIsIn(container);
        }
        assertThat(folder.resolve("scratch")).isEmptyDirectory();
        Scratch small = Scratch.in(folder.resolve("scratch"), SampleDisk.SIZE - 1);
        assertThatThrownBy(() -> Containers.open(packed, ContainerOptions.STANDARD.scratch(small)))
                .isInstanceOf(htg.fsimage.volume.LimitExceededException.class)
                .hasMessageContaining("larger than the " + (SampleDisk.SIZE - 1) + " bytes");
        assertThat(folder.resolve("scratch")).isEmptyDirectory();
    }

    /** What xz and zstd pack with their highest levels repeats itself from far away. */
    @ParameterizedTest
    @CsvSource({"xz,8388608", "zstd,8388608"})
    void unpacksADiskThatRepeatsItselfFromFarAwayOnlyWhereThatIsAllowed(String program, long window)
            throws IOException {
        Tools.require(program);
        Path image = SampleDisk.raw(folder);
        Path packed = folder.resolve("packed");
        Tools.run(
                "sh", "-c", (program.equals("xz") ? "xz -6" : "zstd -q -19") + " -c '" + image + "' >'" + packed + "'");
        ContainerOptions options = ContainerOptions.STANDARD.scratch(Scratch.in(folder, 1L << 30));
        assertThatThrownBy(() -> Containers.open(packed, options.window(1 << 20)))
                .isInstanceOf(htg.fsimage.volume.LimitExceededException.class);
        try (Container container =
                Containers.open(packed, options.memory(1 << 20).window(window))) {
            SampleDisk.assertIsIn(container);
        }
    }

    private Path pack(String program, Path image) throws IOException {
        Path packed = folder.resolve("packed");
        if (program.equals("lz4")) {
            Tools.run(program, "-q", "-1", image, packed);
            return packed;
        }
        Tools.run(program, "-k", "-q", "-1", image);
        try (var files = Files.list(folder)) {
            return files.filter(one -> !one.equals(image)).findFirst().orElseThrow();
        }
    }

    @Test
    void refusesADiskThatGrowsBeyondMeasure() throws IOException {
        Path packed = folder.resolve("bomb.gz");
        try (OutputStream out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(packed))) {
            byte[] same = new byte[1 << 20];
            Arrays.fill(same, (byte) 1);
            for (int i = 0; i < 100; i++) {
                out.write(same);
            }
        }
        Scratch scratch = Scratch.in(folder, 1L << 30);
        assertThatThrownBy(() -> Containers.open(
                        packed, ContainerOptions.STANDARD.scratch(scratch).ratio(100)))
                .hasMessageContaining("more than 100 times larger");
        try (Container container = Containers.open(packed, ContainerOptions.STANDARD.scratch(scratch))) {
            assertThat(container.virtualSize()).isEqualTo(100 << 20);
        }
    }

    @Test
    void takesADiskForDamagedWhoseNextMemberIs() throws IOException {
        Path packed = folder.resolve("disk.gz");
        byte[] start = new byte[100_000];
        Arrays.fill(start, (byte) 's');
        try (OutputStream file = Files.newOutputStream(packed)) {
            for (int i = 0; i < 2; i++) {
                var out = new java.util.zip.GZIPOutputStream(file);
                out.write(start);
                out.finish();
            }
        }
        byte[] bytes = Files.readAllBytes(packed);
        ContainerOptions options = ContainerOptions.STANDARD.scratch(Scratch.in(folder, 1L << 30));
        try (Container container = Containers.open(packed, options)) {
            assertThat(container.virtualSize()).isEqualTo(200_000);
            assertThat(container.problems()).isEmpty();
        }
        bytes[bytes.length / 2 + 2] = 9;
        Files.write(packed, bytes);
        assertThatThrownBy(() -> Containers.open(packed, options))
                .isInstanceOf(htg.fsimage.volume.ImageFormatException.class);
        bytes[bytes.length / 2] = 9;
        Files.write(packed, bytes);
        try (Container container = Containers.open(packed, options)) {
            assertThat(container.virtualSize()).isEqualTo(100_000);
            assertThat(container.problems()).singleElement().asString().contains("something else");
        }
    }

    /** An empty disk packs as small as a bomb does, but takes no room. */
    @Test
    void unpacksADiskOfZerosHoweverSmallItWas() throws IOException {
        Path packed = folder.resolve("empty.gz");
        try (OutputStream out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(packed))) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 200; i++) {
                out.write(zeros);
            }
        }
        Scratch scratch = Scratch.in(folder, 1L << 30);
        try (Container container = Containers.open(
                packed, ContainerOptions.STANDARD.scratch(scratch).ratio(100))) {
            assertThat(container.virtualSize()).isEqualTo(200 << 20);
        }
    }

    @ParameterizedTest
    @CsvSource({"qed,QED", "parallels,Parallels"})
    void namesWhatItDoesNotRead(String format, String name) {
        Path image = folder.resolve("image");
        Tools.run("qemu-img", "create", "-q", "-f", format, image, "1M");
        assertThatThrownBy(() -> Containers.open(image, ContainerOptions.STANDARD))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining(name);
    }
}
