package htg.testvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * The smallest stick there is: a boot sector that prints a text on the first serial port, then does one more thing. It
 * lets tests see a real machine from power-on to the end in under a second.
 */
public final class BootSector {
    /** The text lies in the eight sectors after the first. */
    private static final int TEXT_LIMIT = 8 * 512;

    private static final int MEBIBYTE = 1 << 20;

    private static final String LOAD = "31c0" // xor ax,ax
            + "8ed8" // mov ds,ax
            + "8ec0" // mov es,ax
            + "fc" // cld
            + "b80802" // mov ax,0x0208: read eight sectors
            + "b90200" // mov cx,2: from cylinder 0, sector 2
            + "b600" // mov dh,0: head 0
            + "bb007e" // mov bx,0x7e00
            + "cd13" // int 0x13
            + "be007e"; // mov si,0x7e00

    private static final String PRINT_LOADED = "ac" // next: lodsb
            + "84c0" // test al,al
            + "7412" // jz end
            + "88c3" // mov bl,al
            + "bafd03" // mov dx,0x3fd
            + "ec" // wait: in al,dx
            + "a820" // test al,0x20: is there room for a byte?
            + "74fb" // jz wait
            + "88d8" // mov al,bl
            + "baf803" // mov dx,0x3f8
            + "ee" // out dx,al
            + "ebe9"; // jmp next

    private static final String PRINT = LOAD + PRINT_LOADED;

    /** Where the text is that tells of a torn transaction: the fifth of the text's sectors. */
    private static final int TORN = 4 * 512;

    /** Sectors 10 and 11 begin with one number; if not, the other text is printed. Then it counts up, in both. */
    private static final String PRINT_AND_COUNT = LOAD
            + "b80202" // mov ax,0x0202: read two sectors
            + "b90a00" // mov cx,10
            + "bb0090" // mov bx,0x9000
            + "cd13" // int 0x13
            + "a00090" // mov al,[0x9000]
            + "3a060092" // cmp al,[0x9200]
            + "7403" // je count
            + "be0086" // mov si,0x8600: the other text
            + "fe060090" // count: inc byte [0x9000]
            + "b80103" // mov ax,0x0301: write one sector
            + "cd13" // int 0x13
            + "a00090" // mov al,[0x9000]
            + "a20092" // mov [0x9200],al
            + "b80103" // mov ax,0x0301
            + "b90b00" // mov cx,11
            + "bb0092" // mov bx,0x9200
            + "cd13" // int 0x13
            + PRINT_LOADED;

    private static final String SHOW = LOAD
            + "b80300" // mov ax,3: text mode of 80x25, cleared
            + "cd10" // int 0x10
            + "ac" // next: lodsb
            + "84c0" // test al,al
            + "7409" // jz end
            + "b40e" // mov ah,0x0e: teletype
            + "bb0700" // mov bx,7: page 0, grey
            + "cd10" // int 0x10
            + "ebf2"; // jmp next

    private BootSector() {}

    /** What the guest does after its text. */
    public enum Ending {
        /** Halts for ever. */
        HANG("f4ebfd"),
        /** Says on the serial port what it hears there, for ever. */
        ECHO("bafd03" + "ec" + "a801" + "74fb" + "baf803" + "ec" + "ee" + "ebf1"),
        /** Writes "soft off" into the ACPI power management register, where SeaBIOS puts it. */
        POWER_OFF("ba0406" + "b80020" + "ef" + "f4ebfd"),
        /** Pulls the chipset's reset line. */
        RESET("baf90c" + "b006" + "ee" + "f4ebfd");

        private final String code;

        Ending(String code) {
            this.code = code;
        }
    }

    /** Writes an image of one mebibyte that prints {@code text} on the serial port. */
    public static Path write(Path image, String text, Ending ending) {
        return write(image, PRINT, text.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII), ending);
    }

    /**
     * Writes one that counts its boots in two sectors, without ever calling that one transaction: between its first write
     * and its second the two differ, and the next boot prints {@code torn} in place of {@code whole}. Then it halts.
     */
    public static Path writeCounting(Path image, String whole, String torn) {
        byte[] text = new byte[TEXT_LIMIT - 1];
        byte[] first = whole.getBytes(StandardCharsets.US_ASCII);
        byte[] other = torn.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(first, 0, text, 0, Math.min(first.length, TORN - 1));
        System.arraycopy(other, 0, text, TORN, other.length);
        return write(image, PRINT_AND_COUNT, text, Ending.HANG);
    }

    /** Writes one that shows {@code text} on the screen, in text mode and grey on black, then halts. */
    public static Path writeForScreen(Path image, String text) {
        return write(image, SHOW, text.replace("\n", "\r\n").getBytes(Charset.forName("IBM437")), Ending.HANG);
    }

    private static Path write(Path image, String print, byte[] text, Ending ending) {
        if (text.length >= TEXT_LIMIT) {
            throw new IllegalArgumentException("the text is longer than " + TEXT_LIMIT + " bytes");
        }
        byte[] disk = new byte[MEBIBYTE];
        byte[] code = HexFormat.of().parseHex(print + ending.code);
        System.arraycopy(code, 0, disk, 0, code.length);
        disk[510] = 0x55;
        disk[511] = (byte) 0xaa;
        System.arraycopy(text, 0, disk, 512, text.length);
        try {
            return Files.write(image, disk);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
