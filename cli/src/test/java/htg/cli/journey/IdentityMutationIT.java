package htg.cli.journey;

import htg.testvm.stick.IdentityMutation;
import htg.testvm.stick.StickParts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A trampoline that takes another's pool for its own is caught by the matrix "pools". */
class IdentityMutationIT {
    @TempDir
    static Path folder = Path.of("");

    private static Optional<StickParts> sound = Optional.empty();

    @BeforeAll
    static void needsAStick() {
        Htg.requireMachines();
        Htg.requireStickTools();
        sound = Optional.of(StickParts.of(Stick.image()));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ANY_ZFS_POOL")
    void isNoticedNextToTheDisksThatMatter(IdentityMutation mutation) throws IOException {
        MutatedCells.notice(mutation, sound.orElseThrow(), folder);
    }
}
