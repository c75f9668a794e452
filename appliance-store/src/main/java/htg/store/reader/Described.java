package htg.store.reader;

import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Node;
import htg.fsimage.fs.Times;
import htg.fsimage.volume.Names;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A file and its path, in words. */
record Described(String path, Node node) {
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    Attributes attributes() {
        return node.attributes();
    }

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** As {@code ls -l} shows it, times in UTC. */
    String longLine(String shownName) throws IOException {
        Attributes known = attributes();
        String size =
                isDevice() ? known.device().major() + ", " + known.device().minor() : Long.toString(known.size());
        StringBuilder line = new StringBuilder(known.modeText());
        right(line, 4, Long.toString(known.links()));
        right(line, 6, Long.toString(known.owner()));
        right(line, 6, Long.toString(known.group()));
        right(line, 13, size);
        line.append(' ').append(time(known.times().modified())).append(' ');
        return line.append(Names.printable(shownName)).append(arrow()).toString();
    }

    /** A folder may have a hundred thousand lines, and a format takes long to read. */
    private static void right(StringBuilder line, int width, String text) {
        line.append(" ".repeat(Math.max(1, width - text.length()))).append(text);
    }

    /** What follows a link's name. */
    String arrow() throws IOException {
        return attributes().type() == FileType.LINK ? " -> " + Names.printable(node.target()) : "";
    }

    /** All that is known of it, for {@code stat} and for programs. */
    Map<String, Object> members(boolean withExtended) throws IOException {
        Attributes known = attributes();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("path", path);
        members.put("type", known.type().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        members.put("size", known.size());
        members.put("mode", "%04o".formatted(known.permissions()));
        members.put("owner", known.owner());
        members.put("group", known.group());
        members.put("links", known.links());
        members.put("id", known.id());
        if (isDevice()) {
            members.put("device", known.device().major() + ":" + known.device().minor());
        }
        if (known.type() == FileType.LINK) {
            members.put("target", node.target());
        }
        put(members, "modified", known.times().modified());
        put(members, "changed", known.times().changed());
        put(members, "accessed", known.times().accessed());
        put(members, "created", known.times().created());
        if (withExtended) {
            Map<String, Object> extended = new LinkedHashMap<>();
            node.extendedAttributes()
                    .forEach((name, value) ->
                            extended.put(name, java.util.HexFormat.of().formatHex(value)));
            members.put("attributes", extended);
        }
        return members;
    }

    private boolean isDevice() {
        return attributes().type() == FileType.CHARACTER_DEVICE || attributes().type() == FileType.BLOCK_DEVICE;
    }

    private static void put(Map<String, Object> members, String name, Instant time) {
        if (!time.equals(Times.NEVER)) {
            members.put(name, time.toString());
        }
    }

    private static String time(Instant time) {
        try {
            return time.equals(Times.NEVER) ? "               -" : MINUTES.format(time);
        } catch (DateTimeException beyondAllYears) {
            return time.toString();
        }
    }
}
