package htg.grub.menu;

/**
 * The program Memtest86+, of which each kind of machine starts another file.
 *
 * @param uefi for 64-bit UEFI
 * @param bios for a BIOS with a 64-bit processor
 * @param bios32 for a BIOS with a 32-bit processor
 */
public record MemoryTest(GrubPath uefi, GrubPath bios, GrubPath bios32) {
    /** Its place on the boot partition. */
    public static final MemoryTest ON_STICK = new MemoryTest(
            new GrubPath("/grub/memtest/x64.efi"),
            new GrubPath("/grub/memtest/x64.bin"),
            new GrubPath("/grub/memtest/ia32.bin"));
}
