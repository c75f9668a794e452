package htg.fsimage.squashfs;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.ImageFormatException;
import java.io.IOException;
import java.util.List;

/** The numbers of users and groups, which inodes name by their place in a table. */
final class Ids {
    private static final int WIDTH = 4;

    private final int[] numbers;
    private final boolean readable;

    private Ids(int[] numbers, boolean readable) {
        this.numbers = numbers;
        this.readable = readable;
    }

    /** Reads the table; when it is damaged all belongs to root, and {@code problems} says so. */
    static Ids read(Superblock superblock, Metadata metadata, Packing packing, List<String> problems)
            throws IOException {
        Table table = new Table(
                packing.volume(), metadata, "squashfs table of ids", superblock.ids(), superblock.idCount(), WIDTH);
        int[] numbers = new int[superblock.idCount()];
        try {
            int inBlock = Metadata.BLOCK / WIDTH;
            for (int first = 0; first < numbers.length; first += inBlock) {
                MetadataCursor cursor = table.entry(first);
                for (int i = first; i < Math.min(numbers.length, first + inBlock); i++) {
                    numbers[i] = cursor.s32();
                }
            }
            return new Ids(numbers, true);
        } catch (ImageFormatException damaged) {
            problems.add("The owners are not known: " + damaged.getMessage() + ".");
            return new Ids(numbers, false);
        }
    }

    long number(int index) throws CorruptFileSystemException {
        if (!readable) {
            return 0;
        } else if (index >= numbers.length) {
            throw new CorruptFileSystemException(
                    "squashfs inode", -1, "it belongs to number " + index + " of " + numbers.length + " owners");
        }
        return Integer.toUnsignedLong(numbers[index]);
    }
}
