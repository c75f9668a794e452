package htg.image.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparseCopyTest {
    @Test
    void copiesWhatIsThereAndSkipsZeros(@TempDir Path folder) throws Exception {
        byte[] content = new byte[300_001];
        Arrays.fill(content, 70_000, 70_010, (byte) 7);
        content[300_000] = 1;
        Path source = Files.write(folder.resolve("source"), content);
        Path target = folder.resolve("target");
        try (RandomAccessFile file = new RandomAccessFile(target.toFile(), "rw")) {
            file.setLength(400_000);
            long written = SparseCopy.into(file.getChannel(), 4096, source);
            assertThat(written).isEqualTo(65_536 + (300_001 - 4 * 65_536));
        }
        byte[] copied = Files.readAllBytes(target);
        assertThat(Arrays.copyOfRange(copied, 4096, 4096 + content.length)).isEqualTo(content);
    }
}
