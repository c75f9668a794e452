package htg.fsimage.tar;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.LimitExceededException;
import htg.fsimage.volume.Names;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The records of a pax header, each {@code length key=value} and a line's end; values may be any bytes. */
final class PaxRecords {
    static final PaxRecords NONE = new PaxRecords();

    /** More than any archiver writes; each takes some hundred bytes besides its own. */
    private static final int MOST_RECORDS = 4096;

    private static final int RECORD_MEMORY = 100;

    private final Map<String, byte[]> records = new HashMap<>();
    /** The pieces of a sparse file, which come one after the other with the same keys. */
    private final List<Long> pieces = new ArrayList<>();

    private PaxRecords() {}

    /** These records with those of another header, which matter more. */
    PaxRecords with(byte[] header, long place) throws IOException {
        PaxRecords all = new PaxRecords();
        all.records.putAll(records);
        all.pieces.addAll(pieces);
        all.read(header, place);
        return all;
    }

    /** Bytes of memory, besides the values' own. */
    long memory() {
        return (long) RECORD_MEMORY * (records.size() + pieces.size());
    }

    private void read(byte[] header, long place) throws IOException {
        int at = 0;
        while (at < header.length && header[at] != 0) {
            int digits = at;
            long length = 0;
            while (digits < header.length && header[digits] != ' ') {
                length = length * 10 + header[digits] - '0';
                require(header[digits] >= '0' && header[digits] <= '9' && length <= header.length, place);
                digits++;
            }
            int end = at + (int) length;
            require(end <= header.length && end > digits + 1, place);
            readOne(header, digits + 1, end - 1, place);
            at = end;
        }
    }

    /** Takes the record between two places, the end of its line left out. */
    private void readOne(byte[] header, int from, int end, long place) throws IOException {
        int equals = from;
        while (equals < end && header[equals] != '=') {
            equals++;
        }
        require(equals < end, place);
        String key = Names.decode(Arrays.copyOfRange(header, from, equals));
        put(key, Arrays.copyOfRange(header, equals + 1, end), place);
    }

    private void put(String key, byte[] value, long place) throws IOException {
        if (key.equals("GNU.sparse.offset") || key.equals("GNU.sparse.numbytes")) {
            pieces.add(parse(Names.decode(value), place));
        } else if (value.length == 0 && !key.contains("xattr")) {
            records.remove(key);
        } else {
            records.put(key, value);
        }
        if (records.size() > MOST_RECORDS) {
            throw new LimitExceededException(
                    "a member of the tar archive has more than " + MOST_RECORDS + " pax records");
        }
    }

    private static void require(boolean sound, long place) throws CorruptFileSystemException {
        if (!sound) {
            throw new CorruptFileSystemException("pax header", place, "its records are damaged");
        }
    }

    private static long parse(String digits, long place) throws CorruptFileSystemException {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException wrong) {
            throw new CorruptFileSystemException("pax header", place, "'" + Names.printable(digits) + "' is no number");
        }
    }

    boolean has(String key) {
        return records.containsKey(key);
    }

    String text(String key, String otherwise) {
        byte[] value = records.get(key);
        return value == null ? otherwise : Names.decode(value);
    }

    long number(String key, long otherwise) throws CorruptFileSystemException {
        byte[] value = records.get(key);
        return value == null ? otherwise : parse(Names.decode(value), -1);
    }

    Map<String, byte[]> all() {
        return records;
    }

    /** Places and lengths in turns. */
    List<Long> pieces() {
        return pieces;
    }

    /** A time in seconds, with a fraction where it has one. */
    Instant time(String key, Instant otherwise) throws CorruptFileSystemException {
        byte[] value = records.get(key);
        if (value == null) {
            return otherwise;
        }
        String text = Names.decode(value);
        int point = text.indexOf('.');
        long seconds = parse(point < 0 ? text : text.substring(0, point), -1);
        String digits = point < 0 ? "" : text.substring(point + 1);
        long nanos = digits.isEmpty() ? 0 : parse((digits + "000000000").substring(0, 9), -1);
        try {
            return Instant.ofEpochSecond(seconds, text.startsWith("-") ? -nanos : nanos);
        } catch (java.time.DateTimeException | ArithmeticException wrong) {
            throw new CorruptFileSystemException("pax header", -1, "'" + Names.printable(text) + "' is no time");
        }
    }
}
