package htg.fsimage.reiserfs;

import htg.fsimage.testkit.Mutants;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to its structures, a file system is read or refused. */
class ReiserMutantsTest {
    private static final int MUTANTS = Integer.getInteger("htg.test.mutants", 300);

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void survivesDamage(boolean format36) throws IOException {
        ReiserImage image = new ReiserImage(1024, 1100, format36, NameHash.R5);
        ReiserObject folder = image.add(image.root(), "folder", 040755);
        for (int i = 0; i < 60; i++) {
            image.file(folder, "file " + i, text("content of " + i));
        }
        image.file(image.root(), "large", text("large".repeat(20_000)));
        image.file(image.root(), "tail", text("tail".repeat(700)));
        image.symbolicLink(image.root(), "link", "over/there");
        image.add(image.root(), "device", 060660).device = 0x0803;
        ReiserObject sparse = image.add(image.root(), "sparse", 0100644);
        image.block(sparse, 40, text("forty"));
        sparse.size = 1L << 31;
        if (format36) {
            image.attributes(folder, Map.of("user.comment", text("a comment")));
        }
        image.finish();
        List<Mutants.Field> fields = new ArrayList<>();
        int superblock = image.superblockPlace();
        fields.addAll(Mutants.fields(superblock, superblock + 76, 2));
        int header = (image.superblockPlace() / 1024 + 2 + 512) * 1024;
        fields.addAll(Mutants.fields(header, header + 12, 4));
        for (long block : image.tree()) {
            int start = (int) block * 1024;
            fields.addAll(Mutants.fields(start, start + 6, 2));
            fields.addAll(Mutants.fields(start + 24, start + 24 + 24 * 12, 4));
            fields.addAll(Mutants.fields(start + 36, start + 24 + 24 * 12, 2));
            fields.addAll(Mutants.fields(start + 600, start + 1024, 4));
        }
        new Mutants(new ReiserProvider(), image.bytes(), fields, Mutants.Seal.none(), 11).survive(MUTANTS);
    }
}
