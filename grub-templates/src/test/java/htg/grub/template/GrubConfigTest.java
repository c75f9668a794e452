package htg.grub.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GrubConfigTest {
    @ParameterizedTest
    @EnumSource(Variant.class)
    void rendersEachVariantAsItsGoldenFileShows(Variant variant) throws IOException {
        assertThat(variant.text()).isEqualTo(golden(variant.goldenFile(), variant.text()));
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void printsNothingThatWouldWrapOnAnEightyColumnScreen(Variant variant) {
        assertThat(variant.text().lines().filter(line -> line.strip().startsWith("echo '")))
                .allSatisfy(line ->
                        assertThat(line.strip().length() - "echo ''".length()).isLessThan(80));
    }

    @Test
    void theHostsLanguageChangesNothing() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(GrubConfig.TEMPLATES.render("early.cfg.ftl", Map.of("volumeId", 115_200)))
                    .contains("fs_uuid 115200 root");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aMissingValueIsAnErrorAndNotAnEmptyString() {
        assertThatThrownBy(() -> GrubConfig.TEMPLATES.render("early.cfg.ftl", Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("volumeId");
    }

    @Test
    void theEnvironmentBlockHasTheOnlySizeGrubTakes() {
        byte[] block = GrubEnvironment.empty();
        assertThat(block).hasSize(1024);
        assertThat(new String(block, StandardCharsets.US_ASCII)).matches("# GRUB Environment Block\n#{999}");
    }

    /** With {@code -Dhtg.golden.write=true} the recorded files are written anew, to be looked over in the diff. */
    private static String golden(String name, String actual) throws IOException {
        Path file = Path.of("src/test/resources/golden", name);
        if (Boolean.getBoolean("htg.golden.write")) {
            Files.writeString(file, actual);
        }
        return Files.readString(file);
    }
}
