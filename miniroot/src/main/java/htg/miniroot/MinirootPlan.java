package htg.miniroot;

import htg.common.DataSize;
import htg.miniroot.MinirootEntry.Folder;
import htg.miniroot.MinirootEntry.RegularFile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything a tier of a ramdisk will hold, before anything is written.
 *
 * @param features why it holds what it holds; nothing is in two of them
 */
public record MinirootPlan(Tier tier, List<Feature> features) {
    public MinirootPlan {
        features = List.copyOf(features);
    }

    /** In the order of their paths, each folder before what it holds. */
    public List<MinirootEntry> entries() {
        TreeMap<String, MinirootEntry> entries = new TreeMap<>();
        for (Feature feature : features) {
            feature.entries().forEach(entry -> entries.put(entry.path(), entry));
        }
        entries.put(mark(), new RegularFile(mark(), 0644, FileContent.of("")));
        List.copyOf(entries.keySet()).forEach(path -> addParents(entries, path));
        return List.copyOf(entries.values());
    }

    /** The sum of the files' sizes: what the tier takes in memory until it is given back. */
    public DataSize contentSize() {
        return new DataSize(features.stream()
                .mapToLong(feature -> feature.contentSize().bytes())
                .sum());
    }

    /** By which the trampoline knows that the tier was loaded. */
    private String mark() {
        return "htg/tiers/" + tier.stem();
    }

    private static void addParents(Map<String, MinirootEntry> entries, String path) {
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            String parent = path.substring(0, slash);
            entries.putIfAbsent(parent, new Folder(parent, 0755));
        }
    }
}
