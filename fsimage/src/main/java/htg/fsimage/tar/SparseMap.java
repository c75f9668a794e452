package htg.fsimage.tar;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.LimitExceededException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** Where the pieces of a sparse file belong; there are four ways to store that (GNU tar manual, "Storing Sparse Files"). */
final class SparseMap {
    private static final int IN_HEADER = 4;
    private static final int IN_EXTENSION = 21;
    private static final int PIECE = 24;
    private static final int NUMBER = 12;
    /** Memory that a piece takes until the file is read. */
    private static final int MEMORY = 64;

    private final TarMember member;
    private final long most;
    private long[] map = new long[8];
    private int count;
    private long dataPlace;

    private SparseMap(TarMember member) {
        this.member = member;
        this.most = Math.min(member.limits().extents(), member.limits().memory() / MEMORY);
        this.dataPlace = member.dataPlace();
    }

    /** The map of a member; nothing when it has no holes. */
    static @Nullable SparseMap of(TarMember member) throws IOException {
        SparseMap map = new SparseMap(member);
        PaxRecords pax = member.pax();
        if (member.header().type() == TarMember.GNU_SPARSE) {
            map.readHeaders();
        } else if (pax.number("GNU.sparse.major", 0) == 1) {
            map.readData();
        } else if (pax.has("GNU.sparse.map")) {
            StringTokenizer numbers = new StringTokenizer(pax.text("GNU.sparse.map", ""), ",");
            while (numbers.hasMoreTokens()) {
                map.add(number(numbers.nextToken()));
            }
        } else if (!pax.pieces().isEmpty()) {
            List<Long> pieces = pax.pieces();
            for (long piece : pieces) {
                map.add(piece);
            }
        } else {
            return null;
        }
        return map;
    }

    /** Places in the file and lengths in turns. */
    long[] map() {
        return Arrays.copyOf(map, count / 2 * 2);
    }

    /** Where the data begins. */
    long dataPlace() {
        return dataPlace;
    }

    private void add(long number) throws IOException {
        if (count / 2 >= most) {
            throw new LimitExceededException("a sparse file has more than " + most + " pieces");
        }
        if (count == map.length) {
            map = Arrays.copyOf(map, count * 2);
        }
        map[count++] = number;
    }

    private static long number(String digits) throws CorruptFileSystemException {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException wrong) {
            throw new CorruptFileSystemException("sparse tar member", -1, "its map is damaged");
        }
    }

    /** GNU's old way: some pieces in the header, more in blocks behind it. */
    private void readHeaders() throws IOException {
        byte[] block = member.volume().read(member.headerPlace(), TarHeader.BLOCK);
        addPieces(block, 386, IN_HEADER);
        boolean more = block[482] != 0;
        for (long at = member.headerPlace() + TarHeader.BLOCK; more; at += TarHeader.BLOCK) {
            block = member.volume().read(at, TarHeader.BLOCK);
            addPieces(block, 0, IN_EXTENSION);
            more = block[504] != 0;
        }
    }

    private void addPieces(byte[] block, int offset, int pieces) throws IOException {
        try {
            for (int at = offset; at < offset + pieces * PIECE; at += PIECE) {
                if (block[at] != 0 && block[at + NUMBER] != 0) {
                    add(TarNumber.read(block, at, NUMBER));
                    add(TarNumber.read(block, at + NUMBER, NUMBER));
                }
            }
        } catch (NumberFormatException wrong) {
            throw new CorruptFileSystemException("sparse tar member", member.headerPlace(), "its map is damaged");
        }
    }

    /** The newest way: lines with numbers before the data, the first with how many pieces there are. */
    private void readData() throws IOException {
        long at = member.dataPlace();
        long end = at + member.stored();
        long number = 0;
        long missing = -1;
        while (missing != 0) {
            if (at >= end) {
                throw new CorruptFileSystemException("sparse tar member", member.headerPlace(), "its map is cut off");
            }
            int digit = member.volume().read(at++, 1)[0];
            if (digit != '\n') {
                number = number * 10 + digit - '0';
                if (digit < '0' || digit > '9' || number > Long.MAX_VALUE / 20) {
                    throw new CorruptFileSystemException("sparse tar member", at, "its map is damaged");
                }
            } else if (missing < 0) {
                missing = number * 2;
                number = 0;
            } else {
                add(number);
                missing--;
                number = 0;
            }
        }
        long used = at - member.dataPlace();
        dataPlace = member.dataPlace() + (used + TarHeader.BLOCK - 1) / TarHeader.BLOCK * TarHeader.BLOCK;
    }
}
