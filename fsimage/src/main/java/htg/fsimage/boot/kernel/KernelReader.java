package htg.fsimage.boot.kernel;

import htg.fsimage.boot.entry.BootFile;
import htg.fsimage.boot.entry.Slice;
import htg.fsimage.boot.kernel.KernelImage.Format;
import htg.fsimage.fs.Content;
import htg.fsimage.mounts.Problems;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;

/** Recognizes kernels of Linux by their bytes, not by their names. */
public final class KernelReader {
    private static final int START = 0x1000;
    private static final int LONGEST_VERSION = 512;

    private KernelReader() {}

    /** What a file is; empty when it is no kernel, or too damaged to tell, which is then noted. */
    public static Optional<KernelImage> read(BootFile file, Problems problems) throws IOException {
        try {
            return read(file.open());
        } catch (ImageFormatException damaged) {
            problems.add(file.shown() + " cannot be read as a kernel: " + damaged.getMessage());
            return Optional.empty();
        }
    }

    /**
     * What a content is; empty when it is no kernel.
     *
     * @throws CorruptFileSystemException when it contradicts itself
     */
    public static Optional<KernelImage> read(Content content) throws IOException {
        Structure start = ContentBytes.start(content, "kernel", START);
        if (start.length() < 64) {
            return Optional.empty();
        } else if (start.has(0x202, (byte) 'H', (byte) 'd', (byte) 'r', (byte) 'S')) {
            return Optional.of(bzImage(content, start));
        } else if (start.has(56, (byte) 'A', (byte) 'R', (byte) 'M', (byte) 0x64)) {
            return Optional.of(KernelImage.of(Format.ARM64_IMAGE, "aarch64", true, efi(start))
                    .banner(Banner.find(new Stream(content))));
        } else if (start.has(56, (byte) 'R', (byte) 'S', (byte) 'C', (byte) 5)) {
            return Optional.of(KernelImage.of(Format.RISCV_IMAGE, "riscv64", true, efi(start))
                    .banner(Banner.find(new Stream(content))));
        } else if (efi(start) && start.has(4, (byte) 'z', (byte) 'i', (byte) 'm', (byte) 'g')) {
            return Optional.of(zboot(content, start));
        } else if (start.has(0, (byte) 0x1F, (byte) 0x8B)) {
            return Packed.read(content);
        } else if (efi(start)) {
            return unified(content);
        }
        return elf(content);
    }

    private static boolean efi(Structure start) {
        return start.has(0, (byte) 'M', (byte) 'Z');
    }

    /** The Linux/x86 Boot Protocol. */
    private static KernelImage bzImage(Content content, Structure start) throws IOException {
        int version = start.u16(0x206);
        boolean wide = version >= 0x20C && (start.u16(0x236) & 1) != 0;
        KernelImage image = KernelImage.of(Format.BZIMAGE, wide ? "x86_64" : "i686", wide, efi(start))
                .protocol((version >> 8) + "." + (version & 0xFF));
        int pointer = start.u16(0x20E);
        if (pointer != 0 && pointer + 0x200L < content.size()) {
            long length = Math.min(LONGEST_VERSION, content.size() - pointer - 0x200);
            Structure text =
                    ContentBytes.read(content, "kernel version", pointer + 0x200L, length, ByteOrder.LITTLE_ENDIAN);
            image = image.banner(text.text(0, text.length()));
        }
        return version < 0x208 ? image : payload(content, start, image);
    }

    private static KernelImage payload(Content content, Structure start, KernelImage image) throws IOException {
        int sectors = start.u8(0x1F1) == 0 ? 4 : start.u8(0x1F1);
        long offset = (sectors + 1) * 512L + start.u32(0x248);
        long length = start.u32(0x24C);
        if (length < 16 || offset > content.size() || length > content.size() - offset) {
            return image;
        }
        Content payload = new Slice(content, offset, length);
        KernelImage packed = image.packing(Packed.method(payload));
        return packed.packing().equals("gzip") ? Packed.withNotes(payload, packed) : packed;
    }

    /** {@code drivers/firmware/efi/libstub/zboot-header.S}: an EFI program with a packed kernel. */
    private static KernelImage zboot(Content content, Structure start) throws IOException {
        PeFile program = PeFile.read(content);
        String architecture = switch (program.machine()) {
            case 0xAA64 -> "aarch64";
            case 0x5064 -> "riscv64";
            case 0x6264 -> "loongarch64";
            default -> "PE machine " + program.machine();
        };
        String method = start.text(24, 32);
        KernelImage image =
                KernelImage.of(Format.EFI_ZBOOT, architecture, true, true).packing(method);
        if (!method.equals("gzip")) {
            return image;
        }
        Content payload = new Slice(content, start.u32(8), start.u32(12));
        return image.banner(Packed.banner(payload));
    }

    private static Optional<KernelImage> unified(Content content) throws IOException {
        Optional<PeFile.Section> kernel = PeFile.read(content).section(".linux");
        if (kernel.isEmpty()) {
            return Optional.empty();
        }
        Slice inner = new Slice(content, kernel.get().offset(), kernel.get().size());
        Structure start = ContentBytes.start(inner, "kernel", START);
        boolean nested = efi(start) && !start.has(0x202, (byte) 'H', (byte) 'd', (byte) 'r', (byte) 'S');
        // A unified image within a unified image would be one too many.
        return nested && !start.has(56, (byte) 'A', (byte) 'R', (byte) 'M', (byte) 0x64)
                ? Optional.empty()
                : read(inner);
    }

    private static Optional<KernelImage> elf(Content content) throws IOException {
        Optional<Elf> header = Elf.read(content);
        if (header.isEmpty()) {
            return Optional.empty();
        }
        String banner = Banner.find(new Stream(content));
        KernelImage image = KernelImage.of(
                Format.ELF, header.get().architecture(), header.get().bits() == 64, false);
        return banner.isEmpty()
                ? Optional.empty()
                : Optional.of(Packed.withNotes(header.get(), () -> new Stream(content), image.banner(banner)));
    }

    /** A whole content as a stream. */
    static final class Stream extends java.io.FilterInputStream {
        Stream(Content content) {
            super(new htg.fsimage.fs.ContentInputStream(content));
        }
    }
}
