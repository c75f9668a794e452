package htg.fsimage.nio;

import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.FileType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringTokenizer;

/** Attributes by the names that the JDK gives them, such as {@code posix:permissions,size} or {@code unix:*}. */
final class AttributeNames {
    private AttributeNames() {}

    static Map<String, Object> read(Attributes attributes, String request) {
        int colon = request.indexOf(':');
        Map<String, Object> known =
                known(new ImageAttributes(attributes), colon < 0 ? "basic" : request.substring(0, colon));
        Map<String, Object> answer = new LinkedHashMap<>();
        StringTokenizer names = new StringTokenizer(request.substring(colon + 1), ",");
        while (names.hasMoreTokens()) {
            String name = names.nextToken();
            Object value = known.get(name);
            if (name.equals("*")) {
                answer.putAll(known);
            } else if (value != null) {
                answer.put(name, value);
            } else {
                throw new IllegalArgumentException("there is no attribute " + name + " in " + request);
            }
        }
        return answer;
    }

    private static Map<String, Object> known(ImageAttributes attributes, String view) {
        Map<String, Object> known = new LinkedHashMap<>();
        switch (view) {
            case "basic" -> basic(known, attributes);
            case "owner" -> known.put("owner", attributes.owner());
            case "posix" -> posix(known, attributes);
            case "unix" -> unix(known, attributes);
            default ->
                throw new UnsupportedOperationException("files in an image have no attributes of the view " + view);
        }
        return known;
    }

    private static void basic(Map<String, Object> known, ImageAttributes attributes) {
        known.put("size", attributes.size());
        known.put("lastModifiedTime", attributes.lastModifiedTime());
        known.put("lastAccessTime", attributes.lastAccessTime());
        known.put("creationTime", attributes.creationTime());
        known.put("isRegularFile", attributes.isRegularFile());
        known.put("isDirectory", attributes.isDirectory());
        known.put("isSymbolicLink", attributes.isSymbolicLink());
        known.put("isOther", attributes.isOther());
        known.put("fileKey", attributes.fileKey());
    }

    private static void posix(Map<String, Object> known, ImageAttributes attributes) {
        basic(known, attributes);
        known.put("permissions", attributes.permissions());
        known.put("owner", attributes.owner());
        known.put("group", attributes.group());
    }

    private static void unix(Map<String, Object> known, ImageAttributes attributes) {
        posix(known, attributes);
        Attributes node = attributes.attributes();
        known.put("mode", typeBits(node.type()) | node.permissions());
        known.put("ino", node.id());
        known.put("dev", 0L);
        known.put("rdev", ((long) node.device().major() << 8) | node.device().minor());
        known.put("nlink", (int) Math.min(Integer.MAX_VALUE, node.links()));
        known.put("uid", (int) node.owner());
        known.put("gid", (int) node.group());
        known.put("ctime", attributes.changeTime());
    }

    private static int typeBits(FileType type) {
        return switch (type) {
            case PIPE -> 0010000;
            case CHARACTER_DEVICE -> 0020000;
            case FOLDER -> 0040000;
            case BLOCK_DEVICE -> 0060000;
            case REGULAR -> 0100000;
            case LINK -> 0120000;
            case SOCKET -> 0140000;
            case UNKNOWN -> 0;
        };
    }
}
