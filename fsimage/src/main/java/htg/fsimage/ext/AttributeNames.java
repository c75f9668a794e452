package htg.fsimage.ext;

import htg.fsimage.fs.AccessControlList;

/** Full names of extended attributes, whose beginnings are stored as numbers (ext4 documentation, "Attribute Name Indices"). */
final class AttributeNames {
    static final int SYSTEM = 7;
    /** Under {@link #SYSTEM}: the content of a file or folder that does not fit into its inode's map. */
    static final String INLINE_DATA = "data";

    private static final int ENCRYPTION = 9;
    private static final int VERITY = 11;

    private AttributeNames() {}

    /** Whether Linux keeps it to itself. */
    static boolean isInternal(int index, String rest) {
        return index == ENCRYPTION || index == VERITY || (index == SYSTEM && rest.equals(INLINE_DATA));
    }

    static String full(int index, String rest) {
        return prefix(index) + rest;
    }

    private static String prefix(int index) {
        return switch (index) {
            case 0 -> "";
            case 1 -> "user.";
            case 2 -> AccessControlList.ACCESS;
            case 3 -> AccessControlList.DEFAULT;
            case 4 -> "trusted.";
            case 5 -> "lustre.";
            case 6 -> "security.";
            case SYSTEM -> "system.";
            case 8 -> "system.richacl";
            case 10 -> "gnu.";
            default -> "unknown" + index + ".";
        };
    }
}
