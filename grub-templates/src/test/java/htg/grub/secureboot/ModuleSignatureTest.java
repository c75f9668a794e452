package htg.grub.secureboot;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.HtgException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleSignatureTest {
    private static final byte[] MODULE = "no code, but a module".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    static Path folder = Path.of("");

    private static Optional<SecureBootKeys> made = Optional.empty();

    @BeforeAll
    static void makeKeys() throws Exception {
        made = Optional.of(SecureBootKeys.in(folder));
    }

    private static SecureBootKeys keys() {
        return made.orElseThrow();
    }

    private static Optional<ModuleSignature> of(byte[] file) {
        return ModuleSignature.of("zfs.ko", file);
    }

    @Test
    void aModuleWithoutTheMagicTextIsUnsigned() {
        assertThat(of(MODULE)).isEmpty();
        assertThat(of(new byte[0])).isEmpty();
    }

    @Test
    void aSignedModuleNamesItsKeyAndIsByIt() throws Exception {
        ModuleSignature signature = of(keys().stranger().signedModule(MODULE)).orElseThrow();
        assertThat(signature.signer()).isEqualTo("stranger");
        assertThat(signature.names(keys().stranger().certificate())).isTrue();
        assertThat(signature.isBy(keys().stranger().certificate())).isTrue();
        assertThat(signature.names(keys().authority().certificate())).isFalse();
        assertThat(signature.isBy(keys().authority().certificate())).isFalse();
    }

    @Test
    void anyChangedByteOfAModuleShows() throws Exception {
        byte[] whole = keys().stranger().signedModule(MODULE);
        for (int at = 0; at < MODULE.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            ModuleSignature signature = of(changed).orElseThrow();
            assertThat(signature.names(keys().stranger().certificate())).isTrue();
            assertThat(signature.isBy(keys().stranger().certificate())).isFalse();
        }
    }

    @Test
    void damageOfTheSignatureIsToldOrDoesNotHold() throws Exception {
        byte[] whole = keys().stranger().signedModule(MODULE);
        for (int at = MODULE.length; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) 0x80;
            assertUnsignedOrTold(damaged);
            assertUnsignedOrTold(Arrays.copyOf(whole, at));
        }
    }

    /** Some parts of a signature are for information only; the module is the same whatever they say. */
    private static void assertUnsignedOrTold(byte[] damaged) {
        try {
            Optional<ModuleSignature> found = of(damaged);
            found.ifPresent(signature -> {
                if (signature.isBy(keys().stranger().certificate())) {
                    assertThat(Arrays.copyOf(damaged, MODULE.length)).isEqualTo(MODULE);
                }
            });
        } catch (HtgException told) {
            assertThat(told).hasMessageMatching("zfs.ko.* is damaged: the .* at byte -?[0-9]+ .*");
        }
    }
}
