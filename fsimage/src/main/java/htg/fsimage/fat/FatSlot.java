package htg.fsimage.fat;

import htg.fsimage.fs.Times;

/**
 * An entry of a folder with all that its 32 bytes say.
 *
 * @param number which of its folder's 32-byte entries it is, from 0
 * @param shortName the name of eight and three characters, upper or lower case as the entry says
 * @param times in UTC; that of the last read is a date
 */
record FatSlot(FatEntry entry, int number, String shortName, Times times) {
    /** Whether it is meant by a name: either of its two, without regard to case, and dots at the end count for nothing. */
    boolean answersTo(String name) {
        String wanted = withoutDots(name);
        return wanted.equalsIgnoreCase(withoutDots(entry.name())) || wanted.equalsIgnoreCase(shortName);
    }

    private static String withoutDots(String name) {
        int end = name.length();
        while (end > 0 && name.charAt(end - 1) == '.') {
            end--;
        }
        return name.substring(0, end);
    }
}
