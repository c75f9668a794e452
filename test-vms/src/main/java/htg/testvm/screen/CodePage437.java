package htg.testvm.screen;

/** The characters of the PC's own fonts (code page 437), with its pictures for the control codes. */
final class CodePage437 {
    /** The number of codes. */
    static final int SIZE = 256;

    private static final String CHARACTERS = " ☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼" + ascii() + "⌂"
            + "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»"
            + "░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
            + "αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■ ";

    private CodePage437() {}

    /** The character with {@code code}, 0 to 255. */
    static char character(int code) {
        return CHARACTERS.charAt(code);
    }

    private static String ascii() {
        StringBuilder ascii = new StringBuilder();
        for (char character = ' '; character < 0x7f; character++) {
            ascii.append(character);
        }
        return ascii.toString();
    }
}
