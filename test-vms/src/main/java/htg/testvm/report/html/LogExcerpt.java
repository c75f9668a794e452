package htg.testvm.report.html;

import htg.common.DataSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A log, or of a long one its first quarter and its last three: how it ended matters most.
 *
 * @param head the beginning, or all of it
 * @param tail the end; empty when nothing was cut
 * @param size of the whole log
 * @param cut how much is missing between head and tail
 */
record LogExcerpt(String head, String tail, DataSize size, DataSize cut) {
    /** How much of a log is shown. */
    static final int LIMIT = 256 << 10;

    /** Empty when there is no such log, or nothing in it. */
    static Optional<LogExcerpt> read(Path log) throws IOException {
        if (!Files.isRegularFile(log)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(log)) {
            long size = channel.size();
            if (size <= LIMIT) {
                String all = text(bytes(channel, 0, (int) size));
                return Optional.of(all)
                        .filter(text -> !text.isBlank())
                        .map(text -> new LogExcerpt(text, "", new DataSize(size), DataSize.ZERO));
            }
            byte[] head = wholeLinesAtStart(bytes(channel, 0, LIMIT / 4));
            byte[] tail = wholeLinesAtEnd(bytes(channel, size - LIMIT / 4 * 3, LIMIT / 4 * 3));
            DataSize cut = new DataSize(size - head.length - tail.length);
            return Optional.of(new LogExcerpt(text(head), text(tail), new DataSize(size), cut));
        }
    }

    /** The last lines that say something, as they are in the log. */
    List<String> lastLines(int count) {
        List<String> lines = (tail.isEmpty() ? head : tail)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }

    private static byte[] bytes(FileChannel channel, long from, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
            // Short reads go on where they stopped.
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private static byte[] wholeLinesAtStart(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end == 0 ? bytes : Arrays.copyOf(bytes, end);
    }

    private static byte[] wholeLinesAtEnd(byte[] bytes) {
        int start = 0;
        while (start < bytes.length && bytes[start] != '\n') {
            start++;
        }
        return start >= bytes.length - 1 ? bytes : Arrays.copyOfRange(bytes, start + 1, bytes.length);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
