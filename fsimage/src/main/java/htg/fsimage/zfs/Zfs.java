package htg.fsimage.zfs;

import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the labels of a ZFS device say.
 *
 * @param label the first valid one
 * @param problems what is wrong all the same, one sentence each
 */
public record Zfs(ZfsLabel label, List<String> problems) {
    public Zfs {
        problems = List.copyOf(problems);
    }

    /**
     * Reads and verifies all four labels, two at each end of the device.
     *
     * @throws ImageFormatException with the first one's fault when no label is valid
     */
    public static Zfs read(Volume device) throws IOException {
        long end = device.size() / ZfsLabel.SIZE * ZfsLabel.SIZE;
        List<ZfsLabel> labels = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (long position : new long[] {0, ZfsLabel.SIZE, end - 2 * ZfsLabel.SIZE, end - ZfsLabel.SIZE}) {
            try {
                labels.add(ZfsLabel.read(device, position));
            } catch (ImageFormatException damaged) {
                problems.add(damaged.getMessage() == null ? "damaged" : damaged.getMessage());
            }
        }
        if (labels.isEmpty()) {
            throw new ImageFormatException(problems.get(0));
        }
        if (labels.stream().distinct().count() > 1) {
            problems.add("the ZFS labels contradict each other");
        }
        return new Zfs(labels.get(0), problems);
    }
}
