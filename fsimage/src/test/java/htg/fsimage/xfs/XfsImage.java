package htg.fsimage.xfs;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.Tools;
import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.Node;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.fs.Providers;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/** Images made by mkfs.xfs. */
final class XfsImage {
    private XfsImage() {}

    /** Makes one with what is in a folder, as far as a {@link Protofile} can say it. */
    static Path make(Path image, String size, String options, Path content) throws IOException {
        Path protofile = Protofile.write(content, image.resolveSibling("protofile"));
        make(image, size, options + " -p " + protofile);
        return image;
    }

    /** Makes an empty one, which may be smaller than mkfs.xfs wants others to make. */
    static Path make(Path image, String size, String options) throws IOException {
        Files.deleteIfExists(image);
        List<Object> arguments = new ArrayList<>(List.of(
                "PATH=/usr/sbin:/sbin:/usr/bin:/bin",
                "TEST_DIR=test",
                "TEST_DEV=test",
                "QA_CHECK_FS=test",
                "mkfs.xfs"));
        arguments.addAll(List.of("-q", "-f", "-d", "file,name=" + image + ",size=" + size));
        StringTokenizer words = new StringTokenizer(options);
        while (words.hasMoreTokens()) {
            arguments.add(words.nextToken());
        }
        Tools.run("env", arguments.toArray());
        return image;
    }

    /** Opens it as everybody would. */
    static FileSystem open(Volume volume) throws IOException {
        return Providers.all().open(OpenRequest.of(volume));
    }

    /**
     * Writes the target of a long link as version 5 has it. The mkfs.xfs of Debian 12 forgets the header, so that the kernel cannot
     * read such a link either; the error that this causes says where its block is.
     */
    static void repairLink(Path image, String name, String target) throws IOException {
        try (Volume volume = Volume.open(image);
                RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            Node link = open(volume).root().child(name).orElseThrow();
            long place = brokenPlace(link, target);
            if (place < 0) {
                return;
            }
            byte[] block = new byte[ByteBuffer.wrap(volume.read(4, 4)).getInt()];
            ByteBuffer.wrap(block)
                    .put("XSLM".getBytes(StandardCharsets.US_ASCII))
                    .putInt(0)
                    .putInt(target.length())
                    .putInt(0)
                    .put(volume.read(32, 16))
                    .putLong(link.attributes().id())
                    .putLong(place >> 9)
                    .putLong(0)
                    .put(target.getBytes(StandardCharsets.US_ASCII));
            ByteBuffer.wrap(block).putInt(12, Integer.reverseBytes(Checksum.of(block, 12)));
            file.seek(place);
            file.write(block);
        }
    }

    /** Where the block of a link is that cannot be read; -1 where the link is sound. */
    private static long brokenPlace(Node link, String target) throws IOException {
        try {
            assertThat(link.target()).isEqualTo(target);
            return -1;
        } catch (CorruptFileSystemException broken) {
            return broken.offset();
        }
    }
}
