package htg.grub.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrubEnvironmentTest {
    @Test
    void aBlockHasTheOnlySizeThatGrubAccepts() {
        String block = text(Map.of("htg_stick", "0123456789abcdef", "a", "b"));
        assertThat(block)
                .hasSize(1024)
                .startsWith("# GRUB Environment Block\na=b\nhtg_stick=0123456789abcdef\n###")
                .endsWith("###");
        assertThat(text(Map.of())).hasSize(1024).matches("(?s)# GRUB Environment Block\n#+");
    }

    @Test
    void theBlockForBiosesHasRoomForSixteenMachines() {
        assertThat(new String(GrubEnvironment.emptyForBios(), StandardCharsets.US_ASCII))
                .matches("# GRUB Environment Block\n#{4071}");
    }

    @Test
    void refusesWhatWouldNotReadBack() {
        assertThatIllegalArgumentException().isThrownBy(() -> GrubEnvironment.of(Map.of("a", "b\nc=d")));
        assertThatIllegalArgumentException().isThrownBy(() -> GrubEnvironment.of(Map.of("a", "b\\")));
        assertThatIllegalArgumentException().isThrownBy(() -> GrubEnvironment.of(Map.of("a", "b".repeat(1024))));
    }

    private static String text(Map<String, String> variables) {
        return new String(GrubEnvironment.of(variables), StandardCharsets.US_ASCII);
    }
}
