package htg.fsimage.boot.kernel;

import htg.fsimage.boot.entry.BootFile;
import htg.fsimage.boot.entry.Slice;
import htg.fsimage.boot.kernel.KernelImage.Format;
import htg.fsimage.fs.Content;
import htg.fsimage.fs.Limits;
import htg.fsimage.mounts.Problems;
import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Recognizes kernels of Linux by their bytes, not by their names. One reader looks into no more than so many bytes of packed kernels, for
 * all of an image's together. Not safe for several threads.
 */
public final class KernelReader {
    private static final int START = 0x1000;
    private static final int LONGEST_VERSION = 512;

    private final Problems problems;
    private final Unpacker unpacker;

    /**
     * A reader for one image.
     *
     * @param limits what unpacking may take
     * @param problems where to note what cannot be read
     */
    public KernelReader(Limits limits, Problems problems) {
        this.unpacker = new Unpacker(limits);
        this.problems = problems;
    }

    /** What a file is; empty when it is no kernel, or too damaged to tell, which is then noted. */
    public Optional<KernelImage> read(BootFile file) throws IOException {
        try {
            return read(file.open());
        } catch (ImageFormatException damaged) {
            problems.add(file.shown() + " cannot be read as a kernel: " + damaged.getMessage());
            return Optional.empty();
        }
    }

    /**
     * The same kernel with what its own notes say to Xen. They are inside of what is packed, so that this takes longer than all else; where
     * they cannot be read, or not without more memory than there is, the kernel is returned as it is.
     *
     * @param file the file that the kernel was read from
     */
    public KernelImage withXen(BootFile file, KernelImage image) throws IOException {
        try {
            Optional<XenNotes> notes = notes(file.open(), image);
            return notes.isEmpty()
                    ? image
                    : image.xen(notes.get().paravirtualized(), notes.get().pvh());
        } catch (ImageFormatException damaged) {
            problems.add(file.shown() + " cannot be looked into: " + damaged.getMessage());
            return image;
        }
    }

    private Optional<XenNotes> notes(Content content, KernelImage image) throws IOException {
        if (image.format() == Format.ELF && image.packing().isEmpty()) {
            return ElfNotes.read(unpacker.plain(content));
        }
        Optional<Content> payload = switch (image.format()) {
            case ELF -> Optional.of(content);
            case BZIMAGE -> payload(content, ContentBytes.start(content, "kernel", START));
            default -> Optional.empty();
        };
        boolean opens = !image.packing().isEmpty() && !image.packing().equals("bzip2");
        return payload.isEmpty() || !opens
                ? Optional.empty()
                : ElfNotes.read(unpacker.unpacked(payload.get(), image.packing()));
    }

    private Optional<KernelImage> read(Content content) throws IOException {
        Structure start = ContentBytes.start(content, "kernel", START);
        if (start.length() < 64) {
            return Optional.empty();
        } else if (start.has(0x202, (byte) 'H', (byte) 'd', (byte) 'r', (byte) 'S')) {
            return Optional.of(bzImage(content, start));
        } else if (isZboot(start)) {
            return Optional.of(zboot(content, start));
        }
        Optional<KernelImage> plain = plain(start);
        if (plain.isPresent()) {
            return withBanner(plain.get(), unpacker.plain(content));
        } else if (efi(start)) {
            return unified(content);
        }
        String method = Packed.method(start);
        return method.isEmpty() || method.equals("bzip2") ? Optional.empty() : packed(content, method);
    }

    private static boolean efi(Structure start) {
        return start.has(0, (byte) 'M', (byte) 'Z');
    }

    private static boolean isZboot(Structure start) {
        return efi(start) && start.has(4, (byte) 'z', (byte) 'i', (byte) 'm', (byte) 'g');
    }

    /** What is neither packed nor packs itself, by its first bytes; of an ELF file only the version shows whether it is a kernel. */
    private static Optional<KernelImage> plain(Structure start) throws IOException {
        if (start.has(56, (byte) 'A', (byte) 'R', (byte) 'M', (byte) 0x64)) {
            return Optional.of(KernelImage.of(Format.ARM64_IMAGE, "aarch64", true, efi(start)));
        } else if (start.has(56, (byte) 'R', (byte) 'S', (byte) 'C', (byte) 5)) {
            return Optional.of(KernelImage.of(Format.RISCV_IMAGE, "riscv64", true, efi(start)));
        }
        return Elf.read(start)
                .map(header -> KernelImage.of(Format.ELF, header.architecture(), header.bits() == 64, false));
    }

    private static Optional<KernelImage> withBanner(KernelImage image, InputStream stream) throws IOException {
        String banner = Banner.find(stream);
        return banner.isEmpty() && image.format() == Format.ELF ? Optional.empty() : Optional.of(image.banner(banner));
    }

    /** A kernel in a compressed file, as arm64 has it; empty when there is something else in it. */
    private Optional<KernelImage> packed(Content content, String method) throws IOException {
        Optional<KernelImage> inner;
        try (InputStream stream = unpacker.unpacked(content, method)) {
            inner = plain(Structure.of("kernel", 0, stream.readNBytes(START), ByteOrder.LITTLE_ENDIAN));
        }
        return inner.isEmpty()
                ? Optional.empty()
                : withBanner(inner.get().packing(method), unpacker.unpacked(content, method));
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
        Optional<Content> payload = payload(content, start);
        return payload.isEmpty() ? image : image.packing(Packed.method(payload.get()));
    }

    /** The packed kernel behind the code that unpacks it; old versions of the protocol do not say where it is. */
    private static Optional<Content> payload(Content content, Structure start) throws IOException {
        int sectors = start.u8(0x1F1) == 0 ? 4 : start.u8(0x1F1);
        long offset = (sectors + 1) * 512L + start.u32(0x248);
        long length = start.u32(0x24C);
        boolean said = start.u16(0x206) >= 0x208
                && length >= 16
                && offset <= content.size()
                && length <= content.size() - offset;
        return said ? Optional.of(new Slice(content, offset, length)) : Optional.empty();
    }

    /** {@code drivers/firmware/efi/libstub/zboot-header.S}: an EFI program with a packed kernel. */
    private KernelImage zboot(Content content, Structure start) throws IOException {
        PeFile program = PeFile.read(content);
        String architecture = switch (program.machine()) {
            case 0xAA64 -> "aarch64";
            case 0x5064 -> "riscv64";
            case 0x6264 -> "loongarch64";
            default -> "PE machine " + program.machine();
        };
        Content payload = new Slice(content, start.u32(8), start.u32(12));
        String method = Packed.method(payload);
        KernelImage image = KernelImage.of(Format.EFI_ZBOOT, architecture, true, true)
                .packing(method.isEmpty() ? start.text(24, 32) : method);
        return method.isEmpty() || method.equals("bzip2")
                ? image
                : image.banner(Banner.find(unpacker.unpacked(payload, method)));
    }

    private Optional<KernelImage> unified(Content content) throws IOException {
        Optional<PeFile.Section> kernel = PeFile.read(content).section(".linux");
        if (kernel.isEmpty()) {
            return Optional.empty();
        }
        Slice inner = new Slice(content, kernel.get().offset(), kernel.get().size());
        Structure start = ContentBytes.start(inner, "kernel", START);
        boolean kernelItself = start.has(0x202, (byte) 'H', (byte) 'd', (byte) 'r', (byte) 'S')
                || isZboot(start)
                || plain(start).isPresent();
        // A unified image within a unified image would be one too many.
        return efi(start) && !kernelItself ? Optional.empty() : read(inner);
    }
}
