package htg.fsimage.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.fs.FileSystemProvider;
import htg.fsimage.volume.ImageFormatException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the fuzzer begins with. It goes on from there for as long as somebody lets it: see the bench fs-fuzz. */
class FuzzTargetsIT {
    static Set<String> names() {
        return FuzzTargets.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void readsOrRefusesAllThatTheFuzzerBeginsWith(String name) throws IOException {
        Target target = FuzzTargets.make(name);
        List<byte[]> undamaged = target.undamaged();
        Assumptions.assumeFalse(undamaged.isEmpty(), "the programs that make its images are not installed");
        assertThat(undamaged).anyMatch(input -> isRead(target, input));
        for (byte[] seed : target.seeds()) {
            target.survive(seed);
            target.survive(Arrays.copyOf(seed, seed.length / 2));
        }
    }

    private static boolean isRead(Target target, byte[] input) {
        try {
            target.read(input);
            return true;
        } catch (ImageFormatException refused) {
            return false;
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    /** A reader that is added needs a target as well. */
    @Test
    void everyFileSystemHasATarget() {
        for (FileSystemProvider provider : ServiceLoader.load(FileSystemProvider.class)) {
            assertThat(names()).contains(provider.name());
        }
    }
}
