package htg.miniroot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the dynamic loader reads of a program or a library: ELF of 64 bits, little-endian (System V ABI, chapters "Program
 * Header" and "Dynamic Section").
 *
 * @param interpreter the loader's path, of programs
 * @param needed names of the libraries that are loaded with it
 */
record ElfFile(Optional<String> interpreter, List<String> needed) {
    private static final int MAGIC = 0x464C_457F;
    private static final int CLASS_64_LITTLE_ENDIAN = 0x0102;
    private static final int LOADED = 1;
    private static final int DYNAMIC = 2;
    private static final int INTERPRETER = 3;
    private static final int NEEDED = 1;
    private static final int STRING_TABLE = 5;

    ElfFile {
        needed = List.copyOf(needed);
    }

    /** A program header: where a part of the file goes in memory. */
    private record Segment(int type, int offset, long address, int size) {
        static Segment read(ByteBuffer file, int at) {
            return new Segment(
                    file.getInt(at), (int) file.getLong(at + 8), file.getLong(at + 16), (int) file.getLong(at + 32));
        }

        boolean holds(long sought) {
            return type == LOADED && sought >= address && sought < address + size;
        }
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException when it is no such file or is damaged
     */
    static ElfFile parse(byte[] content) {
        ByteBuffer file = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        try {
            if (file.getInt(0) != MAGIC || file.getShort(4) != CLASS_64_LITTLE_ENDIAN) {
                throw new IllegalArgumentException("no ELF file of 64 bits");
            }
            List<Segment> segments = segments(file);
            return new ElfFile(
                    first(segments, INTERPRETER).map(segment -> text(file, segment.offset())),
                    first(segments, DYNAMIC)
                            .map(segment -> needed(file, segment, segments))
                            .orElse(List.of()));
        } catch (IndexOutOfBoundsException damaged) {
            throw new IllegalArgumentException("a damaged ELF file", damaged);
        }
    }

    private static List<Segment> segments(ByteBuffer file) {
        List<Segment> segments = new ArrayList<>();
        int at = (int) file.getLong(32);
        for (int number = file.getShort(56); number > 0; number--, at += file.getShort(54)) {
            segments.add(Segment.read(file, at));
        }
        return segments;
    }

    private static Optional<Segment> first(List<Segment> segments, int type) {
        return segments.stream().filter(segment -> segment.type() == type).findFirst();
    }

    private static List<String> needed(ByteBuffer file, Segment dynamic, List<Segment> segments) {
        List<Long> names = new ArrayList<>();
        int strings = 0;
        for (int at = dynamic.offset(); at < dynamic.offset() + dynamic.size(); at += 16) {
            long value = file.getLong(at + 8);
            if (file.getLong(at) == NEEDED) {
                names.add(value);
            } else if (file.getLong(at) == STRING_TABLE) {
                strings = offset(segments, value);
            }
        }
        int table = strings;
        return names.stream().map(name -> text(file, (int) (table + name))).toList();
    }

    private static int offset(List<Segment> segments, long address) {
        return segments.stream()
                .filter(segment -> segment.holds(address))
                .findFirst()
                .map(segment -> (int) (address - segment.address()) + segment.offset())
                .orElseThrow(() -> new IllegalArgumentException("an ELF file without names"));
    }

    private static String text(ByteBuffer file, int start) {
        StringBuilder text = new StringBuilder();
        for (int at = start; file.get(at) != 0; at++) {
            text.append((char) (file.get(at) & 0xFF));
        }
        return text.toString();
    }
}
