package htg.store.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.fs.FileSystemInfo;
import htg.fsimage.fs.Limits;
import htg.fsimage.mounts.Mounted;
import htg.fsimage.mounts.Place;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumesTest {
    private static final FakeNode ROOT = FakeNode.folder().with("etc", FakeNode.folder());

    private static Mounted volume(String name, String label, String uuid) {
        return new Mounted(name, ROOT, FileSystemInfo.of("ext4", label, uuid, 0, 0), Place.wholeDisk(0));
    }

    private static final List<Mounted> ALL = List.of(
            volume("1", "2", "aaaa-1"), volume("2", "", ""), volume("3", "data", "BBBB"), volume("5", "data", "cccc"));

    private static String choose(String partition, String path) throws IOException {
        List<OpenedImage.Unopened> rest = List.of(new OpenedImage.Unopened("4", "it is encrypted (crypto_LUKS)"));
        return new Volumes(ALL, rest, Limits.STANDARD)
                .choose(Optional.ofNullable(partition), path)
                .name();
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "bbbb,3", "cccc,5"})
    void aNumberComesBeforeALabel(String named, String meant) throws IOException {
        assertThat(choose(named, "/")).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "'',   'nothing behind the colon'",
        "data, 'Several file systems of the image are called'",
        "4,    'it is encrypted (crypto_LUKS)'",
        "9,    'has no file system ''9'''"
    })
    void whatIsNotOneFileSystemIsRefused(String named, String problem) {
        assertThatThrownBy(() -> choose(named, "/"))
                .isInstanceOfSatisfying(
                        Refusal.class, refused -> assertThat(refused.hint()).isNotBlank())
                .hasMessageContaining(problem);
    }

    @Test
    void severalThatHaveThePathAreRefused() {
        List<Mounted> two = ALL.subList(0, 2);
        assertThatThrownBy(() -> new Volumes(two, List.of(), Limits.STANDARD).choose(Optional.empty(), "/etc"))
                .hasMessageContaining("Several of the image's file systems have /etc");
    }
}
