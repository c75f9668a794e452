package htg.grub.menu;

import java.util.Arrays;

/** How GRUB asks a BIOS for the boot files. */
public enum BlockSize {
    /** In the blocks that are fastest on the machine at hand: measured once, then remembered on the stick. */
    AUTO("auto"),
    /** As GRUB does it by itself, without the stick's own module. */
    STOCK("stock"),
    KIB_4("4K"),
    KIB_8("8K"),
    KIB_16("16K"),
    KIB_32("32K");

    private final String word;

    BlockSize(String word) {
        this.word = word;
    }

    /**
     * The size that a specification calls so.
     *
     * @throws IllegalArgumentException for any other word
     */
    public static BlockSize of(String word) {
        return Arrays.stream(values())
                .filter(size -> size.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no block size is called " + word));
    }

    /** Its name in a specification, and of a fixed size in GRUB's command {@code bios_reads}. */
    public String word() {
        return word;
    }

    /** Whether the module {@code biosreads} is part of the BIOS core image. */
    public boolean needsModule() {
        return this != STOCK;
    }

    @Override
    public String toString() {
        return word;
    }
}
