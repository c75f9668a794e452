package htg.fsimage.zfs;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;

/** A device with four ZFS labels, made by hand. */
public final class LabelImage {
    private static final int LABEL = 256 << 10;
    private static final int LIST = 16 << 10;
    private static final int LIST_SIZE = 112 << 10;

    private LabelImage() {}

    /** A device of 2 MiB whose labels hold these values: numbers, texts, maps and lists of maps. */
    public static byte[] of(Map<String, ?> values) {
        return of(values, ByteOrder.LITTLE_ENDIAN);
    }

    /** The same as a machine of this byte order writes it. */
    static byte[] of(Map<String, ?> values, ByteOrder order) {
        byte[] device = new byte[8 * LABEL];
        for (int label : new int[] {0, 1, 6, 7}) {
            write(device, label * LABEL + LIST, values, order);
        }
        return device;
    }

    private static void write(byte[] device, int at, Map<String, ?> values, ByteOrder order) {
        byte[] list = packed(values);
        ByteBuffer block = ByteBuffer.allocate(LIST_SIZE).order(order);
        block.put(new byte[] {1, 1, 0, 0}).put(list);
        block.putLong(LIST_SIZE - 40, 0x0210DA7AB10C7A11L).putLong(LIST_SIZE - 32, at);
        ByteBuffer digest = ByteBuffer.wrap(sha256(block.array()));
        for (int i = 0; i < 4; i++) {
            block.putLong(LIST_SIZE - 32 + 8 * i, digest.getLong());
        }
        System.arraycopy(block.array(), 0, device, at, LIST_SIZE);
    }

    private static byte[] packed(Map<?, ?> values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream data = new DataOutputStream(bytes)) {
            data.writeLong(1);
            for (Map.Entry<?, ?> pair : values.entrySet()) {
                byte[] content = pair(String.valueOf(pair.getKey()), pair.getValue());
                data.writeInt(content.length + 8);
                data.writeInt(content.length + 8);
                data.write(content);
            }
            data.writeLong(0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes.toByteArray();
    }

    private static byte[] pair(String name, Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(bytes);
        string(data, name);
        if (value instanceof Long number) {
            data.writeInt(8);
            data.writeInt(1);
            data.writeLong(number);
        } else if (value instanceof String text) {
            data.writeInt(9);
            data.writeInt(1);
            string(data, text);
        } else {
            lists(data, value);
        }
        return bytes.toByteArray();
    }

    private static void lists(DataOutputStream data, Object value) throws IOException {
        List<?> lists = value instanceof List<?> many ? many : List.of(value);
        data.writeInt(value instanceof List<?> ? 20 : 19);
        data.writeInt(lists.size());
        for (Object list : lists) {
            data.write(packed((Map<?, ?>) list));
        }
    }

    private static void string(DataOutputStream data, String text) throws IOException {
        byte[] characters = text.getBytes(StandardCharsets.UTF_8);
        data.writeInt(characters.length);
        data.write(characters);
        data.write(new byte[-characters.length & 3]);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
