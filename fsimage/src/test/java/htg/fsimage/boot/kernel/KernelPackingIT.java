package htg.fsimage.boot.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.Tools;
import htg.fsimage.boot.entry.BootFile;
import htg.fsimage.boot.kernel.KernelImage.Support;
import htg.fsimage.fs.Limits;
import htg.fsimage.mounts.Mounted;
import htg.fsimage.mounts.Mounts;
import htg.fsimage.mounts.Place;
import htg.fsimage.mounts.Problems;
import htg.fsimage.testkit.MemoryTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kernels packed by the programs, and with the options, that the build of Linux uses. */
@Timeout(120)
class KernelPackingIT {
    /** As far into a kernel as a distribution's has its notes. */
    private static final int FAR = 30 << 20;

    private static final Limits ROOMY = Limits.STANDARD.memory(96L << 20);

    @TempDir
    private Path folder;

    private final Problems problems = new Problems();

    private byte[] packed(byte[] kernel, String line) throws IOException {
        List<String> words = List.of(line.split(" ", -1));
        Tools.require(words.get(0));
        Path file = Files.write(folder.resolve("vmlinux"), kernel);
        Path result = folder.resolve("packed");
        Tools.run("sh", "-c", line + " < " + file + " > " + result);
        // What the build appends for the code that unpacks: the size.
        ByteBuffer all = ByteBuffer.allocate((int) Files.size(result) + 4).order(ByteOrder.LITTLE_ENDIAN);
        return all.put(Files.readAllBytes(result)).putInt(kernel.length).array();
    }

    private static byte[] kernel(int place) {
        byte[] kernel = KernelFiles.elf("6.1.0", place, 1, 18);
        byte[] code = new byte[1 << 20];
        new Random(1).nextBytes(code);
        // Some of it repeats from far away, as with the large windows that kernels are packed with.
        for (int at = 0x1000; at + code.length < place; at += code.length) {
            System.arraycopy(code, 0, kernel, at, code.length / 8);
        }
        return kernel;
    }

    private KernelImage withXen(byte[] kernel, Limits limits) throws IOException {
        MemoryTree tree = new MemoryTree().file("/f", kernel);
        Mounts mounts = Mounts.of(List.of(Mounted.of("sda", tree, Place.wholeDisk(0))));
        BootFile file = BootFile.find(mounts.roots().get(0), "/f").orElseThrow();
        KernelReader reader = new KernelReader(limits, problems);
        return reader.withXen(file, reader.read(file).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gzip -n -f -9",
                "xz --check=crc32 --x86 --lzma2=preset=6,dict=32MiB",
                "zstd -9 --long=27",
                "lz4 -l -9",
                "lzop -9",
                "lzma -9"
            })
    void theNotesOfAKernelAreReadHoweverItIsPacked(String line) throws IOException {
        KernelImage image = withXen(KernelFiles.bzImage("6.1.0", packed(kernel(FAR), line)), ROOMY);
        assertThat(problems.list()).isEmpty();
        assertThat(image.packing()).isEqualTo(line.startsWith("lzop") ? "lzo" : line.substring(0, line.indexOf(' ')));
        assertThat(image.paravirtualized()).isEqualTo(Support.YES);
        assertThat(image.pvh()).isEqualTo(Support.YES);
    }

    @Test
    void withLittleMemoryItIsNotKnown() throws IOException {
        byte[] kernel = KernelFiles.bzImage("6.1.0", packed(kernel(FAR), "zstd -3 --long=27"));
        assertThat(withXen(kernel, Limits.STANDARD).paravirtualized()).isEqualTo(Support.UNKNOWN);
    }

    @Test
    void aMethodThatIsNotUnpackedIsToldAndNothingElse() throws IOException {
        KernelImage image = withXen(KernelFiles.bzImage("6.1.0", packed(kernel(0x2000), "bzip2 -9")), ROOMY);
        assertThat(image.packing()).isEqualTo("bzip2");
        assertThat(image.pvh()).isEqualTo(Support.UNKNOWN);
        assertThat(problems.list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"xz --check=crc32", "zstd -19", "lz4 -l", "lzop", "lzma"})
    void damagedOnesAreToldOrNotKnown(String line) throws IOException {
        byte[] whole = packed(kernel(0x20000), line);
        Random random = new Random(7);
        for (int number = 0; number < Integer.getInteger("htg.test.mutants", 300); number++) {
            byte[] copy = whole.clone();
            for (int change = random.nextInt(5); change >= 0; change--) {
                copy[4 + random.nextInt(copy.length - 4)] = (byte) random.nextInt();
            }
            assertThat(withXen(KernelFiles.bzImage("6.1.0", copy), Limits.STANDARD))
                    .isNotNull();
        }
    }
}
