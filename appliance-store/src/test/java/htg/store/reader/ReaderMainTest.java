package htg.store.reader;

import static org.assertj.core.api.Assertions.assertThat;

import htg.store.frame.Frame;
import htg.store.frame.FrameReader;
import htg.store.frame.FrameWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However it ends, the last frame says so. */
class ReaderMainTest {
    @TempDir
    private Path folder;

    private Path image = Path.of("");

    @BeforeEach
    void makeACompressedImage() throws IOException {
        image = folder.resolve("disk.img.gz");
        byte[] disk = new byte[300_000];
        new Random(1).nextBytes(disk);
        try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(image))) {
            packed.write(disk);
        }
    }

    private Frame.Fault fault(List<String> words) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ReaderMain.answer(new FrameWriter(bytes), words.toArray(new String[0]));
        return (Frame.Fault) new FrameReader(new ByteArrayInputStream(bytes.toByteArray()))
                .next()
                .orElseThrow();
    }

    private List<String> request(String scratch, long most) {
        return Request.to("ls")
                .and("image", image.toString())
                .and("path", "/")
                .and("scratch", scratch)
                .and("most", Long.toString(most))
                .arguments();
    }

    @Test
    void aFullDiskIsTold() throws IOException {
        assertThat(fault(request("/dev/full", 1 << 20))).satisfies(fault -> {
            assertThat(fault.kind()).isEqualTo(Frame.FaultKind.IMAGE);
            assertThat(fault.message()).contains("No space left on device");
            assertThat(fault.hint()).contains("TMPDIR");
        });
    }

    @Test
    void anUnpackedDiskIsNoLargerThanIsAllowed() throws IOException {
        Path scratch = Files.createFile(folder.resolve("scratch"));
        assertThat(fault(request(scratch.toString(), 100_000)).kind()).isEqualTo(Frame.FaultKind.LIMIT);
        assertThat(Files.size(scratch)).isLessThanOrEqualTo(100_000);
    }

    @Test
    void whatIsNoFileSystemIsTold() throws IOException {
        Path scratch = Files.createFile(folder.resolve("scratch"));
        assertThat(fault(request(scratch.toString(), 1 << 20)).message()).contains("no file system");
    }
}
