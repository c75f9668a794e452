package htg.fsimage.iso;

import htg.fsimage.fs.Times;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Dates with times, which say how far they are from UTC in quarters of an hour; {@link Times#NEVER} for nonsense. */
final class IsoDate {
    static final int SHORT = 7;
    static final int LONG = 17;
    private static final int QUARTER = 15 * 60;

    private IsoDate() {}

    /** Seven numbers (ECMA-119, 9.1.5). */
    static Instant ofNumbers(Structure from, int offset) throws CorruptFileSystemException {
        int[] field = new int[SHORT];
        for (int i = 0; i < SHORT; i++) {
            field[i] = from.u8(offset + i);
        }
        return instant(1900 + field[0], field[1], field[2], field[3], field[4], field[5], 0, field[6]);
    }

    /** Sixteen digits and a number (ECMA-119, 8.4.26.1). */
    static Instant ofDigits(Structure from, int offset) throws CorruptFileSystemException {
        String digits = new String(from.bytes(offset, 16), StandardCharsets.ISO_8859_1);
        if (!digits.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            return Times.NEVER;
        }
        return instant(
                number(digits, 0, 4),
                number(digits, 4, 6),
                number(digits, 6, 8),
                number(digits, 8, 10),
                number(digits, 10, 12),
                number(digits, 12, 14),
                number(digits, 14, 16),
                from.u8(offset + 16));
    }

    private static int number(String digits, int from, int to) {
        return Integer.parseInt(digits, from, to, 10);
    }

    private static Instant instant(
            int year, int month, int day, int hour, int minute, int second, int hundredths, int quarters) {
        try {
            return LocalDateTime.of(year, month, day, hour, minute, second, hundredths * 10_000_000)
                    .toInstant(ZoneOffset.ofTotalSeconds((byte) quarters * QUARTER));
        } catch (DateTimeException nonsense) {
            return Times.NEVER;
        }
    }
}
