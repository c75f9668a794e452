package htg.fsimage.fs;

import java.util.List;
import java.util.Map;

/**
 * What a file system says of itself.
 *
 * @param type its name as {@code blkid} and {@code mount -t} know it, such as {@code ext4}
 * @param label empty where it has none
 * @param uuid as {@code blkid} writes it; empty where it has none
 * @param size bytes that it manages
 * @param used bytes of them that are taken; -1 where it does not say
 * @param facts more about it, such as {@code block size}, in the order in which to show them
 * @param problems what is wrong or was left out although it can be read, a sentence each, such as a journal that was not replayed
 */
public record FileSystemInfo(
        String type,
        String label,
        String uuid,
        long size,
        long used,
        Map<String, String> facts,
        List<String> problems) {
    public FileSystemInfo {
        facts = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(facts));
        problems = List.copyOf(problems);
    }

    /** Without facts and problems. */
    public static FileSystemInfo of(String type, String label, String uuid, long size, long used) {
        return new FileSystemInfo(type, label, uuid, size, used, Map.of(), List.of());
    }

    public FileSystemInfo facts(Map<String, String> more) {
        return new FileSystemInfo(type, label, uuid, size, used, more, problems);
    }

    public FileSystemInfo problems(List<String> sentences) {
        return new FileSystemInfo(type, label, uuid, size, used, facts, sentences);
    }
}
