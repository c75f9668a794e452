package htg.testvm.report.html;

import htg.common.io.Digests;
import htg.testvm.report.model.PictureRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A cell's pictures; one that shows the same as another is shown once, with all landmarks it was taken at. */
final class Gallery {
    private Gallery() {}

    static List<Map<String, Object>> model(List<PictureRecord> pictures, Path folder) {
        Map<String, List<PictureRecord>> distinct = new LinkedHashMap<>();
        for (PictureRecord picture : pictures) {
            Path file = folder.resolve(picture.file());
            if (Files.isRegularFile(file)) {
                distinct.computeIfAbsent(Digests.sha256(file), digest -> new ArrayList<>())
                        .add(picture);
            }
        }
        return distinct.values().stream().map(same -> figure(same, folder)).toList();
    }

    private static Map<String, Object> figure(List<PictureRecord> same, Path folder) {
        List<String> landmarks = same.stream().map(PictureRecord::landmark).toList();
        return Map.of(
                "landmarks", String.join(", ", landmarks),
                "file", same.get(0).file(),
                "content", new EmbeddedPicture(folder.resolve(same.get(0).file())));
    }
}
