package htg.testvm.block;

import java.io.IOException;
import java.nio.channels.NonWritableChannelException;

/** How a request ends, in the protocol's numbers. */
enum NbdError {
    NONE(0),
    NOT_PERMITTED(1),
    INPUT_OUTPUT(5),
    INVALID(22),
    NO_SPACE(28);

    private final int number;

    NbdError(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** What to tell the client of an exception out of a source. */
    static NbdError of(Exception failure) {
        if (failure instanceof NonWritableChannelException) {
            return NOT_PERMITTED;
        }
        if (failure instanceof IllegalArgumentException) {
            return INVALID;
        }
        return failure instanceof IOException && isFull(failure) ? NO_SPACE : INPUT_OUTPUT;
    }

    /** Java has no type for a full disk, only the system's words. */
    private static boolean isFull(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains("No space left on device") || message.contains("Disk quota exceeded");
    }
}
