package htg.testvm.junit;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.io.Digests;
import htg.common.process.SystemCommandRunner;
import htg.testvm.qemu.StickImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageDigestsTest {
    @TempDir
    Path folder = Path.of("");

    private final ImageDigests digests = new ImageDigests(new SystemCommandRunner(command -> {}));

    @Test
    void readsAnImageOnce() throws Exception {
        StickImage image = image(1);
        assertThat(digests.of(image).join()).contains(Digests.sha256(image.path()));
        assertThat(digests.of(image)).isSameAs(digests.of(StickImage.at(folder.resolve("./image"))));
    }

    @Test
    void readsAnImageThatWasMadeAnewAgain() throws Exception {
        StickImage image = image(1);
        String before = digests.of(image).join().orElseThrow();
        image(2);
        Files.setLastModifiedTime(image.path(), FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(digests.of(image).join())
                .contains(Digests.sha256(image.path()))
                .isNotEqualTo(before);
    }

    @Test
    void anImageThatIsGoneHasNone() throws Exception {
        StickImage image = image(1);
        Files.delete(image.path());
        assertThat(digests.of(image).join()).isEmpty();
    }

    private StickImage image(int content) throws Exception {
        byte[] bytes = new byte[1 << 20];
        bytes[0] = (byte) content;
        return StickImage.at(Files.write(folder.resolve("image"), bytes));
    }
}
