package htg.image.step;

import htg.image.plan.BuildPlan;
import htg.image.plan.StickIdentities;
import htg.image.tool.ToolRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes the EFI system partition. Files are written one after the other into an empty file system, so each lies in one
 * piece; order and time stamps depend on the plan alone, so the same files give the same bytes.
 */
final class EspStep {
    private static final String LABEL = "HTG-ESP";
    private static final int SECTORS_PER_CLUSTER = 8;

    private final Workshop workshop;
    private final BuildPlan plan;
    private final StickIdentities stick;
    private final ToolRoot tools;

    EspStep(Workshop workshop, BuildPlan plan, StickIdentities stick, ToolRoot tools) {
        this.workshop = workshop;
        this.plan = plan;
        this.stick = stick;
        this.tools = tools;
    }

    /**
     * Makes the file system's image in {@code work}.
     *
     * @param files what it holds: path in it, without a leading slash, to the file's content
     */
    Path run(Path work, SortedMap<String, Path> files) {
        Path image = work.resolve("esp.img");
        try {
            format(image);
            copy(image, stage(work.resolve("esp"), files));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return image;
    }

    private void format(Path image) {
        long kibibytes = plan.layout().esp().length() >> 10;
        run(
                "mkfs.vfat",
                "-C",
                "-F32",
                "-s" + SECTORS_PER_CLUSTER,
                "-n",
                LABEL,
                "-i",
                HexFormat.of().toHexDigits(stick.espVolumeId()),
                image.toString(),
                Long.toString(kibibytes));
    }

    /** Puts the files under their names into a folder; returns them by the folder they go to. */
    private SortedMap<String, List<Path>> stage(Path stage, SortedMap<String, Path> files) throws IOException {
        FileTime date = FileTime.from(plan.index().date());
        SortedMap<String, List<Path>> byFolder = new TreeMap<>();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            Path staged = stage.resolve(file.getKey());
            Files.createDirectories(staged.getParent());
            Files.copy(file.getValue(), staged, StandardCopyOption.REPLACE_EXISTING);
            Files.setLastModifiedTime(staged, date);
            String folder = file.getKey().substring(0, Math.max(0, file.getKey().lastIndexOf('/')));
            byFolder.computeIfAbsent(folder, name -> new ArrayList<>()).add(staged);
        }
        return byFolder;
    }

    private void copy(Path image, SortedMap<String, List<Path>> byFolder) {
        List<String> folders =
                folders(byFolder.keySet()).stream().map(name -> "::/" + name).toList();
        run("mmd", arguments(List.of("-i", image.toString()), folders, List.of()));
        byFolder.forEach((folder, files) -> run(
                "mcopy",
                arguments(
                        List.of("-m", "-i", image.toString()),
                        files.stream().map(Path::toString).toList(),
                        List.of("::/" + folder))));
    }

    /** All folders with those around them, outer ones first. */
    private static SortedSet<String> folders(Iterable<String> paths) {
        SortedSet<String> all = new TreeSet<>();
        for (String path : paths) {
            for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                all.add(path.substring(0, slash));
            }
            if (!path.isEmpty()) {
                all.add(path);
            }
        }
        return all;
    }

    private static String[] arguments(List<String> options, List<String> sources, List<String> target) {
        List<String> all = new ArrayList<>(options);
        all.addAll(sources);
        all.addAll(target);
        return all.toArray(String[]::new);
    }

    private void run(String tool, String... arguments) {
        workshop.runner()
                .check(tools.command(tool, arguments)
                        .env(
                                "SOURCE_DATE_EPOCH",
                                Long.toString(plan.index().date().getEpochSecond())));
    }
}
