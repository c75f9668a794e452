package htg.testvm.bisect;

import static htg.testvm.stick.Component.EFI_LOADERS;
import static htg.testvm.stick.Component.KERNEL;
import static htg.testvm.stick.Component.MENU;
import static htg.testvm.stick.Component.RAMDISK;
import static org.assertj.core.api.Assertions.assertThat;

import htg.common.DataSize;
import htg.testvm.bisect.Culprit.Kind;
import htg.testvm.qemu.StickImage;
import htg.testvm.run.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BisectionTextTest {
    private static final Verdict FAILED = new Verdict.Failed("kernel", "stage kernel failed");

    private final BisectionResult result = new BisectionResult(
            image("/a/good.img"),
            image("/a/bad.img"),
            "bios/nvme",
            new Culprit(Kind.SINGLE, Set.of(KERNEL), true),
            List.of(
                    Trial.booted(
                            Hybrid.plain(Side.GOOD), new Verdict.Passed(), Duration.ofMillis(9_250), "bisect/01-good"),
                    Trial.booted(Hybrid.plain(Side.BAD), FAILED, Duration.ofSeconds(4), "bisect/02-bad"),
                    Trial.impossible(new Hybrid(Side.GOOD, Set.of(MENU)), "it does not fit", "bisect/03"),
                    Trial.booted(new Hybrid(Side.GOOD, Set.of(KERNEL)), FAILED, Duration.ofSeconds(5), "bisect/04")),
            Set.of(RAMDISK),
            Set.of(EFI_LOADERS),
            Path.of("/report"));

    @Test
    void printsTheCulpritThenTheEvidence() {
        assertThat(BisectionText.of(result, List.of("./htg test good.img --only bios/nvme")))
                .isEqualTo("""
                GOOD  /a/good.img
                BAD   /a/bad.img
                cell  bios/nvme

                To blame: kernel. GOOD fails with it, and BAD passes with kernel of GOOD.

                booted                   verdict     stage           time
                GOOD                     passed                     9.3 s
                BAD                      failed      kernel         4.0 s
                GOOD with menu of BAD    impossible                 0.0 s
                GOOD with kernel of BAD  failed      kernel         5.0 s

                BAD: stage kernel failed
                  see /report/bisect/02-bad

                GOOD with menu of BAD: it does not fit
                  see /report/bisect/03

                GOOD with kernel of BAD: stage kernel failed
                  see /report/bisect/04

                The same in both: ramdisk.
                Different, but not read in this cell: efi-loaders.
                ./htg test good.img --only bios/nvme
                """);
    }

    @Test
    void everySentenceNamesTheComponentsOrSaysThatThereAreNone() {
        Set<htg.testvm.stick.Component> two = Set.of(RAMDISK, KERNEL);
        assertThat(BisectionText.sentence(new Culprit(Kind.SEVERAL, two, false)))
                .isEqualTo(
                        "To blame: kernel and ramdisk. GOOD fails with each of them alone, but BAD does not pass with"
                                + " kernel and ramdisk of GOOD: something else is broken as well.");
        assertThat(BisectionText.sentence(new Culprit(Kind.COMBINATION, two, true)))
                .startsWith("To blame: kernel and ramdisk, together.");
        assertThat(BisectionText.sentence(new Culprit(Kind.NONE, Set.of(), true)))
                .contains("the partition table");
        assertThat(BisectionText.sentence(new Culprit(Kind.NONE, Set.of(), false)))
                .contains("the names by which they find each other");
    }

    @Test
    void theJsonDocumentSaysTheSame() {
        JsonNode document = new JsonMapper().readTree(BisectionJson.document(result, List.of("x")));
        assertThat(document.at("/format").asString()).isEqualTo("htg-bisection-1");
        assertThat(document.at("/culprit/kind").asString()).isEqualTo("single");
        assertThat(document.at("/culprit/components/0").asString()).isEqualTo("kernel");
        assertThat(document.at("/culprit/confirmed").asBoolean()).isTrue();
        assertThat(document.at("/trials/2/verdict").asString()).isEqualTo("impossible");
        assertThat(document.at("/trials/3/exchanged/0").asString()).isEqualTo("kernel");
        assertThat(document.at("/trials/3/stage").asString()).isEqualTo("kernel");
        assertThat(document.at("/trials/0/seconds").asDouble()).isEqualTo(9.25);
        assertThat(document.at("/equal/0").asString()).isEqualTo("ramdisk");
        assertThat(document.at("/unread/0").asString()).isEqualTo("efi-loaders");
    }

    private static StickImage image(String path) {
        return new StickImage(Path.of(path), DataSize.ofMebibytes(1));
    }
}
