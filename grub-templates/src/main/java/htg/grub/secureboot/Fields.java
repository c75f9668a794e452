package htg.grub.secureboot;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The little-endian fields of a file. Who reads one names its structure, which an error tells with the place. */
final class Fields {
    private final String file;
    private final byte[] bytes;
    private final ByteBuffer buffer;

    /**
     * The bytes are not copied.
     *
     * @param file what errors call it
     */
    Fields(String file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes;
        this.buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    String file() {
        return file;
    }

    int size() {
        return bytes.length;
    }

    int u16(long at, String what) {
        return Short.toUnsignedInt(buffer.getShort(place(at, Short.BYTES, what)));
    }

    long u32(long at, String what) {
        return Integer.toUnsignedLong(buffer.getInt(place(at, Integer.BYTES, what)));
    }

    byte[] bytes(long at, long length, String what) {
        int start = place(at, length, what);
        return Arrays.copyOfRange(bytes, start, start + (int) length);
    }

    /** The whole array, which must not be changed. */
    byte[] all() {
        return bytes;
    }

    /** Checks that a range is inside, before anything is allocated for it. */
    int place(long at, long length, String what) {
        if (at < 0 || length < 0 || length > bytes.length || at > bytes.length - length) {
            throw damaged(what, at, "leaves the " + bytes.length + " bytes there are");
        }
        return (int) at;
    }

    HtgException damaged(String what, long at, String why) {
        return damaged(file, what, at, why);
    }

    static HtgException damaged(String file, String what, long at, String why) {
        return new HtgException(
                ExitCode.FAILED,
                file + " is damaged: the " + what + " at byte " + at + " " + why,
                "Build the stick again, or write the file anew from the package it came with.");
    }
}
