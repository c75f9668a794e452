package htg.fsimage.fs;

/** What a node is. */
public enum FileType {
    REGULAR('-'),
    FOLDER('d'),
    LINK('l'),
    CHARACTER_DEVICE('c'),
    BLOCK_DEVICE('b'),
    PIPE('p'),
    SOCKET('s'),
    /** None of these, or only its node knows. */
    UNKNOWN('?');

    private final char letter;

    FileType(char letter) {
        this.letter = letter;
    }

    /** As {@code ls -l} shows it. */
    public char letter() {
        return letter;
    }

    /** From the upper bits of a Unix mode. */
    public static FileType ofMode(int mode) {
        return switch (mode >> 12 & 0xF) {
            case 0x1 -> PIPE;
            case 0x2 -> CHARACTER_DEVICE;
            case 0x4 -> FOLDER;
            case 0x6 -> BLOCK_DEVICE;
            case 0x8 -> REGULAR;
            case 0xA -> LINK;
            case 0xC -> SOCKET;
            default -> UNKNOWN;
        };
    }
}
