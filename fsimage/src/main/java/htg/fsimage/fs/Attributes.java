package htg.fsimage.fs;

/**
 * What is known of a node besides its content.
 *
 * @param type what it is
 * @param id what tells it from other nodes of its file system (the inode number where there is one); two names with the same id are
 *     hard links
 * @param size bytes of a file or of a link's target; of a folder whatever its file system stores
 * @param permissions the lower twelve bits of a Unix mode; 0555 or 0755 where its file system has none
 * @param owner user number, 0 where there is none
 * @param group group number, 0 where there is none
 * @param links how many names it has, 1 where that is not stored
 * @param device major and minor number of a device
 * @param times when what happened to it
 */
public record Attributes(
        FileType type,
        long id,
        long size,
        int permissions,
        long owner,
        long group,
        long links,
        Device device,
        Times times) {
    /** The number of a device; {@link #NONE} for all that is none. */
    public record Device(int major, int minor) {
        public static final Device NONE = new Device(0, 0);
    }

    /** What all file systems know: the rest is as if root had made it, and can be set by the methods that follow. */
    public static Attributes of(FileType type, long id, long size) {
        return new Attributes(
                type, id, size, type == FileType.FOLDER ? 0755 : 0644, 0, 0, 1, Device.NONE, Times.UNKNOWN);
    }

    public Attributes permissions(int bits) {
        return new Attributes(type, id, size, bits & 07777, owner, group, links, device, times);
    }

    public Attributes owner(long user, long userGroup) {
        return new Attributes(type, id, size, permissions, user, userGroup, links, device, times);
    }

    public Attributes links(long count) {
        return new Attributes(type, id, size, permissions, owner, group, count, device, times);
    }

    public Attributes device(Device number) {
        return new Attributes(type, id, size, permissions, owner, group, links, number, times);
    }

    public Attributes times(Times when) {
        return new Attributes(type, id, size, permissions, owner, group, links, device, when);
    }

    /** As {@code ls -l} shows it, such as {@code -rwxr-xr-x}. */
    public String modeText() {
        char[] text = "?rwxrwxrwx".toCharArray();
        text[0] = type.letter();
        for (int bit = 0; bit < 9; bit++) {
            if ((permissions & 0400 >> bit) == 0) {
                text[bit + 1] = '-';
            }
        }
        mark(text, 3, 04000, 's');
        mark(text, 6, 02000, 's');
        mark(text, 9, 01000, 't');
        return new String(text);
    }

    private void mark(char[] text, int at, int bit, char mark) {
        if ((permissions & bit) != 0) {
            text[at] = text[at] == 'x' ? mark : Character.toUpperCase(mark);
        }
    }
}
