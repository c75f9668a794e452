package htg.fsimage.ext;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.fs.FileSystem;
import htg.fsimage.testkit.Listing;
import htg.fsimage.testkit.Mutants;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged file systems, most of them with right checksums: data or a typed error, soon. */
class ExtMutantsIT {
    private static final int COUNT = Integer.getInteger("htg.test.mutants", 300);

    @TempDir
    private Path folder;

    /** Few files, of every kind. */
    private Path tree() throws IOException {
        Path tree = Files.createDirectories(folder.resolve("tree"));
        Files.writeString(tree.resolve("short"), "a short one");
        Files.writeString(tree.resolve("more"), "inside ".repeat(15));
        Files.createSymbolicLink(tree.resolve("link"), Path.of("short"));
        Files.createSymbolicLink(tree.resolve("long link"), Path.of("x/".repeat(60)));
        Path below = Files.createDirectories(tree.resolve("below"));
        for (int i = 0; i < 60; i++) {
            Files.createFile(below.resolve("a file of number " + i));
        }
        try (RandomAccessFile file = new RandomAccessFile(tree.resolve("holes").toFile(), "rw")) {
            for (int i = 0; i < 400; i++) {
                file.seek(i * 8192L);
                file.write(i);
            }
        }
        var attributes = Files.getFileAttributeView(tree.resolve("more"), UserDefinedFileAttributeView.class);
        attributes.write("small", java.nio.ByteBuffer.wrap(new byte[] {1, 2, 3}));
        attributes.write("large", java.nio.ByteBuffer.wrap(new byte[500]));
        return tree;
    }

    private ExtImage make(String... options) throws IOException {
        List<String> words = new ArrayList<>(List.of("-b", "1024", "-N", "96"));
        words.addAll(List.of(options));
        return ExtImage.make(folder.resolve("image"), 3 << 20, tree(), words);
    }

    private byte[] image(String... options) throws IOException {
        return Files.readAllBytes(make(options).file());
    }

    @Test
    void survivesDamageToAnExt4() throws IOException {
        byte[] image = image("-t", "ext4", "-O", "^has_journal,^resize_inode");
        ExtSeal seal = new ExtSeal(image);
        byte[] sealed = image.clone();
        seal.correct(sealed);
        assertThat(sealed).isEqualTo(image);
        new Mutants(new ExtProvider(), image, seal.fields(image), seal, 4).survive(COUNT);
    }

    @Test
    void survivesDamageToAnExt4WithInlineData() throws IOException {
        byte[] image = image("-t", "ext4", "-O", "^has_journal,^resize_inode,inline_data,ea_inode,large_dir");
        ExtSeal seal = new ExtSeal(image);
        new Mutants(new ExtProvider(), image, seal.fields(image), seal, 5).survive(COUNT);
    }

    /** Without checksums, which would keep most damage from being met. */
    @Test
    void survivesDamageToAnIndex() throws IOException {
        ExtImage made = make("-t", "ext4", "-O", "^has_journal,^resize_inode,^metadata_csum,large_dir");
        made.index();
        assertThat(made.debugfs("htree_dump /below")).contains("Number of entries (count): 2");
        byte[] image = Files.readAllBytes(made.file());
        new Mutants(new ExtProvider(), image, new ExtSeal(image).fields(image), Mutants.Seal.none(), 6).survive(COUNT);
    }

    @Test
    void survivesDamageToAnExt2() throws IOException {
        byte[] image = image("-t", "ext2", "-I", "128");
        new Mutants(new ExtProvider(), image, new ExtSeal(image).fields(image), Mutants.Seal.none(), 2).survive(COUNT);
    }

    @Test
    void readsTheSameAfterSealing() throws IOException {
        byte[] image = image("-t", "ext4", "-O", "^has_journal,^resize_inode");
        new ExtSeal(image).correct(image);
        FileSystem found = ExtImage.open(Volume.of(image));
        assertThat(ExtImage.listing(found.root(), Listing.Detail.ALL))
                .isEqualTo(Listing.of(folder.resolve("tree"), Listing.Detail.ALL));
    }
}
