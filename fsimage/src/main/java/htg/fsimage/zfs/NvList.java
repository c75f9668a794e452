package htg.fsimage.zfs;

import htg.fsimage.volume.ImageFormatException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A list of names and values as {@code libnvpair} packs them in XDR (RFC 4506): numbers, texts and lists; values of other
 * types are left out.
 */
final class NvList {
    private static final int XDR = 1;
    private static final int NUMBER = 8;
    private static final int TEXT = 9;
    private static final int LIST = 19;
    private static final int LISTS = 20;
    private static final int DEEPEST = 8;
    private static final int MOST_LISTS = 4096;

    private final Map<String, Long> numbers = new LinkedHashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, List<NvList>> lists = new LinkedHashMap<>();

    private NvList() {}

    /** Reads a list with the header that says how it is packed. */
    static NvList read(byte[] packed) throws ImageFormatException {
        if (packed.length < 4 || packed[0] != XDR) {
            throw new ImageFormatException("no list of names and values");
        }
        try {
            return list(ByteBuffer.wrap(packed, 4, packed.length - 4), 0);
        } catch (BufferUnderflowException | IllegalArgumentException leaves) {
            throw new ImageFormatException("a list of names and values that leaves its place");
        }
    }

    /** A number that has to be there; beyond {@link Long#MAX_VALUE} it comes out negative. */
    long number(String name) throws ImageFormatException {
        Long value = numbers.get(name);
        if (value == null) {
            throw new ImageFormatException("a ZFS label without " + name);
        }
        return value;
    }

    /** As {@link #number(String)}, for one that may be missing. */
    long number(String name, long otherwise) {
        return numbers.getOrDefault(name, otherwise);
    }

    /** A text that has to be there. */
    String text(String name) throws ImageFormatException {
        String value = texts.get(name);
        if (value == null) {
            throw new ImageFormatException("a ZFS label without " + name);
        }
        return value;
    }

    /** The lists of that name; none when there is none. */
    List<NvList> lists(String name) {
        return lists.getOrDefault(name, List.of());
    }

    private static NvList list(ByteBuffer data, int depth) throws ImageFormatException {
        if (depth > DEEPEST) {
            throw new ImageFormatException("lists of names and values that are nested too deeply");
        }
        NvList list = new NvList();
        data.getLong(); // version and flags
        int size = data.getInt();
        while (size != 0 || data.getInt() != 0) {
            int end = data.position() - Integer.BYTES + size;
            data.getInt(); // size when unpacked
            list.pair(data, depth);
            if (data.position() > end) {
                throw new ImageFormatException("a value that is longer than it says");
            }
            data.position(end);
            size = data.getInt();
        }
        return list;
    }

    private void pair(ByteBuffer data, int depth) throws ImageFormatException {
        String name = string(data);
        int type = data.getInt();
        int count = data.getInt();
        switch (type) {
            case NUMBER -> numbers.put(name, data.getLong());
            case TEXT -> texts.put(name, string(data));
            case LIST -> lists.put(name, List.of(list(data, depth + 1)));
            case LISTS -> lists.put(name, array(data, count, depth));
            default -> {}
        }
    }

    private static List<NvList> array(ByteBuffer data, int count, int depth) throws ImageFormatException {
        if (count < 0 || count > MOST_LISTS) {
            throw new ImageFormatException("an array of " + count + " lists");
        }
        List<NvList> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(list(data, depth + 1));
        }
        return all;
    }

    /** Length, characters, and zeros up to a multiple of four. */
    private static String string(ByteBuffer data) throws ImageFormatException {
        int length = data.getInt();
        if (length < 0 || length > data.remaining()) {
            throw new ImageFormatException("a text of " + length + " bytes");
        }
        byte[] characters = new byte[length];
        data.get(characters);
        data.position(data.position() + (-length & 3));
        return new String(characters, StandardCharsets.UTF_8);
    }
}
