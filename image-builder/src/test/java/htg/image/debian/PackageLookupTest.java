package htg.image.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.common.HtgException;
import htg.common.io.Digests;
import htg.common.process.Command;
import htg.image.FakeRunner;
import htg.image.FakeRunner.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking packages up in an archive of three suites. */
class PackageLookupTest {
    private static final Mirrors MIRRORS = HostMirrors.named("http://mirror.test/debian");
    private static final List<String> COMPONENTS = List.of("main", "contrib");
    private static final String ZFS =
            "Package: zfs-dkms\nVersion: 2.3.9-0+deb13u1\nDepends: dkms\nDescription: ZFS\n a: b\n\n";

    private final Map<String, byte[]> archive = new TreeMap<>();
    private final FakeRunner runner = new FakeRunner(this::answer);

    @TempDir
    Path kept = Path.of("");

    @BeforeEach
    void fillTheArchive() {
        suite("debian", "trixie", kernel("6.12.107"), "Package: other\nVersion: 1\n\n" + ZFS);
        suite("debian", "trixie-updates", "", "");
        suite("debian-security", "trixie-security", "\n" + kernel("6.12.117"), "");
    }

    @Test
    void takesTheNewestOfAllSuites() {
        ZfsPackages found = find(false);
        assertThat(found.kernelRelease()).isEqualTo("6.12.117+deb13-amd64");
        assertThat(found.kernel()).hasToString("6.12.117-1");
        assertThat(found.zfs()).hasToString("2.3.9-0+deb13u1");
    }

    @Test
    void asksTheMirrorOnceForEachStateOfTheArchive() {
        find(false);
        int asked = lists();
        assertThat(asked).isEqualTo(6);
        assertThat(find(false)).isEqualTo(find(true));
        assertThat(lists()).isEqualTo(asked);
    }

    @Test
    void saysOfflineThatNobodyAskedBefore() {
        new IndexReader(runner, kept, false).read(MIRRORS, "trixie", COMPONENTS);
        assertThatThrownBy(() -> find(true))
                .isInstanceOfSatisfying(
                        HtgException.class,
                        failure -> assertThat(failure.hint()).contains("without --offline"))
                .hasMessageContaining("looked up linux-image-amd64, zfs-dkms");
    }

    @Test
    void saysWhatTheMirrorLacks() {
        suite("debian", "trixie", kernel("6.12.107"), "");
        assertThatThrownBy(() -> find(false)).hasMessageContaining("no package 'zfs-dkms' in trixie");
    }

    private int lists() {
        return (int) runner.commands().stream()
                .filter(command -> command.replayLine().contains("by-hash"))
                .count();
    }

    private ZfsPackages find(boolean offline) {
        PackageIndex index = new IndexReader(runner, kept, offline).read(MIRRORS, "trixie", COMPONENTS);
        return ZfsPackages.of(new PackageLookup(runner, kept, offline).find(index, ZfsPackages.NAMES), "trixie");
    }

    private static String kernel(String version) {
        return "Package: linux-image-amd64\nSource: linux-signed-amd64\nVersion: " + version
                + "-1\nDepends: linux-image-" + version + "+deb13-amd64 (= " + version + "-1)\n\n";
    }

    private void suite(String base, String name, String main, String contrib) {
        String folder = "http://mirror.test/" + base + "/dists/" + name + "/";
        StringBuilder index =
                new StringBuilder("Date: Sat, 10 Jan 2026 10:00:00 UTC\nAcquire-By-Hash: yes\nMD5Sum:\nSHA256:\n");
        Map.of("main", main, "contrib", contrib).forEach((component, text) -> {
            byte[] list = compressed(text);
            String digest = Digests.sha256(list);
            index.append(" " + digest + "   " + list.length + " " + component + "/binary-amd64/Packages.xz\n");
            archive.put(folder + component + "/binary-amd64/by-hash/SHA256/" + digest, list);
        });
        archive.put(folder + "InRelease", index.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] compressed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (XZCompressorOutputStream stream = new XZCompressorOutputStream(bytes)) {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes.toByteArray();
    }

    /** Plays apt-helper. */
    private Answer answer(Command command) {
        List<String> words = command.arguments();
        int place = words.indexOf("download-file");
        byte[] content = archive.get(words.get(place + 1));
        if (content == null) {
            return new Answer(100, "", "E: Failed to fetch " + words.get(place + 1) + "  404  Not Found");
        }
        try {
            Files.write(Path.of(words.get(place + 2)), content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new Answer(0, "", "");
    }
}
