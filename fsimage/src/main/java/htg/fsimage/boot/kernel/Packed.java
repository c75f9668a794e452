package htg.fsimage.boot.kernel;

import htg.fsimage.fs.Content;
import htg.fsimage.fs.ContentInputStream;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Kernels, and parts of kernels, that are compressed. What the JDK unpacks is looked into; of the rest the method is told. */
final class Packed {
    private static final int START = 0x1000;
    private static final int MOST_SEGMENTS = 64;
    private static final int MOST_NOTE_SEGMENTS = 4;
    private static final long FARTHEST = 64L << 20;
    private static final int MOST_NOTES = 1 << 16;
    /** Program header type of notes. */
    private static final int NOTE = 4;

    /** Opens a stream anew. */
    @FunctionalInterface
    interface Source {
        InputStream open() throws IOException;
    }

    private Packed() {}

    static InputStream open(Content content) throws IOException {
        return new GZIPInputStream(new ContentInputStream(content), 1 << 16);
    }

    /** How bytes are compressed, by their first ones; empty when that is not known. */
    static String method(Content content) throws IOException {
        Structure start = ContentBytes.start(content, "kernel payload", 16);
        if (start.has(0, (byte) 0x1F, (byte) 0x8B)) {
            return "gzip";
        } else if (start.has(0, (byte) 0xFD, (byte) '7', (byte) 'z', (byte) 'X')) {
            return "xz";
        } else if (start.has(0, (byte) 0x28, (byte) 0xB5, (byte) 0x2F, (byte) 0xFD)) {
            return "zstd";
        } else if (start.has(0, (byte) 2, (byte) 0x21, (byte) 0x4C, (byte) 0x18)) {
            return "lz4";
        } else if (start.has(0, (byte) 'B', (byte) 'Z', (byte) 'h')) {
            return "bzip2";
        } else if (start.has(0, (byte) 0x89, (byte) 'L', (byte) 'Z', (byte) 'O')) {
            return "lzo";
        }
        return start.has(0, (byte) 0x5D, (byte) 0, (byte) 0) ? "lzma" : "";
    }

    /** A kernel in a gzip file, as arm64 has it; empty when there is something else in it. */
    static Optional<KernelImage> read(Content content) throws IOException {
        Structure start = start(() -> open(content));
        if (start.has(56, (byte) 'A', (byte) 'R', (byte) 'M', (byte) 0x64)) {
            return Optional.of(KernelImage.of(KernelImage.Format.ARM64_IMAGE, "aarch64", true, false)
                    .packing("gzip")
                    .banner(banner(content)));
        } else if (start.has(56, (byte) 'R', (byte) 'S', (byte) 'C', (byte) 5)) {
            return Optional.of(KernelImage.of(KernelImage.Format.RISCV_IMAGE, "riscv64", true, false)
                    .packing("gzip")
                    .banner(banner(content)));
        }
        Optional<Elf> header = Elf.read(start);
        String banner = header.isEmpty() ? "" : banner(content);
        return banner.isEmpty() || header.isEmpty()
                ? Optional.empty()
                : Optional.of(withNotes(
                        header.get(),
                        () -> open(content),
                        KernelImage.of(
                                        KernelImage.Format.ELF,
                                        header.get().architecture(),
                                        header.get().bits() == 64,
                                        false)
                                .packing("gzip")
                                .banner(banner)));
    }

    static String banner(Content content) throws IOException {
        try {
            return Banner.find(open(content));
        } catch (ZipException | EOFException damaged) {
            throw damaged(damaged);
        }
    }

    private static CorruptFileSystemException damaged(IOException cause) {
        return new CorruptFileSystemException("packed kernel", -1, "it cannot be unpacked: " + cause.getMessage());
    }

    private static Structure start(Source source) throws IOException {
        try (InputStream stream = source.open()) {
            return Structure.of("kernel", 0, stream.readNBytes(START), ByteOrder.LITTLE_ENDIAN);
        } catch (ZipException | EOFException damaged) {
            throw damaged(damaged);
        }
    }

    /** What a gzip payload's ELF notes add to an image. */
    static KernelImage withNotes(Content payload, KernelImage image) throws IOException {
        Optional<Elf> header = Elf.read(start(() -> open(payload)));
        return header.isEmpty() ? image : withNotes(header.get(), () -> open(payload), image);
    }

    /** What the ELF notes say to Xen. */
    static KernelImage withNotes(Elf header, Source source, KernelImage image) throws IOException {
        Structure start = start(source);
        boolean paravirtualized = false;
        boolean pvh = false;
        long table = header.programs();
        int count = Math.min(MOST_SEGMENTS, header.programCount());
        int seen = 0;
        for (int i = 0;
                i < count
                        && seen < MOST_NOTE_SEGMENTS
                        && table + (long) (i + 1) * header.programSize() <= start.length();
                i++) {
            int at = (int) (table + (long) i * header.programSize());
            Structure segments = Structure.of("ELF segment", at, start.bytes(), header.order());
            if (header.programSize() >= 32 && segments.u32(at) == NOTE) {
                seen++;
                XenNotes notes = XenNotes.of(notes(header, source, segments, at));
                paravirtualized |= notes.paravirtualized();
                pvh |= notes.pvh();
            }
        }
        return image.xen(paravirtualized, pvh);
    }

    private static Structure notes(Elf header, Source source, Structure segment, int at) throws IOException {
        boolean wide = header.bits() == 64;
        long offset = wide ? segment.u63(at + 8, "its offset") : segment.u32(at + 4);
        long size = wide ? segment.u63(at + 32, "its size") : segment.u32(at + 16);
        try (InputStream stream = source.open()) {
            stream.skipNBytes(Math.min(offset, FARTHEST));
            byte[] bytes = stream.readNBytes((int) Math.min(size, MOST_NOTES));
            return Structure.of("ELF notes", offset, bytes, header.order());
        } catch (ZipException | EOFException damaged) {
            throw damaged(damaged);
        }
    }
}
