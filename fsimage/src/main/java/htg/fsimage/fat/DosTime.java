package htg.fsimage.fat;

import htg.fsimage.fs.Times;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Dates and times of directory entries (FAT specification, section 6.3), which know no time zone: taken for UTC. */
final class DosTime {
    private DosTime() {}

    /** The moment that two fields stand for, to 2 s; empty when they are zero or nonsense. */
    static Optional<LocalDateTime> local(int date, int time) {
        try {
            return Optional.of(LocalDateTime.of(
                    1980 + (date >> 9),
                    (date >> 5) & 0xF,
                    date & 0x1F,
                    time >> 11,
                    (time >> 5) & 0x3F,
                    (time & 0x1F) * 2));
        } catch (DateTimeException nonsense) {
            return Optional.empty();
        }
    }

    /** As {@link #local}, with hundredths of a second from 0 to 199, in UTC. */
    static Instant instant(int date, int time, int hundredths) {
        return local(date, time)
                .map(local -> local.toInstant(ZoneOffset.UTC).plusMillis(hundredths <= 199 ? hundredths * 10L : 0))
                .orElse(Times.NEVER);
    }
}
