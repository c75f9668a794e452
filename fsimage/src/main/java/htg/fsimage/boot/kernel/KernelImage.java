package htg.fsimage.boot.kernel;

import java.util.List;

/**
 * What a kernel's file says of itself.
 *
 * @param format what kind of file it is
 * @param release as {@code uname -r}, empty where it cannot be read
 * @param banner what follows {@code Linux version}, empty where it cannot be read
 * @param architecture as {@code uname -m}
 * @param protocol version of the x86 boot protocol such as {@code 2.15}, empty of others
 * @param wide whether it is a 64-bit kernel
 * @param efi whether EFI firmware can start it
 * @param packing how it is compressed, empty where it is not or that is not known
 * @param paravirtualized whether it can start under Xen as PV
 * @param pvh whether it can start as PVH
 */
public record KernelImage(
        Format format,
        String release,
        String banner,
        String architecture,
        String protocol,
        boolean wide,
        boolean efi,
        String packing,
        Support paravirtualized,
        Support pvh) {
    /** Kinds of files. */
    public enum Format {
        BZIMAGE("bzImage"),
        ELF("ELF"),
        ARM64_IMAGE("arm64 Image"),
        RISCV_IMAGE("RISC-V Image"),
        EFI_ZBOOT("EFI zboot image"),
        UNIFIED("unified kernel image");

        private final String shown;

        Format(String shown) {
            this.shown = shown;
        }

        /** As messages name it. */
        public String shown() {
            return shown;
        }
    }

    /** Whether a kernel can do something. */
    public enum Support {
        YES,
        NO,
        /** It is in a compressed part. */
        UNKNOWN
    }

    /** A kernel of which no more is known than these. */
    static KernelImage of(Format format, String architecture, boolean wide, boolean efi) {
        return new KernelImage(format, "", "", architecture, "", wide, efi, "", Support.UNKNOWN, Support.UNKNOWN);
    }

    KernelImage banner(String text) {
        List<String> words = htg.fsimage.mounts.Words.of(text);
        String version = words.isEmpty() ? "" : words.get(0);
        return new KernelImage(
                format, version, text.strip(), architecture, protocol, wide, efi, packing, paravirtualized, pvh);
    }

    KernelImage packing(String how) {
        return new KernelImage(format, release, banner, architecture, protocol, wide, efi, how, paravirtualized, pvh);
    }

    KernelImage protocol(String version) {
        return new KernelImage(
                format, release, banner, architecture, version, wide, efi, packing, paravirtualized, pvh);
    }

    KernelImage xen(boolean pv, boolean hasPvh) {
        return new KernelImage(
                format, release, banner, architecture, protocol, wide, efi, packing, support(pv), support(hasPvh));
    }

    private static Support support(boolean can) {
        return can ? Support.YES : Support.NO;
    }
}
