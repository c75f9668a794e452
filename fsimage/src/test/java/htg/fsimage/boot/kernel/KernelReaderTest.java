package htg.fsimage.boot.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.boot.entry.BootFile;
import htg.fsimage.boot.kernel.KernelImage.Format;
import htg.fsimage.boot.kernel.KernelImage.Support;
import htg.fsimage.fs.ContentInputStream;
import htg.fsimage.fs.Limits;
import htg.fsimage.mounts.Mounted;
import htg.fsimage.mounts.Mounts;
import htg.fsimage.mounts.Place;
import htg.fsimage.mounts.Problems;
import htg.fsimage.testkit.MemoryTree;
import htg.fsimage.testkit.Watch;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class KernelReaderTest {
    private final Problems problems = new Problems();

    private static BootFile file(byte[] bytes) throws IOException {
        MemoryTree tree = new MemoryTree().file("/f", bytes);
        Mounts mounts = Mounts.of(List.of(Mounted.of("sda", tree, Place.wholeDisk(0))));
        return BootFile.find(mounts.roots().get(0), "/f").orElseThrow();
    }

    private Optional<KernelImage> read(byte[] bytes) throws IOException {
        return new KernelReader(Limits.STANDARD, problems).read(file(bytes));
    }

    private KernelImage withXen(byte[] bytes) throws IOException {
        KernelReader reader = new KernelReader(Limits.STANDARD, problems);
        return reader.withXen(file(bytes), reader.read(file(bytes)).orElseThrow());
    }

    @Test
    void readsTheHeaderOfABzImage() throws IOException {
        KernelImage image = read(KernelFiles.bzImage("6.1.0-18-amd64")).orElseThrow();
        assertThat(image.format()).isEqualTo(Format.BZIMAGE);
        assertThat(image.release()).isEqualTo("6.1.0-18-amd64");
        assertThat(image.banner()).isEqualTo("6.1.0-18-amd64 (builder@host) #1 SMP");
        assertThat(image.architecture()).isEqualTo("x86_64");
        assertThat(image.protocol()).isEqualTo("2.15");
        assertThat(image.wide()).isTrue();
        assertThat(image.efi()).isTrue();
        assertThat(image.paravirtualized()).isEqualTo(Support.UNKNOWN);
    }

    @Test
    void readsTheNotesOfAPayloadThatGzipHasPacked() throws IOException {
        KernelImage image = withXen(KernelFiles.bzImage("6.1.0", KernelFiles.gzip(KernelFiles.elf("6.1.0"))));
        assertThat(image.packing()).isEqualTo("gzip");
        assertThat(image.paravirtualized()).isEqualTo(Support.YES);
        assertThat(image.pvh()).isEqualTo(Support.YES);
    }

    /** Linux 6.13 and the stable kernels since the end of 2024 have no page for hypercalls. */
    @Test
    void aKernelStartsParavirtualizedWhenItSaysWhere() throws IOException {
        KernelImage current = withXen(KernelFiles.elf("6.13.0", 0x200, 1, 18));
        assertThat(current.paravirtualized()).isEqualTo(Support.YES);
        assertThat(current.pvh()).isEqualTo(Support.YES);
        KernelImage guest = withXen(KernelFiles.elf("6.1.0", 0x200, 2, 18));
        assertThat(guest.paravirtualized()).isEqualTo(Support.NO);
        assertThat(guest.pvh()).isEqualTo(Support.YES);
        KernelImage none = withXen(KernelFiles.elf("6.1.0", 0x200));
        assertThat(none.paravirtualized()).isEqualTo(Support.NO);
        assertThat(none.pvh()).isEqualTo(Support.NO);
    }

    @Test
    void whatIsPackedIsNotLookedIntoUnlessAsked() throws IOException {
        byte[] damaged = KernelFiles.gzip(KernelFiles.elf("6.1.0"));
        damaged[30] ^= 0x55;
        byte[] kernel = KernelFiles.bzImage("6.1.0", damaged);
        assertThat(read(kernel).orElseThrow().paravirtualized()).isEqualTo(Support.UNKNOWN);
        assertThat(problems.list()).isEmpty();
        assertThat(withXen(kernel).paravirtualized()).isEqualTo(Support.UNKNOWN);
        assertThat(problems.list()).singleElement().asString().contains("cannot be unpacked");
    }

    /** Each of these unpacks to 64 MiB, and there may be any number of them. */
    @Test
    @Timeout(60)
    void manyKernelsThatUnpackToMuchAreNotAllUnpacked() throws IOException {
        byte[] large = new byte[70 << 20];
        System.arraycopy(KernelFiles.arm64("6.6.1-arm"), 0, large, 0, 64);
        BootFile bomb = file(KernelFiles.gzip(large));
        KernelReader reader = new KernelReader(Limits.STANDARD, problems);
        for (int i = 0; i < 3; i++) {
            assertThat(reader.read(bomb)).isPresent();
        }
        assertThat(problems.list()).isEmpty();
        for (int i = 0; i < 200; i++) {
            assertThat(reader.read(bomb)).isNotNull();
        }
        assertThat(problems.list()).singleElement().asString().contains("bytes to look at");
    }

    @Test
    void readsElfAndArmPackedAndPlain() throws IOException {
        for (boolean packed : new boolean[] {false, true}) {
            byte[] elf = KernelFiles.elf("5.4.0");
            KernelImage image = withXen(packed ? KernelFiles.gzip(elf) : elf);
            assertThat(image.format()).isEqualTo(Format.ELF);
            assertThat(image.release()).isEqualTo("5.4.0");
            assertThat(image.pvh()).isEqualTo(Support.YES);
            byte[] arm = KernelFiles.arm64("6.6.1-arm");
            KernelImage other = read(packed ? KernelFiles.gzip(arm) : arm).orElseThrow();
            assertThat(other.architecture()).isEqualTo("aarch64");
            assertThat(other.release()).isEqualTo("6.6.1-arm");
        }
    }

    @Test
    void aBannerIsFoundAcrossTheEdgesOfPieces() throws IOException {
        for (int shift = -60; shift < 60; shift += 7) {
            byte[] arm = new byte[700_000];
            byte[] text = "Linux version 6.6.1-arm x".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            System.arraycopy(KernelFiles.arm64("x"), 0, arm, 0, 64);
            System.arraycopy(text, 0, arm, (1 << 18) + shift, text.length);
            assertThat(read(arm).orElseThrow().release()).isEqualTo("6.6.1-arm");
        }
    }

    @Test
    void theKernelOfAUnifiedImageCounts() throws IOException {
        assertThat(read(KernelFiles.unified("6.9.9", "quiet", "ID=x"))
                        .orElseThrow()
                        .release())
                .isEqualTo("6.9.9");
        assertThat(read(KernelFiles.program(Map.of(".text", new byte[9])))).isEmpty();
    }

    @Test
    void givesThePartsOfAUnifiedImage() throws IOException {
        UnifiedKernel image = UnifiedKernel.read(
                        file(KernelFiles.unified("6.9.9", "quiet root=x", "ID=x\nPRETTY_NAME=\"An X\"")), problems)
                .orElseThrow();
        assertThat(image.commandLine()).isEqualTo("quiet root=x");
        assertThat(image.release()).isEqualTo("6.9.9");
        assertThat(image.operatingSystem()).containsEntry("PRETTY_NAME", "An X");
        assertThat(image.ramdisks()).extracting(BootFile::part).containsExactly(".ucode", ".initrd");
        try (ContentInputStream stream =
                new ContentInputStream(image.ramdisks().get(1).open())) {
            assertThat(stream.readAllBytes()).asString().isEqualTo("ramdisk of the image");
        }
        try (ContentInputStream stream = new ContentInputStream(image.kernel().open())) {
            assertThat(stream.readAllBytes()).isEqualTo(KernelFiles.bzImage("6.9.9"));
        }
    }

    @Test
    void whatIsNoKernelIsNone() throws IOException {
        assertThat(read(new byte[0])).isEmpty();
        assertThat(read(new byte[100_000])).isEmpty();
        assertThat(read("#!/bin/sh\n".repeat(100).getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .isEmpty();
        assertThat(read(KernelFiles.gzip(new byte[10_000]))).isEmpty();
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void damageIsNotedAndEndsSoon() throws IOException {
        Random random = new Random(5);
        List<byte[]> originals = List.of(
                KernelFiles.bzImage("6.1.0", KernelFiles.gzip(KernelFiles.elf("6.1.0"))),
                KernelFiles.elf("5.4.0"),
                KernelFiles.gzip(KernelFiles.elf("5.4.0")),
                KernelFiles.unified("6.9.9", "quiet", "ID=x\nNAME=\"y\\\"\n"));
        try (Watch watch = new Watch()) {
            for (int number = 0; number < Integer.getInteger("htg.test.mutants", 300); number++) {
                byte[] copy = originals.get(number % originals.size()).clone();
                for (int change = random.nextInt(12); change >= 0; change--) {
                    copy[random.nextInt(Math.min(copy.length, random.nextBoolean() ? 0x300 : copy.length))] =
                            (byte) (random.nextBoolean() ? random.nextInt() : -1);
                }
                byte[] cut = random.nextInt(5) == 0 ? Arrays.copyOf(copy, random.nextInt(copy.length)) : copy;
                watch.run(() -> readAll(cut));
            }
        }
    }

    private void readAll(byte[] cut) throws IOException {
        Optional<KernelImage> image = read(cut);
        if (image.isPresent()) {
            KernelReader reader = new KernelReader(Limits.STANDARD, problems);
            assertThat(reader.withXen(file(cut), image.get())).isNotNull();
        }
        assertThat(UnifiedKernel.read(file(cut), problems)).isNotNull();
    }
}
