package htg.fsimage.squashfs;

import htg.fsimage.Tools;
import htg.fsimage.testkit.Mutants;
import htg.fsimage.testkit.Mutants.Field;
import htg.fsimage.testkit.SampleTree;
import htg.fsimage.volume.LittleEndian;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SquashMutantsIT {
    private static final int COUNT = Integer.getInteger("htg.test.mutants", 300);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-noI -noId -noD -noF -noX -b 4K",
                "-noI -noId -noX -comp xz -b 64K",
                "-comp gzip",
                "-comp zstd -b 8K",
                "-comp lz4",
                "-comp lzo",
                "-comp lzma"
            })
    void survivesDamage(String options) throws IOException {
        Tools.require("mksquashfs");
        Path tree = folder.resolve("tree");
        SampleTree.SMALL.many(60).sparse(3 << 20).write(tree);
        Path image = folder.resolve("image");
        List<Object> words = new ArrayList<>(List.of(tree, image, "-no-progress", "-quiet", "-no-recovery"));
        StringTokenizer each = new StringTokenizer(options);
        while (each.hasMoreTokens()) {
            words.add(each.nextToken());
        }
        Tools.run("mksquashfs", words.toArray());
        byte[] bytes = Files.readAllBytes(image);
        new Mutants(new SquashProvider(), bytes, fields(bytes, options), Mutants.Seal.none(), 17)
                .survive(options.contains("-noD") ? COUNT : COUNT / 4);
    }

    /** Everything from the superblock and from the first inode to the end. */
    private static List<Field> fields(byte[] image, String options) {
        List<Field> fields = new ArrayList<>();
        fields.addAll(Mutants.fields(0, 48, options.startsWith("-noI") ? 4 : 2));
        fields.addAll(Mutants.fields(32, Superblock.LENGTH, 8));
        int inodes = (int) LittleEndian.of(image).u32(64);
        int end = (int) LittleEndian.of(image).u32(40);
        fields.addAll(Mutants.fields(inodes, end, 2));
        fields.addAll(Mutants.fields(inodes + 2, end, 4));
        return fields;
    }
}
