package htg.testvm.stick;

import htg.fsimage.volume.Extent;
import htg.fsimage.volume.LittleEndian;
import java.util.Arrays;

/** One way to change a copy of a stick. */
@FunctionalInterface
interface Change {
    /** The sector of FAT's, GPT's and the BIOS's structures on a stick. */
    int SECTOR = 512;

    /** The first header of a GPT. */
    Extent PRIMARY_TABLE = new Extent(SECTOR, SECTOR);

    /** What UEFI starts first. */
    String SHIM = "/EFI/BOOT/BOOTX64.EFI";

    /** What shim starts. */
    String EFI_GRUB = "/EFI/BOOT/grubx64.efi";

    /** The default boot environment's kernel. */
    String VMLINUZ = "/htg/default/vmlinuz";

    /** Its ramdisk. */
    String MINIROOT = "/htg/default/miniroot.img";

    /** Deletes a file of the boot partition. */
    static Change delete(String path) {
        return copy -> copy.delete(path);
    }

    /** Ends a file of the boot partition after its first half. */
    static Change halve(String path) {
        return copy -> {
            byte[] whole = copy.parts().file(path);
            copy.write(path, Arrays.copyOf(whole, whole.length / 2));
        };
    }

    /**
     * Turns all bits of some bytes of a file on the boot partition.
     *
     * @param percent where in the file they begin
     */
    static Change flip(String path, int percent, int length) {
        return copy -> {
            byte[] content = copy.parts().file(path);
            flip(content, (int) ((long) content.length * percent / 100), length);
            copy.write(path, content);
        };
    }

    /** Puts other text for some in the menu. */
    static Change menu(String old, String now) {
        return copy -> copy.edit(StickParts.MENU, text -> text.replace(old, now));
    }

    /** Puts an argument at the end of each kernel command line in the menu. */
    static Change argument(String argument) {
        return copy ->
                copy.edit(StickParts.MENU, text -> text.replaceAll("(if linux .*); then", "$1 " + argument + "; then"));
    }

    /** Removes a file from the ramdisk. */
    static Change withoutInRamdisk(String pattern) {
        return copy -> Ramdisk.rewrite(copy, entry -> !entry.getName().matches(pattern), content -> content);
    }

    /** Takes the signature from a UEFI program: its entry in the header's directory (Microsoft PE format, 3.4). */
    static Change unsign(String path) {
        return copy -> {
            byte[] program = copy.parts().file(path);
            int header = LittleEndian.of(program).u16(0x3C);
            int directories = header + 24 + 112;
            Arrays.fill(program, directories + 4 * 8, directories + 5 * 8, (byte) 0);
            copy.write(path, program);
        };
    }

    /** Turns all bits of some bytes. */
    static void flip(byte[] content, int from, int length) {
        for (int i = from; i < from + length; i++) {
            content[i] ^= (byte) 0xFF;
        }
    }

    /** A range at the start of another. */
    static Extent startOf(Extent range, long length) {
        return new Extent(range.offset(), length);
    }

    void applyTo(StickCopy copy);
}
