package htg.fsimage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.Tools;
import htg.fsimage.fs.Content;
import htg.fsimage.fs.ContentInputStream;
import htg.fsimage.fs.FilePath;
import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.Limits;
import htg.fsimage.fs.Node;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.fs.Providers;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import java.util.zip.CRC32;

/** GRUB's own readers, which know every file system that it may start from, to compare ours with. */
public final class GrubReader {
    private final Path image;

    /** Of a file system in an image of its own. */
    public GrubReader(Path image) {
        Tools.require("grub-fstest");
        this.image = image;
    }

    /** Both find the same bytes in these files, and the same names in a folder, but for hidden ones. */
    public void agrees(List<String> files, String folder) throws IOException {
        try (Volume volume = Volume.open(image)) {
            FileSystem fileSystem = Providers.all().open(OpenRequest.of(volume));
            for (String file : files) {
                Content content = FilePath.require(fileSystem.root(), file, Limits.STANDARD)
                        .open();
                assertThat(sum(content)).as(file).isEqualTo(run("crc", file).strip());
            }
            Node listed = FilePath.require(fileSystem.root(), folder, Limits.STANDARD);
            // GRUB puts spaces between names, of which some have spaces themselves, and a slash behind those of
            // folders.
            assertThat(words(String.join(" ", names(listed))))
                    .containsExactlyInAnyOrderElementsOf(
                            words(run("ls", folder + "/").replace('/', ' ')));
        }
    }

    private String run(String command, String path) {
        return Tools.run("grub-fstest", image, command, "(loop0)" + path);
    }

    private static String sum(Content content) throws IOException {
        CRC32 crc = new CRC32();
        try (ContentInputStream stream = new ContentInputStream(content)) {
            crc.update(stream.readAllBytes());
        }
        return "%08x".formatted(crc.getValue());
    }

    private static List<String> names(Node folder) throws IOException {
        List<String> names = new ArrayList<>();
        folder.list(entry -> entry.name().startsWith(".") || names.add(entry.name()));
        return names;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        new StringTokenizer(text).asIterator().forEachRemaining(word -> words.add(word.toString()));
        return words;
    }
}
