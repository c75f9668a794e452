package htg.fsimage.container;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Names;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text that describes a VMDK: settings, and the extents that the disk consists of.
 *
 * @param settings by name in lower case, without quotes
 */
record VmdkDescriptor(Map<String, String> settings, List<Extent> extents) {
    static final String FIRST_LINE = "# Disk DescriptorFile";
    /** Larger ones are no descriptors. */
    static final int LARGEST = 256 << 10;

    private static final int MOST_EXTENTS = 512;
    private static final String NO_PARENT = "ffffffff";
    /** Their ends take whatever there is (DOTALL), so that no line is tried in all the ways in which it can be divided. */
    private static final Pattern EXTENT = Pattern.compile(
            "(RW|RDONLY|NOACCESS) +(\\d{1,18}) +([A-Z]+)(?: +\"([^\"]*)\"(?: +(\\d{1,18}))?)?.*", Pattern.DOTALL);

    private static final Pattern SETTING = Pattern.compile("([A-Za-z.0-9_]+) *= *\"?([^\"]*)\"?.*", Pattern.DOTALL);

    /**
     * A line about a part of the disk.
     *
     * @param access RW, RDONLY or NOACCESS
     * @param sectors its size in sectors of 512 bytes
     * @param type such as FLAT or SPARSE
     * @param file its name; empty where there is none
     * @param first the file's first sector that belongs to it
     */
    record Extent(String access, long sectors, String type, String file, long first) {}

    VmdkDescriptor {
        settings = Map.copyOf(settings);
        extents = List.copyOf(extents);
    }

    static VmdkDescriptor parse(byte[] bytes) throws IOException {
        Map<String, String> settings = new HashMap<>();
        List<Extent> extents = new ArrayList<>();
        String text = Names.decode(bytes);
        int end = text.indexOf('\0');
        for (String line :
                text.substring(0, end < 0 ? text.length() : end).lines().toList()) {
            Matcher extent = EXTENT.matcher(line.strip());
            Matcher setting = SETTING.matcher(line.strip());
            if (extent.matches()) {
                extents.add(extent(extent));
            } else if (setting.matches()) {
                settings.putIfAbsent(setting.group(1).toLowerCase(Locale.ROOT), setting.group(2));
            }
        }
        if (extents.isEmpty() || extents.size() > MOST_EXTENTS) {
            throw new CorruptFileSystemException(
                    "VMDK descriptor", -1, "it has " + extents.size() + " extents; 1 to " + MOST_EXTENTS + " are read");
        }
        return new VmdkDescriptor(settings, extents);
    }

    private static Extent extent(Matcher line) throws IOException {
        long sectors = Long.parseLong(line.group(2));
        long first = line.group(5) == null ? 0 : Long.parseLong(line.group(5));
        if (sectors > 1L << 50 || first > 1L << 50) {
            throw new CorruptFileSystemException("VMDK descriptor", -1, "an extent of " + sectors + " sectors");
        }
        String file = line.group(4);
        return new Extent(line.group(1), sectors, line.group(3), file == null ? "" : file, first);
    }

    String setting(String name) {
        return settings.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    boolean hasParent() {
        String parent = setting("parentCID");
        return !parent.isEmpty() && !parent.equalsIgnoreCase(NO_PARENT);
    }
}
