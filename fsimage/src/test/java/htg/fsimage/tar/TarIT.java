package htg.fsimage.tar;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.Tools;
import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.testkit.Listing;
import htg.fsimage.testkit.Listing.Detail;
import htg.fsimage.testkit.Mutants;
import htg.fsimage.testkit.Mutants.Field;
import htg.fsimage.testkit.SampleTree;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.StringTokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarIT {
    private static final Detail WITHOUT_ATTRIBUTES = new Detail(true, true, true, false);

    @TempDir
    static Path folder;

    private static Path tree(String name, SampleTree sample) throws IOException {
        Path tree = folder.resolve(name);
        if (!Files.exists(tree)) {
            sample.write(tree);
        }
        return tree;
    }

    /** Without what is too long for the older kinds. */
    private static Path shortTree(boolean deep) throws IOException {
        Path tree = folder.resolve("short " + deep);
        if (!Files.exists(tree)) {
            new SampleTree(true, false, 85, 60, 0).write(tree);
            for (int length : new int[] {150, 250, 1000}) {
                Files.delete(tree.resolve("links/target of " + length));
            }
            if (!deep) {
                delete(tree.resolve("deep"));
            }
        }
        return tree;
    }

    private static void delete(Path top) throws IOException {
        try (var all = Files.walk(top)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }

    private static Path make(String program, Path tree, String options) {
        Path image = folder.resolve("image.tar");
        List<Object> words = new ArrayList<>();
        StringTokenizer each = new StringTokenizer(options);
        while (each.hasMoreTokens()) {
            words.add(each.nextToken());
        }
        words.addAll(List.of("-C", tree, "-cf", image, "."));
        Tools.run(program, words.toArray());
        return image;
    }

    private static FileSystem open(Volume volume) throws IOException {
        TarProvider provider = new TarProvider();
        assertThat(provider.probe(volume.read(0, 1024))).isPresent();
        FileSystem fileSystem = provider.open(OpenRequest.of(volume));
        assertThat(fileSystem.info().problems()).isEmpty();
        return fileSystem;
    }

    private static void reads(Path image, Path tree, Detail detail) throws IOException {
        try (Volume volume = Volume.open(image)) {
            assertThat(Listing.of(open(volume).root(), detail)).isEqualTo(Listing.of(tree, detail));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--format=gnu",
                "--format=gnu -S",
                "--format=oldgnu",
                "--format=oldgnu -S",
                "--format=posix",
                "--format=posix -S --sparse-version=0.0",
                "--format=posix -S --sparse-version=0.1",
                "--format=posix -S --sparse-version=1.0",
                "--format=gnu -b 2048 --label=name"
            })
    void readsWhatGnuTarWrites(String options) throws IOException {
        Tools.require("tar");
        Path tree = tree("tree", SampleTree.SMALL);
        reads(make("tar", tree, options), tree, WITHOUT_ATTRIBUTES);
    }

    @Test
    void readsAttributes() throws IOException {
        Tools.require("tar", "bsdtar");
        Path tree = tree("tree", SampleTree.SMALL);
        reads(make("tar", tree, "--format=posix --xattrs"), tree, Detail.ALL);
        reads(make("bsdtar", tree, "--format=pax --xattrs"), tree, Detail.ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--format=v7", "--format=ustar"})
    void readsTheOlderKinds(String options) throws IOException {
        Tools.require("tar");
        Path tree = shortTree(options.contains("ustar"));
        reads(make("tar", tree, options), tree, WITHOUT_ATTRIBUTES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--format=pax", "--format=gnutar", "--format=ustar", "--format=v7"})
    void readsWhatBsdtarWrites(String options) throws IOException {
        Tools.require("bsdtar");
        boolean all = options.contains("pax") || options.contains("gnu");
        Path tree = all ? tree("tree", SampleTree.SMALL) : shortTree(options.contains("ustar"));
        reads(make("bsdtar", tree, options), tree, WITHOUT_ATTRIBUTES);
    }

    @Test
    void readsALargeTreeWithAFileOfFiveGigabytes() throws IOException {
        Tools.require("tar");
        Path tree = tree("large", SampleTree.FULL);
        reads(make("tar", tree, "--format=posix -S --xattrs"), tree, Detail.ALL);
        delete(tree);
    }

    @Test
    void goesOnBehindTheEnd() throws IOException {
        Tools.require("tar");
        Path tree = shortTree(false);
        byte[] one = Files.readAllBytes(make("tar", tree, "--format=gnu"));
        byte[] two = Files.readAllBytes(make("tar", tree, "--format=posix --transform=s,sizes,other,"));
        byte[] both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        FileSystem fileSystem = open(Volume.of(both));
        assertThat(fileSystem.root().child("sizes")).isPresent();
        assertThat(fileSystem.root().child("other")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--format=gnu -S",
                "--format=posix -S --sparse-version=1.0 --xattrs",
                "--format=posix -S --sparse-version=0.1",
                "--format=v7"
            })
    void survivesDamage(String options) throws IOException {
        Tools.require("tar");
        Path tree = options.contains("v7")
                ? shortTree(false)
                : tree("mutant", SampleTree.SMALL.many(10).sparse(1 << 20));
        byte[] image = Files.readAllBytes(make("tar", tree, options));
        new Mutants(new TarProvider(), image, fields(image), TarIT::seal, 3)
                .survive(Integer.getInteger("htg.test.mutants", 300));
    }

    private static List<Field> fields(byte[] image) {
        List<Field> fields = new ArrayList<>();
        for (int at = 0; at + 512 <= image.length; at += 512) {
            byte[] block = Arrays.copyOfRange(image, at, at + 512);
            if (TarHeader.sound(block)) {
                fields.addAll(Mutants.fields(at, at + 8, 1));
                fields.addAll(Mutants.fields(at + 100, at + 148, 1));
                fields.addAll(Mutants.fields(at + 156, at + 160, 1));
                fields.addAll(Mutants.fields(at + 345, at + 500, 1));
                fields.addAll(Mutants.fields(at + 512, Math.min(image.length, at + 552), 1));
            }
        }
        return fields;
    }

    /** Whatever looks like a header gets the right sum. */
    private static void seal(byte[] image) {
        for (int at = 0; at + 512 <= image.length; at += 512) {
            boolean header = image[at + 154] == 0 && image[at + 155] == ' ';
            if (header) {
                Arrays.fill(image, at + 148, at + 156, (byte) ' ');
                int sum = 0;
                for (int i = at; i < at + 512; i++) {
                    sum += Byte.toUnsignedInt(image[i]);
                }
                byte[] digits = "%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(digits, 0, image, at + 148, digits.length);
            }
        }
    }
}
