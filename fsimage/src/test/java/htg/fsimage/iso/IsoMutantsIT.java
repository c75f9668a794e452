package htg.fsimage.iso;

import htg.fsimage.Tools;
import htg.fsimage.testkit.Mutants;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged discs. The seal makes numbers that are stored twice agree, so that their damage is met. */
class IsoMutantsIT {
    private static final int COUNT = Integer.getInteger("htg.test.mutants", 300);
    private static final int SECTOR = 2048;

    @TempDir
    private Path folder;

    private byte[] make(String options) throws IOException {
        Path tree = Files.createDirectories(folder.resolve("tree"));
        Files.createDirectories(tree.resolve("a/b/c/d/e/f/g/h/i"));
        Files.writeString(tree.resolve("a/b/c/d/e/f/g/h/i/deep"), "deep");
        Files.writeString(tree.resolve("a name that is rather long".repeat(8)), "x".repeat(5000));
        Files.createSymbolicLink(tree.resolve("link"), Path.of("../a/./b/" + "y".repeat(100)));
        Path large = Files.createDirectories(folder.resolve("large"));
        Files.writeString(large.resolve("packed"), "z".repeat(100_000));
        Tools.run("mkzftree", large, tree.resolve("z"));
        Files.write(tree.resolve("boot.bin"), new byte[2048]);
        Path image = folder.resolve("disc.iso");
        List<Object> words = new ArrayList<>(List.of(options.split(" ", -1)));
        words.addAll(List.of("-quiet", "-b", "boot.bin", "-no-emul-boot", "-o", image, tree));
        Tools.run("genisoimage", words.toArray());
        return Files.readAllBytes(image);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-R -z", "-J -joliet-long", "-iso-level 2"})
    void survivesDamage(String options) throws IOException {
        Tools.require("genisoimage", "mkzftree");
        byte[] image = make(options);
        List<Integer> pairs = pairs(image);
        new Mutants(new IsoProvider(), image, fields(image, pairs), copy -> agree(copy, pairs), options.length())
                .survive(COUNT);
    }

    /** Where numbers of 32 bits are stored twice. */
    private static List<Integer> pairs(byte[] image) {
        ByteBuffer bytes = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> found = new ArrayList<>();
        for (int at = 16 * SECTOR; at + 8 <= Math.min(image.length, 80 * SECTOR); at++) {
            int value = bytes.getInt(at);
            if (value != 0 && value == Integer.reverseBytes(bytes.getInt(at + 4))) {
                found.add(at);
            }
        }
        return found;
    }

    private static void agree(byte[] copy, List<Integer> pairs) {
        ByteBuffer bytes = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
        for (int at : pairs) {
            bytes.putInt(at + 4, Integer.reverseBytes(bytes.getInt(at)));
        }
    }

    /** Those numbers, the descriptors, and all that is in the folders' sectors and behind them. */
    private static List<Mutants.Field> fields(byte[] image, List<Integer> pairs) {
        List<Mutants.Field> fields = new ArrayList<>();
        pairs.forEach(at -> fields.add(new Mutants.Field(at, 4)));
        fields.addAll(Mutants.fields(16 * SECTOR + 128, 16 * SECTOR + 190, 1));
        for (int at = 20 * SECTOR; at < Math.min(image.length, 60 * SECTOR); at++) {
            if (image[at] != 0) {
                fields.add(new Mutants.Field(at, 1));
            }
        }
        return fields;
    }
}
