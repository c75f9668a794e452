package htg.fsimage.ufs;

import htg.fsimage.testkit.Mutants;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens to its structures, a file system is read or refused. */
class UfsMutantsTest {
    private static final int MUTANTS = Integer.getInteger("htg.test.mutants", 300);

    static Stream<Arguments> layouts() {
        return Stream.of(
                Arguments.of(Variant.UFS2, ByteOrder.LITTLE_ENDIAN, true),
                Arguments.of(Variant.UFS2, ByteOrder.BIG_ENDIAN, false),
                Arguments.of(Variant.BSD, ByteOrder.LITTLE_ENDIAN, false),
                Arguments.of(Variant.SOLARIS, ByteOrder.BIG_ENDIAN, false),
                Arguments.of(Variant.OLD_BSD, ByteOrder.LITTLE_ENDIAN, false));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void survivesDamage(Variant variant, ByteOrder order, boolean hashes) throws IOException {
        UfsImage image = new UfsImage(variant, order, 8192);
        byte[] text = "text".repeat(3000).getBytes(StandardCharsets.UTF_8);
        image.folder(2, Map.of("folder", 65, "file", 70, "sparse", 71, "link", 72, "long", 73, "snapshot", 74));
        Map<String, Integer> names = new TreeMap<>();
        for (int i = 0; i < 60; i++) {
            names.put("name" + i, 70);
        }
        image.folder(65, names);
        int file = image.file(70, 0100644, text);
        image.sparse(
                71, 0100644, 5L << 30, Map.of(2L, text("a"), 500L, text("b"), 9000L, text("c"), 1_200_000L, text("d")));
        image.raw().put(image.inode(72, 0120777, 6) + variant.pointersOffset(), text("target"));
        image.file(73, 0120777, text("x".repeat(900)));
        int snapshot = image.file(74, 0100400, text);
        image.put32(snapshot + (variant == Variant.UFS2 ? 88 : 100), variant.typedEntries() ? 0x00200000 : 0);
        if (variant == Variant.UFS2) {
            image.put32(file + 92, 24);
            int area = image.allocate();
            image.putPointer(file + 96, area);
            int at = area * UfsImage.FRAGMENT;
            image.put32(at, 24);
            image.put32(at + 4, order == ByteOrder.BIG_ENDIAN ? 0x01000363 : 0x63030001);
            image.fields().addAll(Mutants.fields(at, at + 8, 1));
        }
        if (hashes) {
            image.keepHashes();
        }
        new Mutants(new UfsProvider(), image.bytes().clone(), image.fields(), image::seal, 7).survive(MUTANTS);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
