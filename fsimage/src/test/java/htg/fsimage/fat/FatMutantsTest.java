package htg.fsimage.fat;

import htg.fsimage.testkit.Mutants;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FatMutantsTest {
    private static final int COUNT = Integer.getInteger("htg.test.mutants", 300);

    private static FatImage image(FatType type) {
        FatImage image = new FatImage(type, type == FatType.FAT16 ? 4100 : 100);
        image.bytes.put(0, (byte) 0xEB).put(21, (byte) 0xF8);
        int sum = FatImage.checksum("MINIRO~1IMG");
        image.longPart(0x42, sum, "rger name.img")
                .longPart(0x01, sum, "miniroot of la")
                .entry("MINIRO~1IMG", 0x20, 10, 2000)
                .entry("FOLDER     ", 0x10, 20, 0)
                .entry("LABEL      ", 8, 0, 0)
                .chain(10, 11, 40, 41)
                .chain(20, 21)
                .chain(30);
        int folder = image.clusterOffset(20);
        image.entryAt(folder, ".          ", 0x10, 20, 0)
                .entryAt(folder + 32, "..         ", 0x10, 0, 0)
                .entryAt(folder + 64, "BELOW      ", 0x10, 30, 0)
                .entryAt(folder + 96, "FILE    TXT", 0x20, 50, 300)
                .entryAt(image.clusterOffset(30), "EMPTY      ", 0x21, 0, 0)
                .chain(50);
        return image;
    }

    /** The boot sector, the tables' beginnings, and all folders. */
    private static List<Mutants.Field> fields(FatImage image, FatType type) {
        List<Mutants.Field> fields = new ArrayList<>(Mutants.fields(11, 37, 1));
        fields.addAll(Mutants.fields(32, 90, 4));
        fields.addAll(List.of(new Mutants.Field(11, 2), new Mutants.Field(17, 2), new Mutants.Field(19, 2)));
        fields.addAll(Mutants.fields(2048, 2048 + 200, type.entryBytes()));
        int root = type == FatType.FAT32 ? image.clusterOffset(2) : image.clusterOffset(2) - 1024;
        for (int folder : new int[] {root, image.clusterOffset(20), image.clusterOffset(30)}) {
            fields.addAll(Mutants.fields(folder, folder + 5 * 32, 1));
            fields.addAll(Mutants.fields(folder, folder + 5 * 32, 4));
        }
        return fields;
    }

    @ParameterizedTest
    @EnumSource(FatType.class)
    void survivesDamage(FatType type) throws IOException {
        FatImage image = image(type);
        new Mutants(new FatProvider(), image.bytes.array(), fields(image, type), Mutants.Seal.none(), type.badCluster())
                .survive(COUNT);
    }
}
