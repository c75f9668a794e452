package htg.grub.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.common.HtgException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignedGrubTest {
    @Test
    void readsPrefixAndModulesFromTheProgram() {
        SignedGrub grub = SignedGrub.read(Images.signedGrub("/EFI/debian", List.of("normal", "linux")));
        assertThat(grub.prefix()).isEqualTo("/EFI/debian");
        assertThat(grub.modules()).containsExactly("linux", "normal");
    }

    @Test
    void namesTheFileThatIsNotThere() {
        assertThatThrownBy(() -> SignedGrub.read(Path.of("/nowhere/grubx64.efi")))
                .isInstanceOf(HtgException.class)
                .hasMessageContaining("cannot read /nowhere/grubx64.efi");
    }

    @Test
    void namesWhatTheMenuWouldMiss() {
        SignedGrub.read(Images.signedGrub("/EFI/debian", GrubModules.NEEDED_IN_SIGNED_GRUB))
                .requireMenuWorks();
        List<String> fewer = new ArrayList<>(GrubModules.NEEDED_IN_SIGNED_GRUB);
        fewer.removeAll(List.of("serial", "fat"));
        SignedGrub lacking = SignedGrub.read(Images.signedGrub("/EFI/debian", fewer));
        assertThatThrownBy(lacking::requireMenuWorks)
                .isInstanceOf(HtgException.class)
                .hasMessageContaining("has no fat, serial built in");
    }

    @Test
    void refusesWhatIsNoGrubAndNeverFailsOtherwise() {
        byte[] whole = Images.signedGrub("/EFI/debian", List.of("normal"));
        assertThatThrownBy(() -> SignedGrub.read(new byte[4096])).hasMessageContaining("no PE program");
        for (int length = 0; length < whole.length; length += 7) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> SignedGrub.read(cut)).isInstanceOf(HtgException.class);
        }
        for (int at = 512; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) 0x80;
            try {
                SignedGrub.read(damaged);
            } catch (HtgException told) {
                assertThat(told).hasMessageContaining("not a signed GRUB");
            }
        }
    }
}
